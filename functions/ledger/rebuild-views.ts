import { DatasetWithdrawn, MetadataChanged, ReleasePublished } from '../../events/publishing.ts';
import { Envelope } from '../../events/envelope.ts';
import type { AuditReading } from '../../shared/adapters/ledger-reading.ts';
import { LedgerEntry } from '../../shared/adapters/ledger-entry.ts';
import type { ViewStorage } from '../../shared/adapters/ledger-views.ts';
import {
  memoryViews,
  viewItemKey,
  type ViewItem,
  type ViewItems,
} from '../../shared/adapters/memory/views.ts';
import { fold } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { wasPublic, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { entryOf, type CatalogueEntry } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';

/** Facts after which the public sees something else. */
const publicFacts: readonly string[] = [ReleasePublished.type, MetadataChanged.type, DatasetWithdrawn.type];

/** A dataset that is or was public, made of its events alone. */
export type Refolded = {
  readonly dataset: Dataset;
  /** Since this version nothing the public sees has changed; views may stand at it or at any later one. */
  readonly publicSince: number;
  readonly version: number;
  readonly entry: CatalogueEntry | undefined;
};

type LedgerRows = Pick<AuditReading, 'casesInLedger' | 'rowsOf'>;

/** Every public dataset, folded from the ledger; states and queues are not asked. */
export async function* refoldDatasets(ledger: LedgerRows): AsyncIterable<Refolded> {
  const caseIds = new Set<string>();
  for await (const caseId of ledger.casesInLedger()) if (caseId.startsWith('dataset:')) caseIds.add(caseId);
  for (const caseId of [...caseIds].sort()) {
    const events: Envelope[] = [];
    for await (const row of ledger.rowsOf(caseId))
      events.push(Envelope.parse(JSON.parse(LedgerEntry.parse(row).body)));
    const dataset = fold(publishing, events);
    const publicSince = events.findLast(({ type }) => publicFacts.includes(type))?.version;
    if (!dataset || !wasPublic(dataset) || publicSince === undefined) continue;
    yield { dataset, publicSince, version: events.length, entry: entryOf(dataset) };
  }
}

/** The version at which a view of this dataset is judged: its own if that can be right, else the newest. */
export const judgedAt = ({ publicSince, version }: Refolded, live: number | undefined): number =>
  live !== undefined && live >= publicSince && live <= version ? live : version;

/** An item that is not as the ledger says; without `rebuilt` it should not be there. */
export type ViewDifference = { readonly key: string; readonly live?: ViewItem; readonly rebuilt?: ViewItem };

/** A count that has come down to nothing says the same as one that never was. */
const saysNothing = (item: ViewItem): boolean => item.pk === 'count' && item.n === 0;

const compare = async (
  ledger: LedgerRows,
  storage: ViewStorage,
): Promise<{ items: number; differences: ViewDifference[] }> => {
  const live: ViewItems = new Map();
  for await (const item of storage.items()) if (!saysNothing(item)) live.set(viewItemKey(item), item);
  const rebuilt: ViewItems = new Map();
  const views = memoryViews(rebuilt);
  for await (const refolded of refoldDatasets(ledger)) {
    const { id } = refolded.dataset;
    const version = judgedAt(refolded, live.get(viewItemKey({ pk: `dataset#${id}`, sk: 'entry' }))?.version);
    await views.save(id, version, refolded.entry);
  }
  for (const [key, item] of rebuilt) if (saysNothing(item)) rebuilt.delete(key);
  const differences: ViewDifference[] = [];
  for (const key of new Set([...rebuilt.keys(), ...live.keys()])) {
    const [is, should] = [live.get(key), rebuilt.get(key)];
    if (is && should && canonicalJson(is) === canonicalJson(should)) continue;
    differences.push({ key, ...(is ? { live: is } : {}), ...(should ? { rebuilt: should } : {}) });
  }
  return { items: rebuilt.size, differences };
};

/**
 * Builds the catalogue's views anew from the ledger and compares them with the live ones, item by item. With `write` it
 * puts right what differs. It has no queue and no mailer: nothing it does is told to anybody. A publication during the
 * reading looks like a difference, so one that is found is looked for again.
 */
export const rebuildViews = async (
  ledger: LedgerRows,
  storage: ViewStorage,
  { write }: { write: boolean },
): Promise<{ items: number; differences: ViewDifference[] }> => {
  const first = await compare(ledger, storage);
  if (first.differences.length === 0) return first;
  const result = await compare(ledger, storage);
  if (write)
    for (const { live, rebuilt } of result.differences)
      if (rebuilt) await storage.put(rebuilt);
      else if (live) await storage.remove(live);
  return result;
};
