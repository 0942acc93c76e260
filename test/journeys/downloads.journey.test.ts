import { beforeAll, describe, expect } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { createClient } from '../../shared/contract/client.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { addDays, localDate, type LocalDate } from '../../shared/kernel/local-date.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { body, deskOf, publishFile } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);
const anyone = createClient({ baseUrl: driver.baseUrl });
const at = (path: string, init?: RequestInit) =>
  fetch(`${driver.baseUrl}${path}`, { redirect: 'manual', ...init });

/** Asks, reads the answer to its end, and says how it was answered. */
const fetched = async (path: string, init?: RequestInit): Promise<number> => {
  const answer = await at(path, init);
  await answer.arrayBuffer();
  return answer.status;
};
const part = (range: string): RequestInit => ({ headers: { range, 'accept-encoding': 'identity' } });

let file: DatasetFile;
const about = () => ({ params: { slug: file.slug } });
let release: string;
let day: LocalDate;

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-gddt'),
    deskOf(driver, 'department'),
  ]);
  file = await publishFile(
    officer,
    department,
    'Bộ dữ liệu để đếm lượt tải',
    'tai.csv',
    Buffer.from('mã,tên\n01,Một\n02,Hai\n'),
  );
  release = `/datasets/${file.slug}/releases/1/${file.slug}.csv`;
  await eventually('the file', async () => (await fetched(release)) === 200);
  await eventually('the answer about it', async () => (await anyone(op.readDataset, about())).ok);
  day = localDate(await driver.today());
});

const answered = async () => body(await anyone(op.readDataset, about())).downloads;
const counted = (total: number) =>
  eventually(`${total} downloads`, async () => {
    const downloads = await answered();
    return downloads?.total === total && downloads;
  });

describe('downloads', () => {
  claim('are counted the morning after, and what was no download is not', async () => {
    expect(await answered()).toBeUndefined();
    // One was made while waiting for the file. Three more:
    expect(await fetched(release)).toBe(200);
    expect(await fetched(`/datasets/${file.slug}/releases/1/${file.slug}.json`)).toBe(200);
    expect(await fetched(release, part('bytes=0-4'))).toBe(206);
    // And none of these:
    expect(await fetched(release, part('bytes=5-9'))).toBe(206);
    expect(await fetched(release, { method: 'HEAD' })).toBe(200);
    expect(await fetched(`/datasets/${file.slug}/latest/${file.slug}.csv`)).toBe(302);
    expect(await fetched(`/datasets/${file.slug}/releases/1/khong-co.csv`)).toBe(404);
    expect(await fetched(`/datasets/${file.slug}/`)).toBe(200);
    const etag = (await at(release, { method: 'HEAD' })).headers.get('etag') ?? '';
    expect(await fetched(release, { headers: { 'if-none-match': etag } })).toBe(304);

    await driver.runMorning(addDays(day, 2));
    expect(await counted(4)).toEqual({ total: 4, countedThrough: day });
    const shown = await eventually('the count on the page', async () => {
      const html = await (await at(`/datasets/${file.slug}/`)).text();
      return html.includes('đếm đến hết ngày') && html;
    });
    expect(shown).toContain(`đếm đến hết ngày ${day.split('-').reverse().join('/')}`);
    expect(shown).toMatch(/id="downloads-count"><h2>[^<]*<\/h2><p class="big">4<\/p>/);
    await eventually('the count on the English page', async () =>
      (await (await at(`/en/datasets/${file.slug}/`)).text()).includes('counted to the end of'),
    );
  });

  claim('of later days are added, and days that were counted stay', async () => {
    const before = (await answered())?.total ?? 0;
    const later = localDate(await driver.today());
    expect(await fetched(release)).toBe(200);
    await driver.runMorning(addDays(later, 3));
    expect(await counted(before + 1)).toEqual({ total: before + 1, countedThrough: later });
  });
});
