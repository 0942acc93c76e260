import {
  DatasetWithdrawn,
  MetadataChanged,
  ReleasePublished,
  ReleaseWithdrawn,
} from '../../events/publishing.ts';
import { Envelope } from '../../events/envelope.ts';
import type { AuditReading } from '../../shared/adapters/ledger-reading.ts';
import { LedgerEntry } from '../../shared/adapters/ledger-entry.ts';
import type { ViewStorage } from '../../shared/adapters/ledger-views.ts';
import { memoryFigures } from '../../shared/adapters/memory/figures.ts';
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
import { addsKey } from '../../shared/adapters/figure-items.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { refoldCounted } from './refold-counted.ts';

/** Facts after which the public sees something else. */
const publicFacts: readonly string[] = [
  ReleasePublished.type,
  MetadataChanged.type,
  ReleaseWithdrawn.type,
  DatasetWithdrawn.type,
];

/** A dataset that is or was public, made of its events alone. */
export type Refolded = {
  readonly dataset: Dataset;
  /** Since this version nothing the public sees has changed; views may stand at it or at any later one. */
  readonly since: number;
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
    const since = events.findLast(({ type }) => publicFacts.includes(type))?.version;
    if (!dataset || !wasPublic(dataset) || since === undefined) continue;
    yield { dataset, since, version: events.length, entry: entryOf(dataset) };
  }
}

/** The version at which a view of a case is judged: its own if that can be right, else the newest. */
export const judgedAt = (
  { since, version }: Pick<Refolded, 'since' | 'version'>,
  live: number | undefined,
): number => (live !== undefined && live >= since && live <= version ? live : version);

/** An item that is not as the ledger says; without `rebuilt` it should not be there. */
export type ViewDifference = { readonly key: string; readonly live?: ViewItem; readonly rebuilt?: ViewItem };

/** The item without counts that have come down to nothing: they say the same as those that never were. */
const saying = (item: ViewItem): ViewItem | undefined => {
  const { pk, sk, ...said } = item;
  const left = Object.entries(said).filter(([, value]) => value !== 0);
  return left.length === 0 && Object.keys(said).length > 0
    ? undefined
    : { pk, sk, ...Object.fromEntries(left) };
};

const sayingAll = async (items: AsyncIterable<ViewItem> | Iterable<ViewItem>): Promise<ViewItems> => {
  const all: ViewItems = new Map();
  for await (const item of items) {
    const said = saying(item);
    if (said) all.set(viewItemKey(said), said);
  }
  return all;
};

const compare = async (
  ledger: LedgerRows,
  storage: ViewStorage,
): Promise<{ items: number; differences: ViewDifference[] }> => {
  const live = await sayingAll(storage.items());
  const made: ViewItems = new Map();
  const versionAt = (key: Pick<ViewItem, 'pk' | 'sk'>) => live.get(viewItemKey(key))?.version;
  const views = memoryViews(made);
  for await (const refolded of refoldDatasets(ledger)) {
    const { id } = refolded.dataset;
    const version = judgedAt(refolded, versionAt({ pk: `dataset#${id}`, sk: 'entry' }));
    await views.save(id, version, refolded.entry);
  }
  const figures = memoryFigures(made);
  for await (const counted of refoldCounted(ledger))
    await figures.save(counted.caseId, judgedAt(counted, versionAt(addsKey(counted.caseId))), counted.adds);
  const rebuilt = await sayingAll(made.values());
  const differences: ViewDifference[] = [];
  for (const key of new Set([...rebuilt.keys(), ...live.keys()])) {
    const [is, should] = [live.get(key), rebuilt.get(key)];
    if (is && should && canonicalJson(is) === canonicalJson(should)) continue;
    differences.push({ key, ...(is ? { live: is } : {}), ...(should ? { rebuilt: should } : {}) });
  }
  return { items: rebuilt.size, differences };
};

/**
 * Builds the catalogue's views and the figures anew from the ledger and compares them with the live ones, item by item. With `write` it
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
