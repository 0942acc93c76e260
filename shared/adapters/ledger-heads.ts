import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { merkleRoot, sha256 } from '../kernel/hash-chain.ts';
import { LocalDate } from '../kernel/local-date.ts';

/** The last event of a case: its place and its hash, which stands for everything before it. */
export const Head = z.object({
  caseId: z.string(),
  version: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Head = z.infer<typeof Head>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The seal of a day: every case's head as of the end of that day, counted, hashed, and chained to the manifest before.
 * `headsSha256` is of the uncompressed lines, since compressors differ in their bytes and not in what they carry.
 */
export const Manifest = z.strictObject({
  day: LocalDate,
  cases: z.int().nonnegative(),
  events: z.int().nonnegative(),
  headsKey: z.string(),
  headsSha256: Sha256,
  merkleRoot: Sha256,
  previous: Sha256.meta({ description: 'SHA-256 of the manifest before this one; zeros for the first' }),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFESTS = 'manifests/';

export const manifestKey = (day: LocalDate): string => `${MANIFESTS}${day}.json`;

const lineOf = ({ caseId, version, hash }: Head): string => JSON.stringify({ caseId, hash, version });

const inOrder = (heads: Iterable<Head>): Head[] =>
  [...heads].sort((a, b) => (a.caseId < b.caseId ? -1 : a.caseId > b.caseId ? 1 : 0));

/** What a manifest says of these heads, whoever asks. */
export const summaryOf = (
  heads: Iterable<Head>,
): Pick<Manifest, 'cases' | 'events' | 'headsSha256' | 'merkleRoot'> & { text: string } => {
  const sorted = inOrder(heads);
  const lines = sorted.map(lineOf);
  const text = lines.map((line) => `${line}\n`).join('');
  return {
    cases: sorted.length,
    // Versions count from 1 without a gap, so the heads know how many events there are.
    events: sorted.reduce((sum, head) => sum + head.version, 0),
    headsSha256: sha256(text),
    merkleRoot: merkleRoot(lines),
    text,
  };
};

/** The two files of a day. The heads' key carries their hash: a run that broke off leaves nothing in the way. */
export const sealOf = (
  day: LocalDate,
  heads: Iterable<Head>,
  previous: string,
): { manifest: Manifest; text: string; headsFile: Buffer } => {
  const { text: lines, ...summary } = summaryOf(heads);
  const headsKey = `heads/${day}-${summary.headsSha256.slice(0, 16)}.ndjson.gz`;
  const manifest: Manifest = { day, ...summary, headsKey, previous };
  return { manifest, text: canonicalJson(manifest), headsFile: gzipSync(lines) };
};

/** Reads a heads file; throws when it is not one. */
export const headsIn = (file: Uint8Array): Head[] =>
  gunzipSync(file)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Head.parse(JSON.parse(line)));
