import { expect, test } from 'vitest';
import { Envelope } from '../../events/envelope.ts';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryViews } from '../../shared/adapters/memory/views.ts';
import { eventOf } from '../../shared/adapters/ledger-entry.ts';
import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import { PATHS } from '../../shared/contract/public-paths.ts';
import { datasetWithdrawn, untilPublished } from '../fixtures/datasets.ts';
import { aDataset, newId } from '../ledger/a-small-ledger.ts';

const aPortal = async () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  await aDataset(store, 'thu-hoi', '2025-06-16', [...untilPublished, datasetWithdrawn]);
  const sent = new Map<string, QueueMessage[]>();
  const buckets: MemoryBuckets = new Map();
  const orders: { paths: readonly string[]; reference: string }[] = [];
  const site = memoryObjects('public', buckets);
  const read = publishRelease({
    store,
    views: memoryViews(new Map()),
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    files: memoryObjects('files', buckets),
    filesBucket: 'files',
    site,
    queues: memoryQueues(sent),
    queueUrl: 'publication',
    publicUrl: 'https://dulieu.example.vn',
    papersKeptDays: 1825,
    invalidations: {
      order: async (paths, reference) => {
        orders.push({ paths, reference });
        return 'ordered';
      },
    },
    newId,
  });
  const events = [...tables.ledger.values()].flat().map(eventOf);
  const withdrawn = events.find(({ type }) => type === 'DatasetWithdrawn');
  const published = events.find(({ type }) => type === 'ReleasePublished');
  if (!withdrawn || !published) throw new Error('the life of the dataset is not whole');
  return { read, sent: () => sent.get('publication') ?? [], orders, withdrawn, published };
};

test('after the tombstones, and in their group, the CDN is told to forget both languages', async () => {
  const { read, sent, orders, withdrawn } = await aPortal();
  await read(withdrawn, withdrawn.id);
  const page = sent().findIndex(({ id }) => id.startsWith(`${withdrawn.id}:page:dataset:`));
  const last = sent().at(-1);
  expect(page).toBeGreaterThanOrEqual(0);
  expect(last?.group).toBe(sent()[page]?.group);
  await read(last?.body, 'a-message');
  expect(orders).toMatchObject([
    {
      reference: withdrawn.id,
      paths: [/^\/datasets\/[^/]+\/\*$/, /^\/en\/datasets\/[^/]+\/\*$/].map(
        (it) => expect.stringMatching(it) as string,
      ),
    },
  ]);
});

test('told twice, it is one order under one reference', async () => {
  const { read, sent, orders, withdrawn } = await aPortal();
  await read(withdrawn, withdrawn.id);
  const count = sent().length;
  await read(Envelope.parse(JSON.parse(JSON.stringify(withdrawn))), withdrawn.id);
  expect(sent()).toHaveLength(count);
  const job = sent().at(-1)?.body;
  await read(job, 'a');
  await read(job, 'b');
  expect(new Set(orders.map(({ reference }) => reference))).toEqual(new Set([withdrawn.id]));
});

test('nothing else makes the CDN forget: what changes lives there for a minute only', async () => {
  const { read, sent, published } = await aPortal();
  await read(published, published.id);
  expect(sent().some(({ id }) => id.endsWith(':forget'))).toBe(false);
  expect(PATHS.find(({ kind }) => kind === 'page')?.edgeSeconds).toBe(60);
});
