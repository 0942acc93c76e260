import { describe, expect, it } from 'vitest';
import { regulationProps, ruleProps } from '../../functions/publishing/regulation-props.ts';
import { anchorOf, citesOf } from '../../shared/kernel/cites.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { renderDataset, renderRegulation, renderRule } from '../../web/pages/index.ts';
import type { Lang } from '../../web/texts.ts';
import { aDatasetPage, aSite, someAssets, theNextUpdate } from './fixtures.ts';

const page = (lang: Lang) => ({ lang, site: aSite, assets: someAssets });
const rule = (id: string, lang: Lang = 'vi') =>
  renderRule({ ...page(lang), ...ruleProps(rulebook.deadlines.get(id)!, rulebook) });
const idsIn = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

describe('the page of the rulebook', () => {
  const html = renderRegulation({ ...page('vi'), ...regulationProps(rulebook) });

  it('links every rule at its own address, and shows what it says through the years', () => {
    for (const id of rulebook.deadlines.keys()) expect(html).toContain(`href="/regulation/${id}/"`);
    expect(html).toContain('<strong>2 ngày làm việc</strong> <small>19/08/2025 – 21/10/2025</small>');
    expect(html).toContain('<span class="chip warn">Chưa rõ</span> <small>từ 22/10/2025</small>');
    expect(html).toContain('<strong>trước ngày 31/12 hằng năm</strong>');
    expect(html).toContain('<strong>72 giờ</strong>');
  });

  it('names every instrument with its days, every calendar with its swapped days, and who took over', () => {
    for (const id of rulebook.instruments.keys()) expect(idsIn(html)).toContain(id);
    expect(html).toContain('01/07/2018 – 31/08/2026 · đã đọc trong văn bản');
    expect(html).toContain('Thứ Bảy làm bù cho ngày 31/08/2026');
    expect(html).toContain('việc chuyển về Sở Khoa học và Công nghệ');
  });

  it('says of each ground of refusal and each form since when nobody has found what replaced it', () => {
    const words = (id: string) =>
      new RegExp(`<li id="${id}">(.*?)</li>`, 's')
        .exec(html)?.[1]
        ?.replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ') ?? '';
    expect(words('already-public')).toContain('01/07/2018 – 31/08/2026: điểm b Điều 28 Luật');
    expect(words('already-public')).toContain('từ 01/09/2026: Chưa rõ');
    expect(words('already-public')).toContain('chưa tìm thấy căn cứ từ chối trong luật mới');
    for (const { id } of [...rulebook.data.refusalGrounds, ...rulebook.data.templates])
      expect(words(id), id).toContain('Chưa rõ');
  });

  it('gives no address twice', () => {
    expect(new Set(idsIn(html)).size).toBe(idsIn(html).length);
  });
});

describe('the page of a rule', () => {
  it.each([...rulebook.deadlines.keys()])(
    '%s cites with sentence and confidence, and gives no address twice',
    (id) => {
      const html = rule(id);
      const { values } = rulebook.deadlines.get(id)!;
      for (const { cites } of values)
        for (const cite of cites) expect(html).toContain(cite.sentence.vi.replace(/&/g, '&amp;'));
      expect(new Set(idsIn(html)).size).toBe(idsIn(html).length);
      expect(html).toContain(`href="/regulation/${id}.json"`);
    },
  );

  it('says what extends it and what stops its clock', () => {
    const html = rule('information-request-online-answer');
    expect(html).toContain('href="/regulation/information-request-online-extension/"');
    expect(html).toContain('Chờ người yêu cầu làm rõ, bổ sung');
    expect(rule('information-request-online-extension', 'en')).toContain(
      'Extends: <a lang="vi" href="/en/regulation/information-request-online-answer/">',
    );
  });

  it('in English says the period in English and leaves the law in Vietnamese', () => {
    const html = rule('connection-request', 'en');
    expect(html).toContain('<strong>5 working days</strong>');
    expect(html).toContain('<h1 lang="vi">Trả lời yêu cầu kết nối');
  });

  it('has an address for each place that a deadline by it cites', () => {
    const day = localDate('2025-06-16');
    const deadline = computeDeadline({
      rule: 'information-request-online-answer',
      startOn: day,
      governedOn: day,
      stops: [{ rule: 'clarification', from: day, to: localDate('2025-06-18') }],
      extension: { rule: 'information-request-online-extension' },
    });
    const ids = idsIn(rule(deadline.ruleId));
    expect(citesOf(deadline).length).toBeGreaterThan(4);
    for (const cite of citesOf(deadline)) expect(ids).toContain(anchorOf(cite));
  });
});

