import { beforeAll, describe, expect, test } from 'vitest';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { body, deskOf, problemId } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const get = (path: string) => fetch(driver.baseUrl + path, { redirect: 'manual' });
const rules = [...rulebook.deadlines.keys()];

beforeAll(async () => {
  await eventually(
    'the rulebook',
    async () => (await get(`/regulation/${rules.at(-1)}.json`)).status === 200,
  );
});

describe('a lawyer reads the rulebook without any login', () => {
  test('every rule has its own page and its JSON, in Vietnamese and English', async () => {
    const found = await Promise.all(
      rules.flatMap((id) =>
        [`/regulation/${id}/`, `/en/regulation/${id}/`, `/regulation/${id}.json`].map(async (path) => ({
          path,
          status: (await get(path)).status,
        })),
      ),
    );
    expect(found.filter(({ status }) => status !== 200)).toEqual([]);
    expect(found).toHaveLength(rules.length * 3);
  });

  test('the whole is one JSON file: rules with citations, instruments, calendars', async () => {
    const answer = await get('/regulation.json');
    expect(answer.headers.get('content-type')).toContain('application/json');
    const book = (await answer.json()) as {
      rules: { id: string; url: string; values: { cites: { label: string }[] }[] }[];
      instruments: { id: string }[];
      calendarYears: { year: number }[];
    };
    expect(book.rules.map(({ id }) => id)).toEqual(rules);
    expect(book.rules[0]?.url).toMatch(/^https?:\/\/.*\/regulation\/service-description\/$/);
    expect(book.rules[0]?.values[0]?.cites[0]?.label).toBe('khoản 1 Điều 25 Nghị định 47/2020/NĐ-CP');
    // Another journey may have entered a target, with its decision.
    expect(book.instruments.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...rulebook.instruments.keys()]),
    );
    expect(book.calendarYears.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
  });

  test('search engines are told of it', async () => {
    const sitemap = await (await get('/sitemap-site.xml')).text();
    for (const id of ['', 'open-data-update/', 'personal-data-breach-notice/'])
      expect(sitemap).toContain(`/regulation/${id}</loc>`);
  });
});

describe('the Department enters a target where the law is not known', () => {
  const rule = 'database-proposals';
  const value = {
    rule,
    from: localDate('2025-07-01'),
    until: localDate('2025-12-31'),
    limit: { kind: 'period', amount: 30, unit: 'working-day' },
    ground: {
      basis: 'house',
      decision: { number: '21/QĐ-SKHCN', issuedOn: localDate('2025-06-10') },
      sentence: 'Các cơ quan gửi đề xuất trong 30 ngày làm việc đầu năm.',
    },
  } as const;

  test('one enters it, the same person can not approve it, another can, and everybody sees what it is', async () => {
    const [first, second, officer] = await Promise.all([
      deskOf(driver, 'department'),
      deskOf(driver, 'department-2'),
      deskOf(driver, 'focal-nnmt'),
    ]);
    const holeOf = async () =>
      body(await officer.call(op.listRuleHoles, {})).items.find((hole) => hole.rule === rule);
    expect(await holeOf()).toMatchObject({ basis: 'unknown', from: '2025-07-01' });
    expect(problemId(await officer.call(op.submitRuleValue, { body: value }))).toBe('not-allowed');

    const submitted = body(await first.call(op.submitRuleValue, { body: value }));
    const params = { id: submitted.id };
    expect(problemId(await first.call(op.approveRuleValue, { params }))).toBe('four-eyes');
    expect(body(await second.call(op.approveRuleValue, { params }))).toMatchObject({ status: 'approved' });
    expect(problemId(await first.call(op.submitRuleValue, { body: value }))).toBe('not-a-hole');

    const listed = body(await officer.call(op.listRuleHoles, {})).items.filter((hole) => hole.rule === rule);
    expect(listed.map(({ from, basis }) => [from, basis])).toEqual([
      ['2026-01-01', 'unknown'],
      ['2025-07-01', 'house'],
    ]);
    await eventually('the page of the rule', async () =>
      (await (await get(`/regulation/${rule}/`)).text()).includes('mục tiêu nội bộ, không phải pháp luật'),
    );
    const file = await eventually('the file of the rule', async () => {
      const found = (await (await get(`/regulation/${rule}.json`)).json()) as {
        values: { basis?: string }[];
      };
      return found.values.length === 3 && found;
    });
    expect(file.values.map(({ basis }) => basis)).toEqual([undefined, 'house', undefined]);
  });
});

