import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createAccessLog, type Served } from '../../local/gateway/access-log.ts';
import { edgeSeconds } from '../../local/gateway/cache-rule.ts';
import { ACCESS_LOG_FIELDS, accessLogFolder } from '../../shared/contract/access-log.ts';

const served = (more: Partial<Served> = {}): Served => ({
  at: Date.parse('2025-06-16T23:59:58Z'),
  id: 'one',
  method: 'GET',
  host: 'localhost:4600',
  path: '/datasets/x/releases/1/b%E1%BA%A3ng.csv',
  status: 206,
  bytes: 1234,
  seconds: 0.0126,
  protocol: '1.1',
  userAgent: 'Mozilla/5.0 (X11) tab\there "q"',
  contentType: 'text/csv; charset=utf-8',
  contentRange: 'bytes 0-99/1000',
  ...more,
});

const theLog = (fields: readonly string[] = ACCESS_LOG_FIELDS, put?: () => Promise<void>) => {
  const files = new Map<string, string>();
  const said: string[] = [];
  const log = createAccessLog({
    delivery: { bucket: 'logs', prefix: 'cdn/', fields },
    distribution: 'E1',
    put: put ?? (async (_, key, body) => void files.set(key, gunzipSync(body).toString())),
    log: (line) => said.push(line),
  });
  return { log, files, said };
};

test('a request is one line of the contract’s fields, in the folder of its day and the file of its hour', async () => {
  const { log, files } = theLog();
  log.note(served());
  log.note(served({ at: Date.parse('2025-06-17T00:00:00Z'), status: 404, contentRange: undefined }));
  await log.close();
  const [first, second] = [...files.keys()].sort();
  expect(first).toMatch(
    new RegExp(`^${accessLogFolder('2025-06-16')}E1\\.2025-06-16-23\\.[0-9a-f]{8}\\.gz$`),
  );
  expect(second).toMatch(new RegExp(`^${accessLogFolder('2025-06-17')}E1\\.2025-06-17-00\\.`));
  const [version, names = '', line = '', ...rest] = (files.get(first ?? '') ?? '').split('\n');
  expect([version, rest]).toEqual(['#Version: 1.0', ['']]);
  expect(names.replace('#Fields: ', '').split(' ')).toEqual([...ACCESS_LOG_FIELDS]);
  const values = line.split('\t');
  expect(Object.fromEntries(ACCESS_LOG_FIELDS.map((name, at) => [name, values[at]]))).toEqual({
    date: '2025-06-16',
    time: '23:59:58',
    'x-edge-location': 'LOCAL',
    'x-edge-request-id': 'one',
    'x-edge-result-type': 'Miss',
    'cs-method': 'GET',
    'cs(Host)': 'localhost:4600',
    'cs-uri-stem': '/datasets/x/releases/1/b%25E1%25BA%25A3ng.csv',
    'sc-status': '206',
    'sc-bytes': '1234',
    'sc-content-type': 'text/csv;%20charset=utf-8',
    'sc-range-start': '0',
    'sc-range-end': '99',
    'time-taken': '0.013',
    'cs-protocol-version': 'HTTP/1.1',
    'cs(User-Agent)': 'Mozilla/5.0%20(X11)%20tab%09here%20%22q%22',
  });
});

test('no line names the reader: no address, cookie, referrer or query is among the fields', () => {
  for (const personal of ['c-ip', 'x-forwarded-for', 'c-port', 'cs(Cookie)', 'cs(Referer)', 'cs-uri-query'])
    expect(ACCESS_LOG_FIELDS).not.toContain(personal);
});

test('a field nobody can write stops the start, and a bucket that fails stops no reader', async () => {
  expect(() => theLog(['date', 'c-ip'])).toThrow(/c-ip is unknown/);
  const { log, said } = theLog(['date'], () => Promise.reject(new Error('no room')));
  log.note(served());
  await log.close();
  expect(said).toEqual([expect.stringContaining('no room')]);
});

test.each([
  ['public, max-age=0, s-maxage=60', 60],
  ['public, max-age=31536000, immutable', 3600],
  ['', 600],
  ['no-store', 0],
  ['private, max-age=60', 0],
  ['max-age=5', 5],
])('“%s” is kept at the edge for %i s', (control, seconds) => {
  expect(edgeSeconds({ least: 0, usual: 600, most: 3600 }, control)).toBe(seconds);
  expect(edgeSeconds(undefined, control)).toBe(0);
  expect(edgeSeconds({ least: 0, usual: 600, most: 3600 }, control, 404)).toBe(control === '' ? 0 : seconds);
});
