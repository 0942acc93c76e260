import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { indexSearch } from '../../functions/publishing/index-search.ts';
import { SEARCH_INDEX_KEY } from '../../functions/publishing/search-file.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { openForReading } from '../../shared/adapters/sqlite/search-index.ts';
import { search } from '../../shared/adapters/sqlite/search-question.ts';
import { datasetWithdrawn, untilPublished } from '../fixtures/datasets.ts';
import { aDataset, record } from '../ledger/a-small-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'index-search-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const world = () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const buckets: MemoryBuckets = new Map();
  const index = memoryObjects('index', buckets);
  const { prepare, write } = indexSearch({
    store,
    registry: memoryRegistry(tables),
    index,
    site: memoryObjects('public', buckets),
    publicUrl: 'https://dulieu.example.vn',
  });
  const bytes = () => buckets.get('index')?.get(SEARCH_INDEX_KEY)?.bytes;
  const found = async (q = '') => {
    const path = join(folder, `${crypto.randomUUID()}.sqlite`);
    await index.toFile(SEARCH_INDEX_KEY, path);
    const db = openForReading(path);
    const answer = search(db, { q, limit: 100, offset: 0 });
    db.close();
    return answer;
  };
  return { store, prepare, write, bytes, found };
};

test('an event that is told three times, singly and in one batch, is one document; the file stays as it is', async () => {
  const { store, prepare, write, bytes, found } = world();
  const caseId = await aDataset(store, 'nha-thuoc', '2025-06-16');
  const published = (await store.eventsOf(caseId)).find(({ type }) => type === 'ReleasePublished');
  await write([await prepare(published)]);
  const first = bytes();
  for (let times = 0; times < 2; times += 1) await write([await prepare(published)]);
  const three = await Promise.all([published, published, published].map((event) => prepare(event)));
  await write(three);
  expect(bytes()).toBe(first);
  expect(await found('ban le thuoc')).toMatchObject({ total: 1, facets: { topic: [{ count: 1 }] } });
});

test('late news of a release do not bring a withdrawn dataset back', async () => {
  const { store, prepare, write, found } = world();
  const caseId = await aDataset(store, 'nha-thuoc', '2025-06-16');
  const published = (await store.eventsOf(caseId)).find(({ type }) => type === 'ReleasePublished');
  const late = await prepare(published);
  await record(store, caseId, [datasetWithdrawn], '2025-07-01');
  const withdrawn = (await store.eventsOf(caseId)).find(({ type }) => type === 'DatasetWithdrawn');
  await write([await prepare(withdrawn)]);
  await write([late]);
  expect((await found()).total).toBe(0);
});

test('what was never public is not in the index', async () => {
  const { store, prepare, write, bytes } = world();
  const caseId = await aDataset(store, 'dang-soan', '2025-06-16', untilPublished.slice(0, 4));
  for (const event of await store.eventsOf(caseId)) await write([await prepare(event)]);
  expect(bytes()).toBeUndefined();
});