describe('the Department enters what it found in the law', () => {
  const rule = 'regulation-report';
  const value = {
    rule,
    from: localDate('2025-07-01'),
    until: localDate('2025-12-31'),
    limit: { kind: 'period', amount: 60, unit: 'day' },
    ground: {
      basis: 'law',
      instrument: { number: '35/2025/QĐ-UBND', title: 'Quy chế quản lý, chia sẻ dữ liệu số của tỉnh' },
      article: '12',
      clause: '2',
      point: 'a',
      sentence: 'Báo cáo hằng năm được gửi trong 60 ngày đầu năm.',
    },
  } as const;

  test('sent back with its reason it is law for nobody; approved by another it is, with its place and without a word of a target', async () => {
    const [first, second, officer] = await Promise.all([
      deskOf(driver, 'department'),
      deskOf(driver, 'department-2'),
      deskOf(driver, 'focal-nnmt'),
    ]);
    const holes = async () =>
      body(await officer.call(op.listRuleHoles, {})).items.filter((hole) => hole.rule === rule);
    expect(await holes()).toMatchObject([{ basis: 'unknown', from: '2025-07-01' }]);

    const wrong = body(
      await first.call(op.submitRuleValue, { body: { ...value, limit: { ...value.limit, amount: 90 } } }),
    );
    const reason = 'Điều 12 ghi 60 ngày, không phải 90 ngày.';
    const params = { id: wrong.id };
    expect(problemId(await officer.call(op.returnRuleValue, { params, body: { reason } }))).toBe(
      'not-allowed',
    );
    const returned = body(await second.call(op.returnRuleValue, { params, body: { reason } }));
    expect(returned).toMatchObject({ status: 'returned', reason, mayApprove: false, mayReturn: false });
    expect(problemId(await second.call(op.approveRuleValue, { params }))).toBe('wrong-state');
    expect(problemId(await second.call(op.returnRuleValue, { params, body: { reason } }))).toBe(
      'wrong-state',
    );
    expect(await holes()).toMatchObject([{ basis: 'unknown', from: '2025-07-01' }]);

    const right = body(await first.call(op.submitRuleValue, { body: value }));
    expect(problemId(await first.call(op.approveRuleValue, { params: { id: right.id } }))).toBe('four-eyes');
    body(await second.call(op.approveRuleValue, { params: { id: right.id } }));
    // What is law is no hole any more: only the days after it are.
    expect(await holes()).toMatchObject([{ basis: 'unknown', from: '2026-01-01' }]);

    const place = 'điểm a khoản 2 Điều 12';
    const page = await eventually('the page of the rule', async () => {
      const html = await (await get(`/regulation/${rule}/`)).text();
      return html.includes(place) && html;
    });
    expect(page).toContain('35/2025/QĐ-UBND');
    expect(page).toContain(value.ground.sentence);
    expect(page).not.toContain('mục tiêu nội bộ');
    expect(page).not.toContain('90 ngày');
    const entered = await eventually('the file of the rule', async () => {
      const file = (await (await get(`/regulation/${rule}.json`)).json()) as {
        values: { from: string; until?: string; basis?: string; cites: { label: string }[] }[];
      };
      return file.values.find(({ from, until }) => from === value.from && until === value.until);
    });
    expect(entered.cites.map(({ label }) => label)).toEqual([expect.stringContaining(place)]);
    expect(entered.basis).toBeUndefined();
  });
});
