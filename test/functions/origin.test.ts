import { expect, test } from 'vitest';
import { missingPage } from '../../functions/publishing/missing-page.ts';
import { originGuard } from '../../functions/_entry/origin.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import { NOT_FOUND_PAGES } from '../../shared/contract/public-paths.ts';

const passes = originGuard('present before');

test.each([
  ['the present secret', { 'x-origin-secret': 'present' }, true],
  ['the one before, while the CDN still shows it', { 'x-origin-secret': 'before' }, true],
  ['both at once', { 'x-origin-secret': 'present before' }, false],
  ['another', { 'x-origin-secret': 'guess' }, false],
  ['a beginning of it', { 'x-origin-secret': 'presen' }, false],
  ['an empty one', { 'x-origin-secret': '' }, false],
  ['none', {}, false],
])('a request with %s', (_, headers, through) => {
  expect(passes(headers)).toBe(through);
});

test('a function without any secret does not start', () => {
  expect(() => originGuard(' ')).toThrow(/no secret/);
});

const ground = async (cameThroughTheEdge = () => true) => {
  const site = memoryObjects('site', new Map());
  await site.put(NOT_FOUND_PAGES.vi, '<p>không thấy</p>', { contentType: 'text/html' });
  await site.put(NOT_FOUND_PAGES.en, '<p>not found</p>', { contentType: 'text/html' });
  let clock = 0;
  const answer = missingPage({ site, cameThroughTheEdge, newId: () => 'id', now: () => clock });
  const ask = (rawPath: string) =>
    answer({ rawPath, headers: {} } as unknown as Parameters<typeof answer>[0]);
  return { ask, site, wait: (ms: number) => (clock += ms) };
};

test('what is not there is a page in the language of its address, with status 404', async () => {
  const { ask } = await ground();
  expect(await ask('/datasets/x/index.html')).toMatchObject({ statusCode: 404, body: '<p>không thấy</p>' });
  expect(await ask('/en/datasets/x/index.html')).toMatchObject({ statusCode: 404, body: '<p>not found</p>' });
  expect(await ask('/english')).toMatchObject({ body: '<p>không thấy</p>' });
});

test('below /api it is a problem, in the shape of every other refusal', async () => {
  const { ask } = await ground();
  const { statusCode, headers, body } = await ask('/api/v1/nothing');
  expect([statusCode, headers?.['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  expect(JSON.parse(body ?? '')).toMatchObject({ type: '/problems/not-found', status: 404 });
});

test('the page is read again after a minute, and one once read outlives the bucket’s trouble', async () => {
  const { ask, site, wait } = await ground();
  await ask('/x');
  await site.put(NOT_FOUND_PAGES.vi, '<p>mới</p>', { contentType: 'text/html' });
  expect((await ask('/x')).body).toBe('<p>không thấy</p>');
  wait(60_000);
  expect((await ask('/x')).body).toBe('<p>mới</p>');
  await site.remove(NOT_FOUND_PAGES.vi);
  wait(60_000);
  expect((await ask('/x')).body).toBe('<p>mới</p>');
});

test('who goes round the CDN is told nothing', async () => {
  const { ask } = await ground(() => false);
  expect((await ask('/x')).statusCode).toBe(403);
});
