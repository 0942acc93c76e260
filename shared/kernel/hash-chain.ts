import { createHash } from 'node:crypto';

/** The head of a case before its first event. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** hash = SHA-256(previous hash ‖ canonical body): changing, moving or dropping an event breaks every later hash. */
export const linkOf = (previous: string, body: string): string => sha256(previous + body);

/** Merkle root over hex leaves in the given order; an odd one is carried up alone. The empty list has the genesis root. */
export const merkleRoot = (leaves: readonly string[]): string => {
  if (leaves.length === 0) return GENESIS;
  let level = leaves.map((leaf) => sha256(`leaf:${leaf}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as string, level[i + 1]];
      next.push(right === undefined ? left : sha256(`node:${left}${right}`));
    }
    level = next;
  }
  return level[0] as string;
};
