import { describe, expect, test } from 'vitest';
import { answerFor, keyFor, siteSource } from './edge-site.ts';

describe('a path leads to the key of its file', () => {
  test.each([
    ['/', '/index.html'],
    ['/datasets', '/datasets/index.html'],
    ['/datasets/', '/datasets/index.html'],
    ['/datasets/duong-bo', '/datasets/duong-bo/index.html'],
    ['/en', '/en/index.html'],
    ['/en/datasets/duong-bo/', '/en/datasets/duong-bo/index.html'],
    ['/agencies/H31.05', '/agencies/H31.05/index.html'],
    ['/agencies/H31.05.A1', '/agencies/H31.05.A1/index.html'],
    ['/openapi.json', '/openapi.json'],
    ['/sitemap.xml', '/sitemap.xml'],
    ['/datasets/duong-bo/feed.atom', '/datasets/duong-bo/feed.atom'],
    ['/catalog/2.jsonld', '/catalog/2.jsonld'],
    ['/datasets/duong-bo/releases/2/duong-bo.csv', '/datasets/duong-bo/releases/2/duong-bo.csv'],
    ['/datasets/duong-bo/releases/2/GOC.CSV', '/datasets/duong-bo/releases/2/GOC.CSV'],
    ['/datasets/duong-bo/latest/GOC.CSV', '/datasets/duong-bo/latest/GOC.CSV'],
    ['/datasets/duong-bo/releases/2', '/datasets/duong-bo/releases/2/index.html'],
    ['/desk', '/desk/index.html'],
    ['/desk/', '/desk/index.html'],
    ['/desk/datasets/0b5c/uploads', '/desk/index.html'],
    ['/en/desk/duties', '/desk/index.html'],
    ['/desk/assets/main-1a2b.js', '/desk/assets/main-1a2b.js'],
    ['/desk/config.json', '/desk/config.json'],
    ['/desktop', '/desktop/index.html'],
  ])('%s → %s', (path, key) => {
    expect(keyFor(path)).toBe(key);
  });
});

describe('an object’s metadata', () => {
  test('sends the reader on, for a minute', () => {
    const answer = answerFor({
      'x-amz-meta-redirect': '/datasets/duong-bo/releases/3/duong-bo.csv',
      etag: '"a"',
    });
    expect(answer).toEqual({
      statusCode: 302,
      statusDescription: 'Found',
      headers: {
        location: { value: '/datasets/duong-bo/releases/3/duong-bo.csv' },
        'cache-control': { value: 'max-age=60' },
      },
    });
  });

  test.each([
    ['another host without scheme', '//evil.example/x'],
    ['another host in a browser’s eyes', '/\\evil.example/x'],
    ['a backslash further on', '/a\\..\\b'],
    ['an absolute address', 'https://evil.example/'],
    ['a script', 'javascript:alert(1)'],
    ['a header smuggled in', '/a\r\nset-cookie: x=1'],
    ['a space', '/a b'],
    ['nothing', ''],
  ])('never sends the reader to %s', (_what, value) => {
    const answer = answerFor({ 'x-amz-meta-redirect': value, 'content-type': 'text/html' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toEqual({ 'content-type': { value: 'text/html' } });
  });

  test('says that a dataset is gone, and no cache can turn that into “not modified”', () => {
    const answer = answerFor({
      'x-amz-meta-status': '410',
      etag: '"a"',
      'last-modified': 'Mon, 16 Jun 2025 02:00:00 GMT',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(answer).toEqual({
      statusCode: 410,
      statusDescription: 'Gone',
      headers: { 'content-type': { value: 'text/html; charset=utf-8' } },
    });
  });

  test.each(['200', '500', '41', '4100', ''])('can not make any other status (%s)', (value) => {
    expect(answerFor({ 'x-amz-meta-status': value })).toMatchObject({ statusCode: 200, headers: {} });
  });

  test('changes nothing where there is none', () => {
    expect(answerFor({ etag: '"a"', 'content-type': 'text/csv' }, 206)).toEqual({
      statusCode: 206,
      statusDescription: 'OK',
      headers: { etag: { value: '"a"' }, 'content-type': { value: 'text/csv' } },
    });
  });
});

test('the edge function fits CloudFront: under 10 KB, no modules, no clock, no network', () => {
  expect(Buffer.byteLength(siteSource)).toBeLessThan(10_240);
  expect(siteSource).not.toMatch(
    /\b(import|export|require|async|await|fetch|Date|Math\.random|eval)\b\s*[({.'"]/,
  );
});
