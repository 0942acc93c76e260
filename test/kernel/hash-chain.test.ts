import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENESIS, linkOf, merkleRoot, sha256 } from '../../shared/kernel/hash-chain.ts';

const bodies = fc.array(fc.string(), { minLength: 2, maxLength: 12 });
const headOf = (list: readonly string[]): string => list.reduce(linkOf, GENESIS);

it('hashes text as UTF-8', () => {
  // FIPS 180-2, appendix B.1; and the same by `printf 'Đường' | sha256sum`.
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('Đường')).toBe(sha256(Buffer.from('Đường', 'utf8').toString('utf8')));
});

describe('a chain', () => {
  it('is the hash of the head before and the body', () => {
    expect(linkOf(GENESIS, 'x')).toBe(sha256(`${'0'.repeat(64)}x`));
  });
  it('ends otherwise when any body is changed, moved, taken out or put in', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.string(), (list, n, other) => {
        const i = n % list.length;
        const head = headOf(list);
        if (list[i] !== other) expect(headOf(list.with(i, other))).not.toBe(head);
        expect(headOf(list.toSpliced(i, 1))).not.toBe(head);
        expect(headOf(list.toSpliced(i, 0, other))).not.toBe(head);
        const turned = [...list].reverse();
        if (JSON.stringify(turned) !== JSON.stringify(list)) expect(headOf(turned)).not.toBe(head);
      }),
    );
  });
});

describe('a Merkle root', () => {
  it('of nothing is the genesis', () => expect(merkleRoot([])).toBe(GENESIS));
  it('of one leaf is that leaf, marked as a leaf', () => {
    expect(merkleRoot(['a'])).toBe(sha256('leaf:a'));
    expect(merkleRoot(['a'])).not.toBe('a');
  });
  it('carries an odd leaf up alone', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((leaf) => sha256(`leaf:${leaf}`)) as [string, string, string];
    expect(merkleRoot(['a', 'b', 'c'])).toBe(sha256(`node:${sha256(`node:${a}${b}`)}${c}`));
  });
  it('differs when any leaf is changed, moved, repeated or left out', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.string(), (list, n, other) => {
        const i = n % list.length;
        const root = merkleRoot(list);
        if (list[i] !== other) expect(merkleRoot(list.with(i, other))).not.toBe(root);
        expect(merkleRoot(list.toSpliced(i, 1))).not.toBe(root);
        expect(merkleRoot([...list, list.at(-1) as string])).not.toBe(root);
        const turned = [...list].reverse();
        if (JSON.stringify(turned) !== JSON.stringify(list)) expect(merkleRoot(turned)).not.toBe(root);
      }),
    );
  });
  it('does not take an inner node for a leaf', () => {
    const [a, b] = [sha256('leaf:a'), sha256('leaf:b')];
    expect(merkleRoot([`${a}${b}`])).not.toBe(merkleRoot(['a', 'b']));
  });
});
