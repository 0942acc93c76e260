import { describe, expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { ImportCheck, ImportRow } from '../../shared/contract/imports.ts';
import { problemOf, type ProblemId } from '../../shared/contract/problems.ts';
import { AgencyCode, uuidFrom } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { base64Of, createRows, type Made } from '../../web/desk/import/create-rows.ts';
import { someMetadata } from '../fixtures/datasets.ts';

const aRow = (row: number): ImportRow => ({
  row,
  title: `Dòng ${row}`,
  outcome: 'ready',
  errors: [],
  dataset: {
    agency: AgencyCode.parse('H54.14'),
    metadata: someMetadata({ title: `Bộ dữ liệu ${row}` }),
    contact: { name: 'Lan', email: 'lan@example.vn' },
  },
  idempotencyKey: uuidFrom(sha256(`row ${row}`)),
});

const checkedWith = (rows: readonly ImportRow[]): ImportCheck => ({
  rows: [...rows],
  ready: rows.length,
  exists: 0,
  wrong: 0,
  ignoredColumns: [],
});

/** An API that answers each call with the next of these, and created after that. */
const portal = (answers: readonly (ProblemId | 'created')[]) => {
  const keys: (string | undefined)[] = [];
  const waits: number[] = [];
  const made: Made[] = [];
  const controller = new AbortController();
  const call = ((_operation: unknown, _input: unknown, key?: string) => {
    keys.push(key);
    const answer = answers[keys.length - 1] ?? 'created';
    return Promise.resolve(
      answer === 'created'
        ? { ok: true, status: 201, body: { id: `${keys.length}` } }
        : { ok: false, problem: problemOf(answer) },
    );
  }) as unknown as Client;
  const run = (rows: readonly ImportRow[]) =>
    createRows(checkedWith(rows), {
      call,
      signal: controller.signal,
      onMade: (one) => made.push(one),
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
  return { run, keys, waits, made, stop: () => controller.abort() };
};

describe('rows created one after the other', () => {
  test('go under their own keys; rows that are wrong or there already are not sent', async () => {
    const { run, keys, made } = portal([]);
    const { dataset: _dataset, idempotencyKey: _key, ...wrong } = aRow(3);
    await run([aRow(2), { ...wrong, outcome: 'wrong' }, aRow(4)]);
    expect(keys).toEqual([aRow(2).idempotencyKey, aRow(4).idempotencyKey]);
    expect(made.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'created'],
      [4, 'created'],
    ]);
  });

  test('are sent again under the same key after a lost answer, ever later', async () => {
    const { run, keys, waits, made } = portal(['unavailable', 'too-many', 'conflict']);
    await run([aRow(2)]);
    expect(new Set(keys).size).toBe(1);
    expect(waits).toEqual([500, 1000, 2000]);
    expect(made).toMatchObject([{ outcome: 'created' }]);
  });

  test('are given up after six attempts; the next row is tried all the same', async () => {
    const { run, keys, made } = portal(Array.from({ length: 6 }, () => 'unavailable' as const));
    await run([aRow(2), aRow(3)]);
    expect(keys).toHaveLength(7);
    expect(made).toMatchObject([
      { row: 2, outcome: 'failed' },
      { row: 3, outcome: 'created' },
    ]);
  });

  test('that somebody else created meanwhile are said, and not tried again', async () => {
    const { run, keys, made } = portal(['slug-taken']);
    await run([aRow(2)]);
    expect(keys).toHaveLength(1);
    expect(made).toMatchObject([
      { outcome: 'failed', why: expect.stringContaining('Đã có bộ dữ liệu') as string },
    ]);
  });

  test('end when the session has, or when they are stopped', async () => {
    const signedOut = portal(['created', 'not-signed-in']);
    await signedOut.run([aRow(2), aRow(3), aRow(4)]);
    expect(signedOut.keys).toHaveLength(2);
    const stopped = portal([]);
    stopped.stop();
    await stopped.run([aRow(2)]);
    expect(stopped.keys).toEqual([]);
  });
});

test('bytes of any length become base64', () => {
  for (const length of [0, 1, 2, 0x8000, 0x8001, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
});
