import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { requestEvents } from '../../events/requests.ts';
import { clockOf, type Clock as ClockAsked } from '../../shared/capabilities/requests/clock.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { sumInWords } from '../../shared/regulation/sum-in-words.ts';
import { Clock, EarlierDays } from '../../web/islands/request/clock.tsx';
import { Timeline } from '../../web/islands/track/timeline.tsx';
import { textsOf, type Lang } from '../../web/texts.ts';

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
    h(Clock, { deadline, sumInWords: sumInWords(deadline), lang, texts: textsOf(lang).clock, ...more }),
  ).replaceAll('\u00a0', ' ');

describe('the clock on the page of a request', () => {
  it('says the day, its sum, and leads each citation into the rulebook', () => {
    const html = shown(deadlineOf());
    expect(html).toContain('Trả lời trước hết ngày 19/06/2025');
    expect(html).toContain('Thời hạn: 3 ngày làm việc');
    expect(html).toMatch(/<a href="\/regulation\/[a-z0-9-]+\/#[a-z0-9-]+">[^<]*104\/2016\/QH13<\/a>/);
    expect(shown(deadlineOf(), {}, 'en')).toContain('Due by the end of 19 June 2025');
  });

  it('says that it is overdue; of what is closed, when it was due', () => {
    expect(shown(deadlineOf(), { overdue: true })).toContain('Quá hạn');
    expect(shown(deadlineOf(), { isOpen: false })).toContain('Hạn trả lời là ngày 19/06/2025');
  });

  it('says in words why there is no day', () => {
    const paused = deadlineOf({
      pauses: [{ from: localDate('2025-06-17'), until: localDate('2025-07-17') }],
    });
    const wanted: [Deadline, Deadline['kind'], string][] = [
      [paused, 'stopped', 'Đồng hồ đang dừng'],
      [deadlineOf({ channel: 'office' }), 'at-once', 'Phải trả lời ngay'],
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
      expect(html).toContain('why' in deadline && deadline.why);
      expect(html).not.toMatch(/undefined|NaN|Invalid/);
    }
  });

  it('keeps earlier days with why they changed, and shows nothing where none did', () => {
    const first = deadlineOf();
    const earlier = [
      {
        deadline: first,
        sumInWords: sumInWords(first),
        replacedOn: localDate('2025-06-17'),
        because: 'gia hạn',
      },
    ];
    const html = render(h(EarlierDays, { earlier, lang: 'vi', texts: textsOf('vi').clock }));
    expect(html).toContain('Hạn 19/06/2025, thay ngày 17/06/2025 vì: gia hạn');
    expect(render(h(EarlierDays, { earlier: [], lang: 'vi', texts: textsOf('vi').clock }))).toBe('');
  });
});

describe.each(['vi', 'en'] as const)('the timeline in %s', (lang) => {
  const texts = textsOf(lang).track;
  const shownOf = (what: string, text?: string) =>
    render(
      h(Timeline, {
        entries: [
          {
            at: '2025-06-16T02:00:00.000Z' as never,
            on: localDate('2025-06-16'),
            what,
            label: 'Một việc đã xảy ra',
            dueOn: localDate('2025-06-19'),
            ...(text !== undefined && { text }),
          },
        ],
        lang,
        texts,
      }),
    );

  it.each(requestEvents.map(({ type }) => type))('has a name for %s', (type) => {
    const html = shownOf(type);
    expect(html).toContain('Một việc đã xảy ra');
    expect(html).not.toContain(type);
  });

  it('shows what was written as text', () => {
    expect(shownOf('RequestAnswered', '<b>không</b>')).toContain('&lt;b>không&lt;/b>');
  });
});
