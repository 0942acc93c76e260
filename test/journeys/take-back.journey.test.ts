import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { approve, body, deskOf, publishFile, published, sendFile, submit, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const anyone = createClient({ baseUrl: driver.baseUrl });
const reason = 'Cột ghi chú có số điện thoại riêng của người phụ trách.';

let officer: Desk;
let department: Desk;
let stranger: Desk;
let file: DatasetFile;

const rows = (...names: string[]) =>
  Buffer.from(['mã,tên', ...names.map((name, i) => `C0${i + 1},${name}`), ''].join('\n'));

const next = async (number: number, ...names: string[]) => {
  const upload = await sendFile(officer, file.id, `cau-${number}.csv`, rows(...names));
  body(await submit(officer, file.id));
  body(await approve(department, file.id));
  await published(officer, file.id, number);
  return upload;
};

beforeAll(async () => {
  [officer, department, stranger] = await Promise.all([
    deskOf(driver, 'focal-xay-dung'),
    deskOf(driver, 'department'),
    deskOf(driver, 'focal-gddt'),
  ]);
  const title = 'Cầu cần rút một bản';
  file = await publishFile(officer, department, title, 'cau.csv', rows('Cầu Bo'));
  await next(2, 'Cầu Bo', 'Cầu Tân Đệ');
  await next(3, 'Cầu Bo', 'Cầu Tân Đệ', 'Ông Riêng Tư');
});

const at = (path: string) => fetch(`${driver.baseUrl}${path}`, { redirect: 'manual' });
const home = () => `/datasets/${file.slug}/`;
const csvOf = (number: number) => `${home()}releases/${number}/${file.slug}.csv`;
const latest = async () => (await at(`${home()}latest/${file.slug}.csv`)).headers.get('location');
const askRows = (query = '') => at(`/api/v1/datasets/${file.slug}/rows${query}`);
const takeBack = (desk: Desk, number: number) =>
  desk.call(op.withdrawRelease, { params: { id: file.id, number }, body: { reason } });
const shown = (path: string, isRight: (text: string) => boolean) =>
  eventually(`${path} as it should be`, async () => {
    const text = await (await at(path)).text();
    return isRight(text) && text;
  });
const refusal = (answer: Awaited<ReturnType<typeof takeBack>>) => (answer.ok ? 'done' : answer.problem.type);

describe('the newest release is taken back', () => {
  test('by nobody of another agency, and not what was never published', async () => {
    expect(refusal(await takeBack(stranger, 3))).toBe('/problems/not-your-agency');
    expect(refusal(await takeBack(officer, 4))).toBe('/problems/not-found');
  });

  test('by its owner: told at once, and once', async () => {
    const after = body(await takeBack(officer, 3));
    expect(after.releases.map(({ number }) => number)).toEqual([1, 2]);
    expect(after.withdrawnReleases).toMatchObject([{ number: 3, reason }]);
    expect(after).toMatchObject({ status: 'published', releaseTotal: 3, releasesStanding: 2 });
    expect(after.history.at(-1)).toMatchObject({ type: 'ReleaseWithdrawn', note: `Bản 3: ${reason}` });
    expect(refusal(await takeBack(officer, 3))).toBe('/problems/release-withdrawn');
  });

  test('its files answer 410 and say why; the others stay', async () => {
    const gone = await eventually('the tombstone of release 3', async () => {
      const answer = await at(csvOf(3));
      return answer.status === 410 && answer;
    });
    const text = await gone.text();
    expect(text).toContain(reason);
    expect(text).toContain('Sở Xây dựng');
    for (const number of [1, 2]) expect((await at(csvOf(number))).status).toBe(200);
  });

  test('the one before it is the latest again, wherever one looks', async () => {
    await eventually('latest at release 2', async () => (await latest()) === csvOf(2));
    const page = await shown(home(), (text) => text.includes(reason));
    expect(page).not.toContain('Ông Riêng Tư');
    expect(page).not.toContain(csvOf(3));
    expect(await shown(`/en${home()}`, (text) => text.includes(reason))).toContain('Taken back on');
    const feed = await shown(`${home()}feed.atom`, (text) => text.includes(reason));
    expect(feed).toContain('Đã rút:');
    const answer = (await (await askRows()).json()) as { release: { number: number }; total: number };
    expect(answer).toMatchObject({ release: { number: 2, latest: true }, total: 2 });
    await eventually('search at release 2', async () => {
      const found = await anyone(op.readDataset, { params: { slug: file.slug } });
      return found.ok && found.body.release === 2 && found.body.rows === 2;
    });
    await shown('/catalog/datasets.jsonl', (text) =>
      text.split('\n').some((line) => line.includes(`"${file.slug}"`) && line.includes('"release":2')),
    );
  });

  test('no rows of it are answered: a problem says which, when and why', async () => {
    for (const path of [`/rows?release=3`, `/openapi.json?release=3`]) {
      const answer = await at(`/api/v1/datasets/${file.slug}${path}`);
      expect(answer.status).toBe(410);
      const problem = (await answer.json()) as { type: string; facts: Record<string, unknown> };
      expect(problem).toMatchObject({ type: '/problems/release-gone', facts: { number: 3, reason } });
    }
  });
});

describe('what comes after it', () => {
  test('takes another number, and is compared with the one that stands', async () => {
    const upload = await next(4, 'Cầu Bo', 'Cầu Tân Đệ', 'Cầu Trà Lý', 'Cầu Vật');
    expect(upload.report?.comparison).toMatchObject({ release: 2, added: 2, removed: 0 });
    await eventually('latest at release 4', async () => (await latest()) === csvOf(4));
    await shown(home(), (text) => text.includes('thay đổi so với bản 2'));
    expect((await at(csvOf(3))).status).toBe(410);
  });

  test('an earlier one is taken back by the Department: the newest stays, compared with the one that stands', async () => {
    body(await takeBack(department, 2));
    await eventually('the tombstone of release 2', async () => (await at(csvOf(2))).status === 410);
    const page = await shown(home(), (text) => text.split(reason).length > 2);
    expect(page).not.toContain('thay đổi so với bản 2');
    await shown(home(), (text) => text.includes('thay đổi so với bản 1'));
    await shown(home(), (text) => text.includes('thay đổi so với bản 1'));
    expect(await latest()).toBe(csvOf(4));
    expect((await askRows('?release=2')).status).toBe(410);
    expect((await askRows()).status).toBe(200);
  });

  test('the last one is not taken back alone', async () => {
    body(await takeBack(officer, 4));
    expect(refusal(await takeBack(officer, 1))).toBe('/problems/only-release');
    await eventually('latest at release 1', async () => (await latest()) === csvOf(1));
  });
});
