import type { Actor } from '../../events/envelope.ts';
import type { AccessLogs } from '../../shared/adapters/s3/access-logs.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { downloads } from '../../shared/capabilities/publishing/downloads/capability.ts';
import { countDownloads as decideCount } from '../../shared/capabilities/publishing/downloads/decide.ts';
import { downloadsCaseId, type Downloads } from '../../shared/capabilities/publishing/downloads/model.ts';
import { accessLogFolder } from '../../shared/contract/access-log.ts';
import { DatasetId, type CorrelationId, type NewId, type Slug } from '../../shared/kernel/ids.ts';
import { addDays, dayOf, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { logger } from '../_entry/telemetry.ts';
import { BrokenAccessLog, readAccessLog } from './access-log-lines.ts';
import { DOWNLOAD_FIELDS, downloadIn } from './download-in-log.ts';

export type CountServices = {
  readonly logs: AccessLogs;
  readonly store: CaseStore;
  readonly newId: NewId;
  /** Tells how many files could not be read, also when all could: silence would not be told from health. */
  readonly measure: (broken: number) => void;
};

const counter: Actor = { kind: 'system', name: 'count-downloads' };

/** Downloads by slug and day: as large as the number of datasets somebody downloaded, however long the logs are. */
type Tally = Map<Slug, Map<LocalDate, number>>;

const add = (tally: Tally, slug: Slug, day: LocalDate, count: number): void => {
  const days = tally.get(slug) ?? new Map<LocalDate, number>();
  tally.set(slug, days.set(day, (days.get(day) ?? 0) + count));
};

const AT_ONCE = 8;

/** Some at a time, each taken when a hand is free; the first failure ends it. */
const forEachOf = async <Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  run: (item: Item) => Promise<void>,
): Promise<void> => {
  async function* each() {
    yield* items;
  }
  const shared = each();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for await (const item of shared) await run(item);
    }),
  );
};

/** Days ago: the newest complete day, whose logs may still be on their way, and the one before, which is final. */
const COUNTED_DAYS_AGO = [2, 1];

/**
 * A day in the province begins at 17:00 UTC of the day before, so its lines lie in two folders.
 */
const foldersOf = (days: readonly LocalDate[]): string[] =>
  [...new Set(days.flatMap((day) => [addDays(day, -1), day]))].sort().map(accessLogFolder);

/**
 * Counts the downloads of the two days before the run and records what is new. Run again it says nothing new; the day
 * comes from the schedule alone. A file that is broken counts for nothing, is named and measured, and harms no other.
 */
export const countDownloads = ({ logs, store, newId, measure }: CountServices) => {
  const readInto = async (tally: Tally, key: string, days: readonly LocalDate[]) => {
    const file = await logs.open(key);
    if (!file) return { ignored: 0 };
    // By itself first: what stands before the break is no evidence either.
    const own: Tally = new Map();
    let ignored = 0;
    for await (const line of readAccessLog(file, DOWNLOAD_FIELDS)) {
      if (!line) ignored += 1;
      const found = line && downloadIn(line);
      if (found && days.includes(found.day)) add(own, found.slug, found.day, 1);
    }
    for (const [slug, counts] of own) for (const [day, count] of counts) add(tally, slug, day, count);
    return { ignored };
  };

  const readAll = async (days: readonly LocalDate[]) => {
    const tally: Tally = new Map();
    const seen = { files: 0, broken: 0, ignored: 0 };
    for (const folder of foldersOf(days))
      await forEachOf(logs.keys(folder), async (key) => {
        seen.files += 1;
        try {
          seen.ignored += (await readInto(tally, key, days)).ignored;
        } catch (error) {
          if (!(error instanceof BrokenAccessLog)) throw error;
          seen.broken += 1;
          logger.error('access-log-broken', { key, error });
        }
      });
    return { tally, seen };
  };

  /** What the ledger is told of one dataset; a slug that nobody holds is an address somebody made up. */
  const record = async (
    slug: Slug,
    counts: ReadonlyMap<LocalDate, number>,
    context: { at: Instant; correlation: CorrelationId | undefined },
  ): Promise<'changed' | 'same' | 'unknown'> => {
    const holder = await store.holderOf(`slug#${slug}`);
    if (!holder) return 'unknown';
    const datasetId = DatasetId.parse(holder.slice('dataset:'.length));
    const changed = await changeCase(store, newId, downloads, {
      caseId: downloadsCaseId(datasetId),
      context: { ...context, by: counter },
      decide: (state: Downloads | undefined) =>
        decideCount({ datasetId, days: [...counts].map(([day, count]) => ({ day, count })) }, state),
    });
    if (!isRefusal(changed)) return changed.changed ? 'changed' : 'same';
    // Only when somebody runs a day again that is more than a month old.
    if (changed.refused !== 'day-closed') throw new Error(`The count of ${holder} met ${changed.refused}`);
    logger.warn('day-closed', { datasetId, ...changed.facts });
    return 'same';
  };

  return async (at: Instant, correlation?: CorrelationId) => {
    const days = COUNTED_DAYS_AGO.map((ago) => addDays(dayOf(at), -ago));
    const { tally, seen } = await readAll(days);
    const told = { changed: 0, same: 0, unknown: 0 };
    await forEachOf(tally, async ([slug, counts]) => {
      told[await record(slug, counts, { at, correlation })] += 1;
    });
    measure(seen.broken);
    if (seen.files === 0) logger.warn('no-access-logs', { days });
    logger.info('downloads-counted', { days, ...seen, ...told });
    return { ...seen, ...told };
  };
};
