import { createHash } from 'node:crypto';
import { sameDigest, signText, signingKey } from './signature-key.ts';

/** Checks the chain of chunk signatures of a STREAMING-AWS4-HMAC-SHA256-PAYLOAD body, each built on the one before. */
export type ChunkChain = {
  /** True when this chunk (its SHA-256 in hex) carries the signature given. */
  chunk: (sha256: string, signature: string) => boolean;
  /** True when the trailer lines (`name:value\n` each) carry the signature given. */
  trailer: (lines: string, signature: string) => boolean;
};

const emptyHash = createHash('sha256').digest('hex');

/** Starts a chain from the signature of the request itself. */
export const openChunkChain = (seed: {
  secretAccessKey: string;
  scope: string;
  amzDate: string;
  signature: string;
}): ChunkChain => {
  const key = signingKey(seed.secretAccessKey, seed.scope);
  let previous = seed.signature;
  const advance = (lines: string[], given: string): boolean => {
    const expected = signText(key, lines.join('\n'));
    const same = sameDigest(expected, given);
    previous = expected;
    return same;
  };
  return {
    chunk: (sha256, signature) =>
      advance(['AWS4-HMAC-SHA256-PAYLOAD', seed.amzDate, seed.scope, previous, emptyHash, sha256], signature),
    trailer: (lines, signature) => {
      const hash = createHash('sha256').update(lines).digest('hex');
      return advance(['AWS4-HMAC-SHA256-TRAILER', seed.amzDate, seed.scope, previous, hash], signature);
    },
  };
};
