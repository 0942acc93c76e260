import * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { keyedHash } from './keyed-hash.ts';

/** Which paper of a case: its sort, and where there may be several, a sign of its own. */
export const PaperPart = z.string().regex(/^[a-z]+(-[0-9a-f]{8})?$/);

/**
 * Something a person wrote or was told, kept apart from the ledger under its case. `salt` makes its proof say nothing to
 * whoever guesses at the content; erasing both leaves the chain whole.
 */
export type Paper = { readonly part: string; readonly salt: string; readonly content: unknown };

/** What the ledger holds of a paper: HMAC-SHA-256 of its canonical text under the salt beside it. */
export const PaperProof = z.object({
  part: PaperPart,
  hmac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PaperProof = z.infer<typeof PaperProof>;

export const proofOf = ({ part, salt, content }: Paper): PaperProof => ({
  part,
  hmac: keyedHash(salt, canonicalJson(content)),
});

/** Whether a paper is the one the ledger speaks of, word for word. */
export const isProven = (paper: Paper, proof: PaperProof): boolean => {
  const own = proofOf(paper);
  return own.part === proof.part && own.hmac === proof.hmac;
};