describe('the sum on a dataset’s page', () => {
  const CITE = 'khoản 3 Điều 20 Nghị định 47/2020/NĐ-CP';
  const PLACE = 'regulation/open-data-update/#nd-47-2020-dieu-20-khoan-3';

  it('leads from each citation to its place in the rulebook', () => {
    expect(renderDataset(aDatasetPage())).toContain(`Căn cứ: <a href="/${PLACE}">${CITE}</a>; <a`);
  });

  it('is English on an English page, and marks what is cited in Vietnamese', () => {
    const html = renderDataset(aDatasetPage({ nextUpdateDue: theNextUpdate('2025-06-14') }, 'en'));
    for (const words of [
      '<ol class="sum" lang="en">',
      'Start: 14 June 2025 (the day the release was published). This day is not counted; counting begins on 15 June 2025.',
      'Limit: 3 months, ending on 14 September 2025.',
      'The last day falls on a day off (14 September 2025: Sunday, weekly day of rest), so it moves to the next working day.',
      'Due: 15 September 2025.',
      `Legal basis: <a lang="vi" href="/en/${PLACE}">${CITE}</a>; <a`,
      'Laws are cited in Vietnamese.',
    ])
      expect(html).toContain(words);
  });

  it('of a day that is not known says so in English, and marks the rulebook’s own words', () => {
    const due = computeDeadline({
      rule: 'open-data-update',
      startOn: localDate('2025-08-19'),
      governedOn: localDate('2025-08-19'),
    });
    const html = renderDataset(aDatasetPage({ nextUpdateDue: due }, 'en'));
    expect(html).toContain(
      'The rulebook says why, in Vietnamese:</li><li><span lang="vi">Từ ngày 19/08/2025',
    );
  });

  it('says that a day is a target of the house, and of the law says nothing more', () => {
    const due = { ...theNextUpdate(), basis: 'house' as const };
    const html = renderDataset(aDatasetPage({ nextUpdateDue: due }));
    expect(html).toContain('<span class="chip warn">mục tiêu nội bộ, không phải pháp luật</span>');
    expect(renderDataset(aDatasetPage())).not.toContain('mục tiêu nội bộ');
  });

  it('says that a day is provisional while the calendar of its year is not issued', () => {
    const html = renderDataset(aDatasetPage({ nextUpdateDue: { ...theNextUpdate(), provisional: true } }));
    expect(html).toContain('<span class="chip warn">tạm tính, chờ lịch nghỉ chính thức</span>');
    expect(renderDataset(aDatasetPage())).not.toContain('tạm tính, chờ');
  });

  it('cuts at the longest label where one is the end of another', () => {
    const { sum, ...due } = theNextUpdate();
    const html = renderDataset(
      aDatasetPage({
        nextUpdateDue: {
          ...due,
          sum: {
            ...sum,
            cites: [
              { instrument: 'nd-a', article: '20', label: 'Điều 20 Nghị định A' },
              { instrument: 'nd-a', article: '20', clause: '3', label: 'khoản 3 Điều 20 Nghị định A' },
            ],
          },
        },
      }),
    );
    expect(html).toContain('#nd-a-dieu-20">Điều 20 Nghị định A</a>; <a');
    expect(html).toContain('#nd-a-dieu-20-khoan-3">khoản 3 Điều 20 Nghị định A</a>.</li>');
  });
});
