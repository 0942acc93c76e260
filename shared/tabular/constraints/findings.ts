import type { Problem, ProblemCode } from '../problem.ts';
import { clip } from '../problem-list.ts';

/** A row that breaks a rule; rows are numbered as in the clean table, from 1. */
export type Finding = Omit<Problem, 'code' | 'line' | 'sheet' | 'row'> & { readonly row: number };

/** One broken rule: how often exactly, and its first rows, as many as are wanted. */
export type Broken = {
  readonly code: ProblemCode;
  readonly count: number;
  readonly first: (most: number) => Promise<readonly Finding[]>;
};

/**
 * How many rows of each rule are listed: all where they fit, else the same number of each, and what a rule with few leaves
 * over goes to the others. So a column that is wrong throughout does not hide the one wrong cell of another.
 */
export const sharesOf = (counts: readonly number[], most: number): number[] => {
  const shares = counts.map(() => 0);
  const fewestFirst = counts.map((count, i) => ({ count, i })).toSorted((a, b) => a.count - b.count);
  let left = most;
  fewestFirst.forEach(({ count, i }, done) => {
    const share = Math.min(count, Math.floor(left / (counts.length - done)));
    shares[i] = share;
    left -= share;
  });
  return shares;
};

export type Listed = Finding & { readonly code: ProblemCode };

/** The listed rows of all broken rules, in the order of the table. */
export const listFindings = async (
  broken: readonly Broken[],
  { maxProblems, maxValueChars }: { readonly maxProblems: number; readonly maxValueChars: number },
): Promise<Listed[]> => {
  const shares = sharesOf(
    broken.map(({ count }) => count),
    maxProblems,
  );
  const listed: Listed[] = [];
  for (const [i, { code, first }] of broken.entries()) {
    const share = shares[i] ?? 0;
    if (share === 0) continue;
    for (const { value, ...finding } of await first(share))
      listed.push({
        code,
        ...finding,
        ...(value === undefined ? {} : { value: clip(value, maxValueChars) }),
      });
  }
  return listed.sort((a, b) => a.row - b.row || (a.column ?? 0) - (b.column ?? 0));
};
