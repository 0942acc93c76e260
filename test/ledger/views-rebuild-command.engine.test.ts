import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { S3Client } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readersOf } from '../../events/subscriptions.ts';
import { countCase } from '../../functions/duties/count-case.ts';
import { indexSearch } from '../../functions/publishing/index-search.ts';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import { SEARCH_INDEX_KEY } from '../../functions/publishing/search-file.ts';
import { CATALOGUE_FILES } from '../../shared/contract/public-paths.ts';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { dynamoFigures } from '../../shared/adapters/dynamodb/figures.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { dynamoViews } from '../../shared/adapters/dynamodb/views.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { theDeptOfHealth } from '../fixtures/duties.ts';
import { clientOf, startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';
import { makePortalTables, type PortalTables } from '../ports/portal-tables.ts';
import { startTableTarget } from '../ports/table-target.ts';
import type { StartedTarget } from '../ports/target.ts';
import { runTool } from './a-command.ts';
import { aSmallLedger, newId } from './a-small-ledger.ts';

const PUBLIC_URL = 'https://dulieu.example.vn';
const folder = mkdtempSync(join(tmpdir(), 'views-rebuild-'));

let engine: StartedTarget;
let objects: StartedStore;
let tables: PortalTables;
let bucket: string;
let publicBucket: string;
let s3: S3Client;

beforeAll(async () => {
  [engine, objects] = [await startTableTarget(), await startStoreTarget()];
  tables = await makePortalTables(engine.target);
  bucket = await objects.makeBucket({});
  publicBucket = await objects.makeBucket({});
  s3 = clientOf(objects.target);
});
afterAll(async () => {
  tables.close();
  s3.destroy();
  await engine.stop();
  await objects.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as an operator gives it: it knows tables and index, and nothing it could send a letter or a job with. */
const rebuild = (...args: string[]): Promise<{ code: number; out: string }> => {
  const env = {
    VIEWS_TABLE: tables.names.views,
    INDEX_BUCKET: bucket,
    PUBLIC_BUCKET: publicBucket,
    PUBLIC_URL,
    AWS_ENDPOINT_URL_S3: objects.target.endpoint,
  };
  return runTool('views-rebuild.ts', { engine, tables, env }, args);
};

/** Lets the portal's own readers make views and index of what stands in the ledger. */
const live = async () => {
  const store = dynamoCaseStore(tables.db, tables.names);
  const cases = await aSmallLedger(store);
  const registry = dynamoRegistry(tables.db, tables.names.cases);
  const index = s3Objects(bucket, s3);
  const search = indexSearch({
    store,
    registry,
    index,
    site: s3Objects(publicBucket, s3),
    publicUrl: PUBLIC_URL,
  });
  const read = publishRelease({
    store,
    registry,
    views: dynamoViews(tables.db, tables.names.views),
    people: dynamoPeople(tables.db, tables.names.people),
    files: memoryObjects('files'),
    filesBucket: 'files',
    site: memoryObjects('public'),
    queues: memoryQueues(),
    queueUrl: 'publication',
    publicUrl: 'https://dulieu.example.vn',
    papersKeptDays: 1825,
    invalidations: { order: () => Promise.resolve('no-cdn') },
    newId,
  });
  const count = countCase({ store, figures: dynamoFigures(tables.db, tables.names.views) });
  for (const event of await store.eventsOf(cases.duty)) await count(event);
  for (const caseId of [cases.pharmacies, cases.schools, cases.roads])
    for (const event of await store.eventsOf(caseId)) {
      const readers = readersOf(event.type);
      // Files are put in place by another test's reader; ReleasePublished tells of them.
      if (readers.includes('publication') && event.type !== 'ReleaseApproved') await read(event, event.id);
      if (readers.includes('search-index')) await search.write([await search.prepare(event)]);
    }
  return { cases, index };
};

it('finds views and index as the readers made them, names what was damaged, and with --write puts it right', async () => {
  const { cases, index } = await live();
  const whole = await rebuild();
  expect(whole.out).toContain('Kết quả: dựng lại = đang dùng.');
  expect(whole.out).toContain('2 bộ dữ liệu');
  expect(whole.code).toBe(0);

  const roads = cases.roads.slice('dataset:'.length);
  const pharmacies = cases.pharmacies.slice('dataset:'.length);
  await tables.db.send(
    new UpdateCommand({
      TableName: tables.names.views,
      Key: { pk: 'count', sk: 'total#datasets' },
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': 7 },
    }),
  );
  await tables.db.send(
    new UpdateCommand({
      TableName: tables.names.views,
      Key: { pk: 'figures#duties#open', sk: `${theDeptOfHealth}#open-data-update` },
      UpdateExpression: 'SET #month = :n',
      ExpressionAttributeNames: { '#month': 'due#2025-09' },
      ExpressionAttributeValues: { ':n': 40 },
    }),
  );
  const path = join(folder, 'catalogue.sqlite');
  await index.toFile(SEARCH_INDEX_KEY, path);
  const db = new DatabaseSync(path);
  db.prepare(`UPDATE doc SET json = replace(json, '"release":1', '"release":9') WHERE id = ?`).run(roads);
  db.close();
  await index.fromFile(SEARCH_INDEX_KEY, path, { contentType: 'application/vnd.sqlite3' });

  const damaged = await rebuild();
  expect(damaged.out).toContain('["count","total#datasets"]: khác');
  expect(damaged.out).toContain('["figures#duties#open","H54.14#open-data-update"]: khác');
  expect(damaged.out).toContain(`chỉ mục tìm kiếm, bộ dữ liệu ${roads}: khác`);
  expect(damaged.out).not.toContain(pharmacies);
  expect(damaged.out).toContain('3 chỗ khác nhau');
  expect(damaged.code).toBe(1);

  const mended = await rebuild('--write');
  expect(mended.out).toContain('Kết quả: đã sửa 3 chỗ khác nhau.');
  expect(mended.code).toBe(0);
  expect((await rebuild()).out).toContain('Kết quả: dựng lại = đang dùng.');
});

it('names a file of the whole catalogue that is not as the index is, and with --write writes it anew', async () => {
  const site = s3Objects(publicBucket, s3);
  const [whole, table] = await Promise.all(Object.values(CATALOGUE_FILES).map((key) => site.text(key)));
  await site.put(CATALOGUE_FILES.csv, 'id\ncũ\n', { contentType: 'text/csv' });
  const stale = await rebuild();
  expect(stale.out).toContain('tệp công khai /catalog/datasets.csv: khác chỉ mục');
  expect(stale.out).not.toContain('datasets.jsonl');
  expect(stale.code).toBe(1);
  await site.remove(CATALOGUE_FILES.jsonl);
  expect((await rebuild('--write')).out).toContain('đã sửa 2 chỗ khác nhau');
  expect((await site.text(CATALOGUE_FILES.jsonl))?.text).toBe(whole?.text);
  expect((await site.text(CATALOGUE_FILES.csv))?.text).toBe(table?.text);
  expect((await rebuild()).code).toBe(0);
});

it('makes an index that is gone anew with --write', async () => {
  const index = s3Objects(bucket, s3);
  await index.remove(SEARCH_INDEX_KEY);
  expect((await rebuild()).code).toBe(1);
  expect((await rebuild('--write')).code).toBe(0);
  expect((await rebuild()).code).toBe(0);
});
