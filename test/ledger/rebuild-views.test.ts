import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../events/envelope.ts';
import { readersOf } from '../../events/subscriptions.ts';
import { rebuildViews } from '../../functions/ledger/rebuild-views.ts';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import type { ViewStorage } from '../../shared/adapters/ledger-views.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryLedgerReading } from '../../shared/adapters/memory/ledger-reading.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryViews, viewItemKey, type ViewItem } from '../../shared/adapters/memory/views.ts';
import { eventOf } from '../../shared/adapters/ledger-entry.ts';
import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import {
  checkPassed,
  datasetCreated,
  datasetWithdrawn,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  secondUpload,
  someMetadata,
  untilApproved,
  untilPublished,
  uploadReceived,
} from '../fixtures/datasets.ts';
import { aDataset, newId } from './a-small-ledger.ts';

const metadataChanged = {
  type: 'MetadataChanged' as const,
  data: { metadata: someMetadata({ title: 'Tên mới', topic: 'giao-duc' }) },
};
const nextRelease = [
  uploadReceived(secondUpload),
  checkPassed(secondUpload),
  releaseSubmitted(2, secondUpload),
  releaseApproved(2, secondUpload),
  releasePublished(2, '2025-09-01'),
];

/** Datasets at every place in life, and the real reader that makes views of what happens to them. */
const aPortal = async () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const lives = {
    'chua-cong-bo': untilApproved.slice(0, 4),
    'dang-duyet': untilApproved,
    'nha-thuoc': untilPublished,
    'doi-ten': [...untilPublished, metadataChanged],
    'hai-lan': [...untilPublished, ...nextRelease],
    'dang-soan': [...untilPublished, metadataChanged, uploadReceived(secondUpload)],
    'thu-hoi': [...untilPublished, datasetWithdrawn],
    'thu-hoi-khi-dang-dat': [...untilApproved, datasetWithdrawn],
    'doi-ten-truoc': [datasetCreated, metadataChanged, ...untilPublished.slice(1)],
  };
  for (const [word, facts] of Object.entries(lives)) await aDataset(store, word, '2025-06-16', facts);

  const items = new Map<string, ViewItem>();
  const sent = new Map<string, QueueMessage[]>();
  const buckets: MemoryBuckets = new Map();
  const read = publishRelease({
    store,
    views: memoryViews(items),
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    files: memoryObjects('files', buckets),
    filesBucket: 'files',
    site: memoryObjects('public', buckets),
    queues: memoryQueues(sent),
    queueUrl: 'publication',
    publicUrl: 'https://dulieu.example.vn',
    papersKeptDays: 1825,
    invalidations: { order: () => Promise.resolve('no-cdn') },
    newId,
  });
  const storage: ViewStorage = {
    async *items() {
      yield* [...items.values()];
    },
    put: async (item) => void items.set(viewItemKey(item), item),
    remove: async (key) => void items.delete(viewItemKey(key)),
  };
  const events = [...tables.ledger.values()]
    .flat()
    .map(eventOf)
    // What is put in place is told by ReleasePublished; its files are another test's matter.
    .filter((event) => readersOf(event.type).includes('publication') && event.type !== 'ReleaseApproved');
  const deliver = async (some: readonly Envelope[]) => {
    for (const event of some) await read(event, event.id);
  };
  return {
    tables,
    store,
    items,
    sent,
    events,
    deliver,
    rebuild: (write = false) => rebuildViews(memoryLedgerReading(tables), storage, { write }),
  };
};

describe('views rebuilt from the ledger', () => {
  it('are the live ones', async () => {
    const portal = await aPortal();
    await portal.deliver(portal.events);
    const { items, differences } = await portal.rebuild();
    expect(differences).toEqual([]);
    // Five in the catalogue (an item and three places each), one withdrawn, and the counts.
    expect(items).toBeGreaterThan(5 * 4 + 1);
    expect(portal.items.get(viewItemKey({ pk: 'count', sk: 'total#datasets' }))?.n).toBe(5);
  });

  it('are the live ones however often and in whatever order readers were told', async () => {
    const portal = await aPortal();
    const told = fc
      .shuffledSubarray([...portal.events, ...portal.events, ...portal.events], {
        minLength: portal.events.length * 3,
      })
      .map((all) => all);
    await fc.assert(
      fc.asyncProperty(told, async (all) => {
        portal.items.clear();
        await portal.deliver(all);
        expect((await portal.rebuild()).differences).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('differ while an event has not been read, and say where', async () => {
    const portal = await aPortal();
    const missing = portal.events.find(({ type }) => type === 'DatasetWithdrawn');
    await portal.deliver(portal.events.filter((event) => event.caseId !== missing?.caseId));
    const { differences } = await portal.rebuild();
    expect(differences.map(({ live, rebuilt }) => [live, rebuilt?.pk])).toEqual([
      [undefined, `dataset#${missing?.caseId.slice('dataset:'.length)}`],
    ]);
  });

  it('take the place of damaged ones, and nobody is told', async () => {
    const portal = await aPortal();
    await portal.deliver(portal.events);
    const whole = new Map(portal.items);
    const told = portal.sent.get('publication')?.length;
    const [first] = [...portal.items.values()].filter(({ pk }) => pk === 'list#newest');
    portal.items.delete(viewItemKey(first as ViewItem));
    portal.items.set(viewItemKey({ pk: 'list#newest', sk: '9999' }), { pk: 'list#newest', sk: '9999' });
    portal.items.set(viewItemKey({ pk: 'count', sk: 'total#rows' }), { pk: 'count', sk: 'total#rows', n: 1 });
    expect((await portal.rebuild()).differences).toHaveLength(3);
    await portal.rebuild(true);
    expect((await portal.rebuild()).differences).toEqual([]);
    expect(new Map([...portal.items].filter(([, { n }]) => n !== 0))).toEqual(
      new Map([...whole].filter(([, { n }]) => n !== 0)),
    );
    expect(portal.sent.get('publication')).toHaveLength(told ?? 0);
  });

  it('can be made from nothing', async () => {
    const portal = await aPortal();
    expect((await portal.rebuild(true)).differences.length).toBeGreaterThan(20);
    expect((await portal.rebuild()).differences).toEqual([]);
    expect(portal.sent.size).toBe(0);
  });
});
