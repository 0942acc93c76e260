import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { allOperations, API_BASE, operations as op } from '../../shared/contract/operations.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { body, createDataset, deskOf, startUpload, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const known: Record<string, string> = { slug: 'khong-co', code: 'H54.14' };
let officer: Desk;

beforeAll(async () => {
  officer = await deskOf(driver, 'focal-y-te');
  const { id } = await createDataset(officer, `Dữ liệu cho đầu vào lạ ${Date.now()}`);
  const upload = await startUpload(officer, id, 'a.csv', Buffer.from('mã\n1\n'));
  Object.assign(known, { dataset: id, upload: upload.id, duty: `open-data-update:${id}:1` });
});

const idOf = (path: string): string =>
  (path.startsWith('/uploads')
    ? known['upload']
    : path.startsWith('/duties')
      ? known['duty']
      : known['dataset']) ?? '';

type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  format?: string;
  pattern?: string;
  minimum?: number;
};

const words = ['giao-duc', 'H54.14', `${'A'.repeat(43)}=`, 'f'.repeat(64)];

/** A value of a schema: what the mutations start from, so that only one thing is wrong at a time. */
const sample = (schema: Schema): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice?.[0]) return sample(choice[0]);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([k, inner]) => [k, sample(inner)]),
    );
  if (schema.type === 'array') return [sample(schema.items ?? {})];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return known['upload'];
  if (schema.format === 'date') return '2025-06-16';
  if (schema.format === 'email') return 'a@example.vn';
  const { pattern } = schema;
  if (pattern) return words.find((word) => new RegExp(pattern).test(word)) ?? '';
  return 'Một câu đủ dài để qua mọi giới hạn.';
};

type Path = readonly (string | number)[];
const pathsOf = (value: unknown, at: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))]
    : [at];

const withAt = (value: unknown, [key, ...rest]: Path, put: unknown): unknown => {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((inner: unknown, i) => (String(i) === key ? withAt(inner, rest, put) : inner));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: withAt(record[key], rest, put) };
};

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const indexKeys = (text: string) => [
  { pk: text, sk: 'state', ownerKey: 'dataset#H54.14', ownerSort: text },
  { pk: text, sk: 'state', kindKey: 'dataset', kindSort: text },
  { pk: text, sk: 'state', statusKey: 'dataset#draft', statusSort: text },
  { pk: text, sk: 'state', ownerKey: 'duty#open#H54.14', ownerSort: text },
];

const hostile = ['\ud800', '\u0000', 'a\nb', '', '\u202e', 'x'.repeat(20_000), null, {}, [], -1, 1e308, true];
const hostilePaths = [
  '%0A',
  '%00',
  'a%0Ab',
  '%ED%A0%80',
  '%F0%9F',
  '..%2F..',
  'x'.repeat(900),
  '%7B%7D',
  'null',
];
const hostileQueries: Record<string, string>[] = [
  ...['%', 'e30', 'bnVsbA', 'W10', 'x'.repeat(1500), encoded('\ud800'), encoded({ pk: 1 })].map((cursor) => ({
    cursor,
  })),
  ...['\ud800', '', 'dataset:x', '\u0000', 'x'.repeat(3000)].flatMap((text) =>
    indexKeys(text).map((key) => ({ cursor: encoded(key) })),
  ),
  ...['0', '-1', 'NaN', '1e9', '١', ''].map((limit) => ({ limit })),
  ...['"', '*', 'a" OR "b', 'NEAR(', '\u0000', '^', '-', '🏥', 'x'.repeat(199)].map((q) => ({ q })),
  { agency: 'H54.14%00', status: 'x' },
  { topic: "'; --", format: '\u0000', sort: 'x' },
];

type Ask = { path: string; query?: string; body?: string; key?: string };

const asksOf = (operation: Operation): Ask[] => {
  const fill = (name: string) => known[name] ?? idOf(operation.path);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => fill(name));
  const schema = z.toJSONSchema(operation.body, { io: 'input', unrepresentable: 'any' }) as Schema;
  const good = operation.method === 'GET' ? undefined : sample(schema);
  const text = good === undefined ? {} : { body: JSON.stringify(good) };
  const asks: Ask[] = [
    { path, ...text, key: 'k'.repeat(500) },
    { path, ...text, key: ' ' },
  ];
  if (operation.path.includes('{'))
    for (const bad of hostilePaths)
      asks.push(
        { path: operation.path.replace(/\{\w+\}/g, bad), ...text },
        { path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => `${fill(name)}${bad}`), ...text },
      );
  for (const query of hostileQueries) {
    const relevant = Object.keys(query).some((name) => name in operation.query.shape);
    if (relevant) asks.push({ path, query: new URLSearchParams(query).toString(), ...text });
  }
  if (good === undefined) return asks;
  for (const at of pathsOf(good))
    for (const bad of hostile) asks.push({ path, body: JSON.stringify(withAt(good, at, bad)) ?? '' });
  for (const raw of ['{', '"\\ud800"', '[[[[', '\u0000', `${'['.repeat(5000)}${']'.repeat(5000)}`])
    asks.push({ path, body: raw });
  return asks;
};

const AT_ONCE = 8;

describe('whatever is sent, it is the sender’s mistake and not ours', () => {
  test.each(allOperations.map((one) => [one.id, one] as const))('%s', async (_id, operation) => {
    const persona =
      operation.who === 'anyone' || operation.who.includes('focal') ? 'focal-y-te' : 'department';
    const token = await driver.signIn(persona);
    const faults: string[] = [];
    const ask = async ({ path, query, body: sent, key }: Ask) => {
      const response = await fetch(`${driver.baseUrl}${API_BASE}${path}${query ? `?${query}` : ''}`, {
        method: operation.method,
        headers: {
          ...(operation.who === 'anyone' ? {} : { authorization: `Bearer ${token}` }),
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const answer = await response.text();
      if (response.status >= 500)
        faults.push(
          `${response.status} ${path.slice(0, 120)}?${(query ?? '').slice(0, 200)} ${(sent ?? '').slice(0, 400)} → ${answer.slice(0, 200)}`,
        );
    };
    const asks = asksOf(operation);
    for (let i = 0; i < asks.length; i += AT_ONCE) await Promise.all(asks.slice(i, i + AT_ONCE).map(ask));
    expect(faults).toEqual([]);
    expect(asks.length).toBeGreaterThan(1);
  });

  test('and the portal still serves', async () => {
    expect(body(await officer.call(op.readMe, {})).memberships).not.toEqual([]);
  });
});
