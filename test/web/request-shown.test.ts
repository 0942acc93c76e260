import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it, test } from 'vitest';
import { requestEvents } from '../../events/requests.ts';
import { clockOf, type Clock as ClockAsked } from '../../shared/capabilities/requests/clock.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { whyTold } from '../../shared/kernel/sum-told.ts';
import { englishReasons } from '../../shared/regulation/english-reasons.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { Due } from '../../web/desk/requests/list.tsx';
import { Clock, EarlierDays } from '../../web/islands/request/clock.tsx';
import { Timeline } from '../../web/islands/track/timeline.tsx';
import { requestStepsOf } from '../../web/request-steps.ts';
import { tellingOn } from '../../web/telling.ts';
import { textsOf, type Lang } from '../../web/texts.ts';

const telling = (lang: Lang, reasonsInEnglish = englishReasons()) => tellingOn({ lang, reasonsInEnglish });

const deadlineOf = (more: Partial<ClockAsked> = {}): Deadline =>
  clockOf(
    {
      kind: 'information',
      channel: 'online',
      complexity: 'simple',
      clockStartOn: localDate('2025-06-16'),
      receivedOn: localDate('2025-06-16'),
      pauses: [],
      ...more,
    },
    rulebook,
  );
const shown = (deadline: Deadline, more: { overdue?: boolean; isOpen?: boolean } = {}, lang: Lang = 'vi') =>
  render(
    h(Clock, { deadline, lang, texts: textsOf(lang).clock, telling: telling(lang), ...more }),
  ).replaceAll('\u00a0', ' ');

describe('the clock on the page of a request', () => {
  it('says the day, its sum, and leads each citation into the rulebook', () => {
    const html = shown(deadlineOf());
    expect(html).toContain('Trả lời chậm nhất hết ngày 19/06/2025');
    expect(html).toContain('Thời hạn: 3 ngày làm việc');
    expect(html).toMatch(/<a href="\/regulation\/[a-z0-9-]+\/#[a-z0-9-]+">[^<]*104\/2016\/QH13<\/a>/);
    expect(shown(deadlineOf(), {}, 'en')).toContain('Due by the end of 19 June 2025');
  });

  it('says that it is overdue; of what is closed, when it was due', () => {
    expect(shown(deadlineOf(), { overdue: true })).toContain('Quá hạn');
    expect(shown(deadlineOf(), { isOpen: false })).toContain('Hạn trả lời là ngày 19/06/2025');
  });

  it('says of a target of the house, and of a provisional day, that it is one', () => {
    const deadline = { ...deadlineOf(), basis: 'house', provisional: true } as Deadline;
    const headline = /<p class="clock-day">.*?<\/p>/s;
    expect(headline.exec(shown(deadline))?.[0]).toMatch(/mục tiêu nội bộ.*tạm tính/s);
    expect(headline.exec(shown(deadline, {}, 'en'))?.[0]).toMatch(/house target.*provisional/s);
    expect(shown(deadline)).toMatch(/Đây là mục tiêu nội bộ.*Tạm tính/s);
    expect(shown(deadline, {}, 'en')).toMatch(/target of the house, not law.*Provisional/s);
    expect(shown(deadlineOf())).not.toMatch(/mục tiêu nội bộ|Tạm tính/);
  });

  it('says of what the law wants at once that the day is the house’s', () => {
    const html = shown(deadlineOf({ channel: 'office' }));
    expect(html).toContain('<span class="chip warn">luật nói “ngay”, mốc do cổng đặt</span>');
    expect(html).toContain('Luật nói phải trả lời ngay và không ấn định ngày.');
    expect(html).not.toContain('pháp luật về hạn này chưa rõ');
    expect(shown(deadlineOf({ channel: 'office' }), {}, 'en')).toContain(
      'The law says it must be answered at once',
    );
  });

  it('says in words why there is no day', () => {
    const paused = deadlineOf({
      pauses: [{ from: localDate('2025-06-17'), until: localDate('2025-07-17') }],
    });
    const { ruleId, sum } = deadlineOf({ channel: 'office' }) as Extract<Deadline, { kind: 'known' }>;
    const { startOn, startReason, cites } = sum;
    const atOnce: Deadline = {
      kind: 'at-once',
      ruleId,
      why: 'Phải làm ngay; pháp luật không ấn định số ngày.',
      startOn,
      startReason,
      cites,
    };
    const wanted: [Deadline, Deadline['kind'], string][] = [
      [paused, 'stopped', 'Thời hạn tạm dừng'],
      [atOnce, 'at-once', 'Phải trả lời ngay'],
      [
        { kind: 'unknown', ruleId: 'x', why: 'Chưa có quy định cho ngày này.' },
        'unknown',
        'Chưa xác định được hạn',
      ],
    ];
    for (const [deadline, kind, words] of wanted) {
      expect(deadline.kind).toBe(kind);
      const html = shown(deadline);
      expect(html).toContain(words);
      expect(html).toContain('why' in deadline && whyTold(deadline, telling('vi')));
      expect(html).not.toMatch(/undefined|NaN|Invalid/);
    }
  });

  it('keeps earlier days with why they changed, and shows nothing where none did', () => {
    const first = deadlineOf();
    const earlier = [
      {
        deadline: first,
        sumInWords: [],
        replacedOn: localDate('2025-06-17'),
        because: 'extension' as const,
      },
    ];
    const shownIn = (lang: Lang, kept: typeof earlier) =>
      render(
        h(EarlierDays, {
          earlier: kept,
          steps: requestStepsOf(lang),
          lang,
          texts: textsOf(lang).clock,
          telling: telling(lang),
        }),
      );
    const html = shownIn('vi', earlier);
    expect(html).toContain('Hạn 19/06/2025, thay ngày 17/06/2025 vì: gia hạn');
    expect(shownIn('en', earlier)).toContain('replaced on 17 June 2025 because: more time was taken');
    expect(shownIn('vi', [])).toBe('');
  });
});

