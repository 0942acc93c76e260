import { expect, test } from 'vitest';
import { sourceOf } from '../../functions/_entry/source.ts';

const event = (forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    requestContext: { http: { sourceIp: '192.0.2.1' } },
  }) as unknown as Parameters<typeof sourceOf>[0];

test.each([
  ['what the CDN says of its visitor', '203.0.113.7, 130.176.1.1', '203.0.113.7'],
  ['not what the visitor claims', '10.0.0.1, 203.0.113.7, 130.176.1.1', '203.0.113.7'],
  ['the caller, where nobody stands between', undefined, '192.0.2.1'],
  ['the caller, where one name alone was passed on', '10.0.0.1', '192.0.2.1'],
])('the source of a request is %s', (_, forwarded, source) => {
  expect(sourceOf(event(forwarded))).toBe(source);
});
