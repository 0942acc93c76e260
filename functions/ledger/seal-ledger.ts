import type { Evidence } from '../../shared/adapters/ledger-evidence.ts';
import {
  headsIn,
  Manifest,
  manifestKey,
  MANIFESTS,
  sealOf,
  summaryOf,
  type Head,
} from '../../shared/adapters/ledger-heads.ts';
import type { DayReading } from '../../shared/adapters/ledger-reading.ts';
import { GENESIS, sha256 } from '../../shared/kernel/hash-chain.ts';
import { addDays, dayOf, daysBetween, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';

/**
 * A reaction is recorded under the day of its cause, however late the queue brings it. No queue keeps a message longer
 * than fourteen days, so days that far back are asked again and what came late is sealed with the next manifest.
 */
const DAYS_ASKED_AGAIN = 14;

const DAYS_AT_ONCE = 16;

export type SealServices = {
  readonly days: DayReading;
  readonly evidence: Evidence;
  /** Where the first run begins, which has no manifest to go on from and may not scan: no event is older. */
  readonly since: LocalDate;
  /** A sealed event shows another hash now. The seal keeps the sealed one; somebody must look. */
  readonly onChangedHead: (sealed: Head, found: Head) => void;
};

const lastSeal = async (evidence: Evidence) => {
  const key = (await evidence.keys(MANIFESTS)).at(-1);
  if (key === undefined) return undefined;
  const text = Buffer.from((await evidence.read(key)) ?? []).toString('utf8');
  const manifest = Manifest.parse(JSON.parse(text));
  const file = await evidence.read(manifest.headsKey);
  const heads = file && headsIn(file);
  if (!heads || summaryOf(heads).headsSha256 !== manifest.headsSha256)
    throw new Error(`The heads of ${key} are missing or altered: run ledger:verify before sealing again`);
  return { manifest, heads, hash: sha256(text) };
};

const daysFrom = (first: LocalDate, last: LocalDate): LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, i) => addDays(first, i));

/**
 * Seals the ledger as of the end of the day before: one manifest of all heads, chained to the last one. A run that
 * comes again finds its manifest and changes nothing; one that comes late covers the days that were missed.
 */
export const sealLedger =
  ({ days, evidence, since, onChangedHead }: SealServices) =>
  async (at: Instant): Promise<{ day: LocalDate; manifest?: Manifest }> => {
    const day = addDays(dayOf(at), -1);
    const last = await lastSeal(evidence);
    if (last && last.manifest.day >= day) return { day };

    const heads = new Map((last?.heads ?? []).map((head) => [head.caseId, head]));
    const take = (found: Head) => {
      const known = heads.get(found.caseId);
      if (!known || known.version < found.version) heads.set(found.caseId, found);
      else if (known.version === found.version && known.hash !== found.hash) onChangedHead(known, found);
    };
    const asked = daysFrom(last ? addDays(last.manifest.day, 1 - DAYS_ASKED_AGAIN) : since, day);
    for (let i = 0; i < asked.length; i += DAYS_AT_ONCE)
      await Promise.all(
        asked.slice(i, i + DAYS_AT_ONCE).map(async (one) => {
          for await (const { caseId, version, hash } of days.eventsOn(one)) take({ caseId, version, hash });
        }),
      );

    const seal = sealOf(day, heads.values(), last?.hash ?? GENESIS);
    // First the heads, then the manifest that names them: a manifest without its heads can not come to be.
    await evidence.putOnce(seal.manifest.headsKey, seal.headsFile, 'application/gzip');
    const isFirst = await evidence.putOnce(manifestKey(day), seal.text, 'application/json');
    return isFirst ? { day, manifest: seal.manifest } : { day };
  };
