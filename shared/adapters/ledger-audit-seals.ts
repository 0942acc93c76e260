import { canonicalJson } from '../kernel/canonical-json.ts';
import { GENESIS, sha256 } from '../kernel/hash-chain.ts';
import type { Evidence, StoredVersion } from './ledger-evidence.ts';
import type { Finding } from './ledger-findings.ts';
import { headsIn, Manifest, manifestKey, MANIFESTS, summaryOf, type Head } from './ledger-heads.ts';

/** What all manifests together vouch for: for each case, every head that was ever sealed. */
export type Sealed = {
  readonly heads: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly manifests: number;
  readonly through?: string;
};

const groupByKey = (versions: readonly StoredVersion[]): Map<string, StoredVersion[]> =>
  Map.groupBy(versions, ({ key }) => key);

const asManifest = (text: string, key: string): Manifest | undefined => {
  try {
    const manifest = Manifest.parse(JSON.parse(text));
    return canonicalJson(manifest) === text && manifestKey(manifest.day) === key ? manifest : undefined;
  } catch {
    return undefined;
  }
};

const readHeads = async (evidence: Evidence, manifest: Manifest): Promise<Head[] | undefined> => {
  try {
    const file = await evidence.read(manifest.headsKey);
    if (!file) return undefined;
    const heads = headsIn(file);
    const { cases, events, headsSha256, merkleRoot } = summaryOf(heads);
    const isAsSealed =
      cases === manifest.cases &&
      events === manifest.events &&
      headsSha256 === manifest.headsSha256 &&
      merkleRoot === manifest.merkleRoot;
    return isAsSealed ? heads : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads every manifest in order, holds it to the one before and to its heads. Of a key with several versions the oldest
 * counts: it is the one retention has kept since it was written.
 */
export const auditSeals = async (evidence: Evidence, find: (finding: Finding) => void): Promise<Sealed> => {
  const sealed = new Map<string, Map<number, string>>();
  let previous = GENESIS;
  let through: string | undefined;
  let latest = new Map<string, number>();
  const files = groupByKey(await evidence.versions(MANIFESTS));
  for (const [key, versions] of files) {
    if (versions.some((version) => version.isRemoval)) find({ code: 'manifest-removed', where: key });
    const kept = versions.filter((version) => !version.isRemoval);
    if (kept.length > 1) find({ code: 'manifest-overwritten', where: key });
    const text = Buffer.from((await evidence.read(key, kept[0]?.versionId)) ?? []).toString('utf8');
    const manifest = asManifest(text, key);
    if (!manifest) {
      find({ code: 'manifest-altered', where: key });
      previous = sha256(text);
      continue;
    }
    if (manifest.previous !== previous) find({ code: 'manifest-chain-broken', where: key });
    previous = sha256(text);
    through = manifest.day;
    const heads = await readHeads(evidence, manifest);
    if (!heads) {
      find({ code: 'heads-altered', where: manifest.headsKey });
      continue;
    }
    const now = new Map(heads.map((head) => [head.caseId, head.version]));
    for (const [caseId, version] of latest)
      if ((now.get(caseId) ?? 0) < version) find({ code: 'manifest-altered', where: key, detail: caseId });
    latest = now;
    for (const { caseId, version, hash } of heads) {
      const known = sealed.get(caseId) ?? new Map<number, string>();
      // The first seal of a version stands; a later one that differs is found in the ledger or here.
      if (known.has(version) && known.get(version) !== hash)
        find({ code: 'manifest-altered', where: key, detail: caseId });
      else known.set(version, hash);
      sealed.set(caseId, known);
    }
  }
  return { heads: sealed, manifests: files.size, ...(through ? { through } : {}) };
};
