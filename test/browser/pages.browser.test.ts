import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { body, deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const csv =
  'mã đường,tên đường,dài (km),ngày thông xe\n037,Đường Lý Bôn,"4,5",01/09/2019\n010,Đường Trần Thái Tông,3,\n';
const place = { slug: '', gone: '', agency: '' };

const statusOf = async (path: string): Promise<number> =>
  (await fetch(driver.baseUrl + path, { redirect: 'manual' })).status;

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-xay-dung'),
    deskOf(driver, 'department'),
  ]);
  const bytes = Buffer.from(csv);
  const kept = await publishFile(
    officer,
    department,
    titled('Đường đô thị để ngắm trang'),
    'duong.csv',
    bytes,
  );
  const gone = await publishFile(officer, department, titled('Đường sẽ được thu hồi'), 'duong.csv', bytes);
  body(
    await officer.call(op.withdrawDataset, {
      params: { id: gone.id },
      body: { reason: 'Số liệu gốc có sai sót, đang rà soát lại.' },
    }),
  );
  await eventually('the tombstone', async () => (await statusOf(`/datasets/${gone.slug}/`)) === 410);
  await eventually('the page', async () => (await statusOf(`/datasets/${kept.slug}/`)) === 200);
  Object.assign(place, { slug: kept.slug, gone: gone.slug, agency: officer.agency });
});

/** Name in the picture, address, status. Addresses are made when asked: the datasets do not exist earlier. */
const pages = [
  ['home', () => '/', 200],
  ['datasets', () => '/datasets/', 200],
  ['dataset', () => `/datasets/${place.slug}/`, 200],
  ['tombstone', () => `/datasets/${place.gone}/`, 410],
  ['agencies', () => '/agencies/', 200],
  ['agency', () => `/agencies/${place.agency}/`, 200],
  ['developers', () => '/developers/', 200],
  ['terms', () => '/terms/', 200],
  ['requests', () => '/requests/', 200],
  ['request-form', () => '/requests/new/', 200],
  ['regulation', () => '/regulation/', 200],
  ['rule', () => '/regulation/information-request-online-answer/', 200],
] as const;

describe.each(WIDTHS)('every public page at %i pixels', (width) => {
  const visit = useVisit(width);

  describe.each(['vi', 'en'] as const)('in %s', (lang) => {
    test.each(pages)('%s is whole and open to everybody', async (name, address, status) => {
      if (status !== 200) visit().expectTrouble(new RegExp(`status of ${status}`));
      const answer = await visit().page.goto((lang === 'en' ? '/en' : '') + address());
      expect(answer?.status()).toBe(status);
      expect(await visit().page.locator('html').getAttribute('lang')).toBe(lang);
      await visit().page.locator('main h1').waitFor();
      await lookAt(visit(), `${name}-${lang}`);
    });
  });

  test.each(['/', '/en/'])('no word of a topic is cut in two on %s', async (address) => {
    await visit().page.goto(address);
    const cut = await visit()
      .page.locator('.tiles:not(.wide) .tile > span:first-child')
      .evaluateAll((labels) =>
        labels.flatMap((label) => {
          const text = label.firstChild;
          const words = [...(text?.textContent ?? '').matchAll(/\S+/g)];
          return words.flatMap((word) => {
            if (!text) return [];
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
              ? [word[0]]
              : [];
          });
        }),
      );
    expect(cut).toEqual([]);
  });

  test.each(['/', '/en/'])('every entry of the menu is in sight on %s', async (address) => {
    await visit().page.goto(address);
    const entries = await visit().page.locator('.menu a').all();
    expect(entries.length).toBeGreaterThan(3);
    for (const entry of entries) {
      const box = await entry.boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0), await entry.innerText()).toBeLessThanOrEqual(width);
    }
  });

  test('a wrong address says so and offers the search', async () => {
    visit().expectTrouble(/status of 404/);
    const answer = await visit().page.goto('/khong-co-trang-nay/');
    expect(answer?.status()).toBe(404);
    await visit().page.getByRole('search').waitFor();
    await lookAt(visit(), 'not-found-vi');
  });
});

describe('the look itself', () => {
  const visit = useVisit(390);

  test.each([
    ['an input without a name', '<main><h1>Trang</h1><input></main>', /label/],
    ['a table wider than the phone', '<main><h1>Trang</h1><div style="width:500px">x</div></main>', /wider/],
  ])('finds %s that was planted', async (_, body, complaint) => {
    await visit().page.setContent(`<!doctype html><html lang="vi"><title>Trang</title>${body}</html>`);
    await expect(lookAt(visit(), 'planted')).rejects.toThrow(complaint);
  });
});
