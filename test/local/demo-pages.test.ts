import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilPagesStand } from '../../local/demo/pages-stand.ts';

/** Pages that are there, those that are taken back, and how often each was asked for before it came. */
const asked = new Map<string, number>();
const comesAfter: Readonly<Record<string, number>> = { '/datasets/mot/': 0, '/datasets/hai/': 2 };
const server = createServer((request, response) => {
  const path = request.url ?? '';
  const before = asked.get(path) ?? 0;
  asked.set(path, before + 1);
  const wanted = comesAfter[path];
  response.statusCode =
    path === '/datasets/thu-hoi/' ? 410 : wanted !== undefined && before >= wanted ? 200 : 404;
  response.end();
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('the demonstration is whole when the last page is there, not when the last release was approved', async () => {
  await untilPagesStand(url, ['mot', 'hai', 'thu-hoi'], new AbortController().signal);
  expect(Object.fromEntries(asked)).toEqual({
    '/datasets/mot/': 1,
    '/datasets/hai/': 3,
    '/datasets/thu-hoi/': 1,
  });
});

test('whoever stops the portal does not wait for a page', async () => {
  const stop = new AbortController();
  const waiting = untilPagesStand(url, ['khong-bao-gio'], stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});
