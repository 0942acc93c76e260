import { beforeEach, describe, expect, it } from 'vitest';
import type { DownloadsEvent } from '../../events/downloads.ts';
import { Envelope } from '../../events/envelope.ts';
import { readersOf } from '../../events/subscriptions.ts';
import { DownloadsFile, downloadsFileKey, putDownloads } from '../../functions/publishing/downloads-file.ts';
import { indexSearch } from '../../functions/publishing/index-search.ts';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import { searchEndpoints } from '../../functions/publishing/search.endpoints.ts';
import { searchFile } from '../../functions/publishing/search-file.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryViews } from '../../shared/adapters/memory/views.ts';
import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { openDuty } from '../../shared/capabilities/duties/decide.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { recomputeDuty } from '../../shared/capabilities/duties/recompute.ts';
import { bookWith } from '../../shared/regulation/entered.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { downloads } from '../../shared/capabilities/publishing/downloads/capability.ts';
import { downloadsCaseId, type Downloads } from '../../shared/capabilities/publishing/downloads/model.ts';
import { publishingOperations as op } from '../../shared/contract/publishing.ts';
import { DatasetId, type CaseId } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { aHouseTarget } from '../fixtures/rule-values.ts';
import { anOpening, anotherEvent, thePharmacies } from '../fixtures/duties.ts';
import { datasetWithdrawn } from '../fixtures/datasets.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { aDataset, newId, record } from '../ledger/a-small-ledger.ts';

const tables = memoryTables();
const store = memoryCaseStore(tables);
let buckets: MemoryBuckets;
let caseId: CaseId;
let datasetId: DatasetId;
let made = 0;

/** A dataset whose downloads of a day were counted, and the event that says so. */
const counted = async (day: string, count: number): Promise<Envelope> => {
  const fact: DownloadsEvent = { type: 'DownloadsCounted', data: { datasetId, day: localDate(day), count } };
  await changeCase(store, newId, downloads, {
    caseId: downloadsCaseId(datasetId),
    context: aContext(`${day}T20:00:00.000Z`),
    decide: () => [fact],
  });
  return Envelope.parse((await store.eventsOf(downloadsCaseId(datasetId))).at(-1));
};

beforeEach(async () => {
  buckets = new Map();
  caseId = await aDataset(store, `nha-thuoc-${(made += 1)}`, '2025-06-16');
  datasetId = DatasetId.parse(caseId.slice('dataset:'.length));
});

describe('a count on its way to the page', () => {
  const sentFor = async (event: Envelope) => {
    const sent = new Map<string, QueueMessage[]>();
    await publishRelease({
      store,
      views: memoryViews(),
      registry: memoryRegistry(tables),
      people: memoryPeople(tables),
      files: memoryObjects('files', buckets),
      filesBucket: 'files',
      site: memoryObjects('public', buckets),
      queues: memoryQueues(sent),
      queueUrl: 'publication',
      invalidations: { order: () => Promise.reject(new Error('a count makes nobody forget')) },
      publicUrl: 'https://dulieu.example.vn',
      papersKeptDays: 1825,
      newId,
    })(event, event.id);
    return (sent.get('publication') ?? []).map(({ body }) => body);
  };

  it('is read by the publication, and has that dataset’s page rendered and no other', async () => {
    const event = await counted('2025-06-17', 3);
    expect(readersOf(event.type)).toEqual(['publication', 'search-index']);
    expect(await sentFor(event)).toEqual([{ page: { kind: 'dataset', id: datasetId } }]);
  });

  it('is shown as a moved due day is: the page of the duty’s dataset alone', async () => {
    const opening = {
      ...anOpening('open-data-update', '2025-08-20'),
      subject: { ...thePharmacies, id: datasetId },
    };
    const duty = dutyCaseId(dutyIdOf('open-data-update', datasetId, 1));
    const book = bookWith(rulebook, [aHouseTarget()]);
    const cause = { eventId: anotherEvent, type: 'RuleValueApproved' };
    const on = localDate('2025-09-02');
    for (const decide of [
      (state: Duty | undefined) => openDuty(opening, state),
      (state: Duty | undefined) => recomputeDuty({ on, book, cause }, state),
    ])
      await changeCase(store, newId, duties, { caseId: duty, context: aContext(), decide });
    const event = Envelope.parse((await store.eventsOf(duty)).at(-1));
    expect(event.type).toBe('DutyRescheduled');
    expect(readersOf(event.type)).toContain('publication');
    expect(await sentFor(event)).toEqual([{ page: { kind: 'dataset', id: datasetId } }]);
  });

  it('leaves the tombstones of a withdrawn dataset alone', async () => {
    const event = await counted('2025-06-17', 3);
    await record(store, caseId, [datasetWithdrawn], '2025-06-18');
    expect(await sentFor(event)).toEqual([]);
  });
});

describe('a count on its way to the API', () => {
  const index = () => memoryObjects('index', buckets);
  const read = async (events: readonly Envelope[]) => {
    const reader = indexSearch({
      store,
      registry: memoryRegistry(tables),
      index: index(),
      site: memoryObjects('public', buckets),
      publicUrl: 'https://dulieu.example.vn',
    });
    await reader.write(await Promise.all(events.map(reader.prepare)));
  };
  const stored = async () => {
    const found = await index().text(downloadsFileKey(datasetId));
    return found && DownloadsFile.parse(JSON.parse(found.text));
  };
  it('lies beside the index, which is not written for it', async () => {
    await read([await counted('2025-06-17', 3)]);
    expect([...(buckets.get('index')?.keys() ?? [])]).toEqual([downloadsFileKey(datasetId)]);
    expect((await stored())?.downloads).toEqual({ total: 3, countedThrough: '2025-06-17' });
  });

  it('never goes back to an older one', async () => {
    await counted('2025-06-17', 3);
    const older = await store.load<Downloads>(downloadsCaseId(datasetId));
    await read([await counted('2025-06-18', 4)]);
    if (!older) throw new Error('nothing was counted');
    await putDownloads(index(), older);
    expect((await stored())?.downloads.total).toBe(7);
  });

  it('is in the answer about the dataset, together with what changed in the same batch', async () => {
    const events = [...(await store.eventsOf(caseId)), await counted('2025-06-17', 3)];
    await read(events.filter(({ type }) => readersOf(type).includes('search-index')));
    const slug = `nha-thuoc-${made}`;
    const endpoints = searchEndpoints(searchFile(index()), index(), 'https://dulieu.example.vn');
    const asked = endpoints.find(({ operation }) => operation.id === op.readDataset.id);
    const answer = await asked?.run({ params: { slug } } as never);
    expect(answer).toMatchObject({
      body: { slug, downloads: { total: 3, countedThrough: '2025-06-17' } },
    });
    const body = answer && 'body' in answer ? answer.body : undefined;
    expect(op.readDataset.success.body.parse(body)).toEqual(body);
  });

  it('is left out while nothing was counted', async () => {
    await read((await store.eventsOf(caseId)).filter(({ type }) => type === 'ReleasePublished'));
    const endpoints = searchEndpoints(searchFile(index()), index(), 'https://dulieu.example.vn');
    const asked = endpoints.find(({ operation }) => operation.id === op.readDataset.id);
    const answer = await asked?.run({ params: { slug: `nha-thuoc-${made}` } } as never);
    expect(answer).toHaveProperty('body.slug');
    expect(answer).not.toHaveProperty('body.downloads');
  });
});
