import type { PublishingEvent } from '../../events/publishing.ts';
import { readersOf } from '../../events/subscriptions.ts';
import { derivedKey } from '../../functions/publishing/file-keys.ts';
import type { publishRelease } from '../../functions/publishing/publish-release.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryViews } from '../../shared/adapters/memory/views.ts';
import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { sources } from '../../web/assets.ts';
import { firstUpload, secondUpload, theCreation, theCsv } from '../fixtures/datasets.ts';
import { aContext } from '../fixtures/given-when-then.ts';

export const caseId = caseIdOf('dataset', theCreation.datasetId);
export const home = `datasets/${theCreation.slug}`;
export const fileAt = (number: number, name = theCsv.name) => `${home}/releases/${number}/${name}`;

/** A portal in this process on which these facts happened to the dataset, and its reader's services. */
export const world = async (facts: readonly PublishingEvent[]) => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const buckets: MemoryBuckets = new Map();
  const sent = new Map<string, QueueMessage[]>();
  const site = memoryObjects('public', buckets);
  const files = memoryObjects('files', buckets);
  const happened = (fact: PublishingEvent) =>
    changeCase<Dataset, PublishingEvent>(store, () => crypto.randomUUID(), publishing, {
      caseId,
      context: aContext(),
      decide: () => [fact],
    });
  for (const fact of facts) await happened(fact);
  for (const id of [firstUpload, secondUpload])
    await files.put(derivedKey(id, theCsv.name), `tệp ${id}`, { contentType: 'text/csv' });
  await site.put(
    'assets/manifest.json',
    JSON.stringify(
      Object.fromEntries(Object.values(sources).map((source) => [source, { file: `assets/${source}` }])),
    ),
    { contentType: 'application/json' },
  );
  /** Release files that are no tombstone now. */
  const openFiles = (): string[] =>
    [...(buckets.get('public') ?? [])]
      .filter(([key, stored]) => /^datasets\/[^/]+\/releases\//.test(key) && !isTombstone(stored))
      .map(([key]) => key);
  /** What the CDN was told to forget, and what was still open then. */
  const forgotten: { paths: readonly string[]; open: string[] }[] = [];
  const services = {
    store,
    views: memoryViews(new Map()),
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    files,
    filesBucket: 'files',
    site,
    queues: memoryQueues(sent),
    queueUrl: 'publication',
    publicUrl: 'https://dulieu.example.vn',
    papersKeptDays: 1825,
    invalidations: {
      order: (paths: readonly string[]) => {
        forgotten.push({ paths, open: openFiles() });
        return Promise.resolve('ordered' as const);
      },
    },
    newId: () => crypto.randomUUID(),
  };
  const events = async () =>
    (await store.eventsOf(caseId)).filter(({ type }) => readersOf(type).includes('publication'));
  const eventOf = async (type: string) => {
    const event = (await events()).findLast((one) => one.type === type);
    if (!event) throw new Error(`No ${type}`);
    return event;
  };
  /** Does the dataset's jobs that wait, as the queue would bring them. */
  const pages = async (read: ReturnType<typeof publishRelease>) => {
    for (const { id, body, group } of (sent.get('publication') ?? []).splice(0))
      if (group?.startsWith('page:dataset:')) await read(body, id);
  };
  const at = (key: string) => buckets.get('public')?.get(key);
  return {
    services,
    site,
    happened,
    eventOf,
    pages,
    at,
    forgotten,
    state: () => store.load<Dataset>(caseId),
  };
};

export const isTombstone = (stored: { headers: { metadata?: Record<string, string> } } | undefined) =>
  stored?.headers.metadata?.['status'] === '410';
