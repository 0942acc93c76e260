/** What a foreign store may lack. Whatever is not listed here, every store must do. */
export type Capability =
  | 'signature-check'
  | 'conditional-write'
  | 'checksum-verification'
  | 'multipart-checksum'
  | 'full-object-checksum'
  | 'part-size-limit'
  | 'delete-markers'
  | 'odd-keys'
  | 'object-lock'
  | 'object-lock-validation'
  | 'cors'
  | 'refuses-unknown';

/** Missing capabilities with the reason each is missed. */
export type Lacks = Partial<Record<Capability, string>>;

const foreign: Lacks = {
  'refuses-unknown': 'it does more than ours, so other questions are unknown to it',
};

/** Measured with 1.4.21 on 2026-11-23 by this suite. */
const ministack: Lacks = {
  ...foreign,
  'signature-check': 'it answers anonymous, skewed and wrongly signed requests, and headers nobody signed',
  'checksum-verification':
    'it stores a checksum from the trailer unseen and a body that differs from a signed query',
  'multipart-checksum':
    'it takes parts in another algorithm and shows a composite with -N among the attributes',
  'full-object-checksum': 'it computes a composite whatever type was asked',
  'part-size-limit': 'it joins parts of any size',
  'delete-markers': 'it answers 200 to a read of the version that is a marker',
  'odd-keys': 'it gives a carriage return in a key back unescaped',
  'object-lock': 'it refuses an overwrite of a locked object, where S3 makes a new version',
  'object-lock-validation': 'it takes retention that lies in the past and on buckets without lock',
  cors: 'it answers every origin with *',
};

/** Learns by its health page which store an endpoint is, and so what it is known to lack. */
export const lacksOf = async (endpoint: string): Promise<Lacks> =>
  (await fetch(`${endpoint}/_ministack/health`)).ok ? ministack : foreign;
