import { beforeAll, describe, expect, test } from 'vitest';
import { rulebook } from '../../shared/regulation/rulebook.ts';
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
    expect(book.instruments).toHaveLength(rulebook.instruments.size);
    expect(book.calendarYears.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
  });

  test('search engines are told of it', async () => {
    const sitemap = await (await get('/sitemap-site.xml')).text();
    for (const id of ['', 'open-data-update/', 'personal-data-breach-notice/'])
      expect(sitemap).toContain(`/regulation/${id}</loc>`);
  });
});
