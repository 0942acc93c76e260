import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Answer, Seed } from '../../web/islands/search/model.ts';
import { body, deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const anyone = createClient({ baseUrl: driver.baseUrl });
const search = (sort?: 'title') => anyone(op.searchDatasets, { query: sort ? { sort } : {} }).then(body);

/** What the island begins with, which is what stands on the page. */
const inThePage = async (): Promise<Answer> => {
  const html = await (await fetch(`${driver.baseUrl}/datasets/`)).text();
  const [, seed = ''] = /id="search-seed">([^<]+)</.exec(html) ?? [];
  return (JSON.parse(seed) as Seed).answer;
};
const slugsOf = (answer: { readonly items: readonly { readonly slug: string }[] }): string[] =>
  answer.items.map(({ slug }) => slug);

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-xay-dung'),
    deskOf(driver, 'department'),
  ]);
  // Of one day: what stands first is decided by the moment.
  const slugs: string[] = [];
  for (const name of ['Bến phà', 'Âu thuyền', 'Cầu vượt'])
    slugs.push(
      (await publishFile(officer, department, titled(name), 'a.csv', Buffer.from('mã,tên\n01,Bo\n'))).slug,
    );
  await eventually('all in the list and in the index', async () => {
    const shown = (await Promise.all([inThePage(), search()])).map(slugsOf);
    return slugs.every((slug) => shown.every((list) => list.includes(slug)));
  });
});

test('the list as a file is what the search answers: the same order, counts and way on', async () => {
  const [page, { items, total, facets, next }] = await Promise.all([inThePage(), search()]);
  expect(slugsOf(page)).toEqual(slugsOf({ items }));
  expect(page.total).toBe(total);
  expect(page.facets).toEqual(facets);
  expect(page.next).toBe(next);
});

describe.each(WIDTHS)('the list at %i pixels', (width) => {
  const visit = useVisit(width);
  const shown = () =>
    visit()
      .page.locator('.search-results h3 a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const hrefs = (answer: Parameters<typeof slugsOf>[0]) =>
    slugsOf(answer).map((slug) => `/datasets/${slug}/`);

  test('stands still when its search comes to life, and asks nothing before it is asked', async () => {
    const { page } = visit();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/')) asked.push(request.url());
    });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/datasets/', { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
    expect(asked).toEqual([]);

    const order = page.getByRole('combobox', { name: 'Sắp xếp' });
    const byTitle = hrefs(await search('title'));
    await order.selectOption('title');
    await expect.poll(shown).toEqual(byTitle);
    expect(asked).toHaveLength(1);
    await order.selectOption('newest');
    await expect.poll(shown).toEqual(hrefs(await search()));
  });
});