test('the inbox of the desk says of a target of the house, and of a provisional day, that it is one', () => {
  const due = (more: object) =>
    render(h(Due, { line: { deadline: { ...deadlineOf(), ...more }, overdue: false } }));
  expect(due({ basis: 'house' })).toContain('19/06/2025, mục tiêu nội bộ');
  expect(due({ provisional: true })).toContain('19/06/2025, tạm tính');
  expect(due({})).not.toMatch(/mục tiêu|tạm tính/);
});

describe('the clock in English', () => {
  const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĂÂĐÊÔƠƯ]/;
  /** What is read aloud as English: everything but what is marked as Vietnamese. */
  const inEnglish = (html: string) =>
    html.replaceAll(/<(\w+)[^>]* lang="vi"[^>]*>[^<]*<\/\1>/g, '').replaceAll(/<[^>]*>/g, ' ');
  const pauses = [{ from: localDate('2025-06-17'), until: localDate('2025-07-17') }];

  it.each<[string, Deadline, string]>([
    [
      'known',
      deadlineOf({ complexity: 'complex' }),
      'Not counted: 21 June 2025 (Saturday, weekly day of rest)',
    ],
    [
      'over holidays',
      deadlineOf({ receivedOn: localDate('2025-08-28'), clockStartOn: localDate('2025-08-28') }),
      '2 September 2025 (National Day, 2 September)',
    ],
    [
      'extended',
      deadlineOf({ complexity: 'complex', extendedOn: localDate('2025-07-01') }),
      'Extended once by 15 days, ending on 22 July 2025.',
    ],
    [
      'stopped',
      deadlineOf({ pauses }),
      'The clock stands still since 18 June 2025: waiting for the requester',
    ],
    [
      'at once',
      deadlineOf({ channel: 'office' }),
      'It must be done at once; the law sets no number of days.',
    ],
  ])('tells a sum that is %s, and leaves only citations in Vietnamese', (_, deadline, words) => {
    const html = shown(deadline, {}, 'en');
    expect(html).toContain(words);
    expect(inEnglish(html)).not.toMatch(VIETNAMESE);
  });

  it('a reason the rulebook has no English for stays as it is, marked', () => {
    const html = render(
      h(Clock, {
        deadline: deadlineOf(),
        lang: 'en',
        texts: textsOf('en').clock,
        telling: telling('en', {}),
      }),
    );
    expect(html).toContain('(<span lang="vi">ngày nhận được yêu cầu hợp lệ</span>)');
  });
});

describe.each(['vi', 'en'] as const)('the timeline in %s', (lang) => {
  const texts = textsOf(lang).track;
  const steps = requestStepsOf(lang);
  const named = {
    agency: 'Sở A',
    from: 'Sở A',
    to: 'Sở B',
    until: localDate('2025-06-27'),
    ground: { vi: 'Đã công khai', en: 'Already public' },
    why: 'Lịch làm việc đã thay đổi.',
  };
  const shownOf = (what: string, more: object = named) =>
    render(
      h(Timeline, {
        entries: [
          {
            at: '2025-06-16T02:00:00.000Z' as never,
            on: localDate('2025-06-16'),
            what,
            dueOn: localDate('2025-06-19'),
            ...more,
          },
        ],
        lang,
        texts,
        steps,
      }),
    );

  it.each(requestEvents.map(({ type }) => type))(
    'has a name and a sentence for %s, with all it names',
    (type) => {
      const html = shownOf(type);
      expect(html).not.toContain(type);
      expect(html).not.toMatch(/[{}]|undefined/);
      expect(html.replaceAll(/<[^>]*>/g, '').length).toBeGreaterThan(40);
    },
  );

  it('names agencies as they are called, days as people write them, and a ground in the language of the page', () => {
    expect(shownOf('RequestTransferred')).toContain(
      lang === 'vi' ? 'từ Sở A sang Sở B' : '<span lang="vi">Sở B',
    );
    expect(shownOf('ClarificationAsked')).toContain(lang === 'vi' ? '27/06/2025' : '27 June 2025');
    expect(shownOf('RequestRefused')).toContain(lang === 'vi' ? 'Đã công khai' : 'Already public');
  });

  it('to whoever knows only the code it says that it was refused, and not why', () => {
    expect(shownOf('RequestRefused', {})).toContain(steps.refusedOnly);
  });

  it('shows what was written as text', () => {
    expect(shownOf('RequestAnswered', { text: '<b>không</b>' })).toContain('&lt;b>không&lt;/b>');
  });
});
