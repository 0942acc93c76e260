import type { TabularLimits } from './limits.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** Own copy of at most `max` characters: a slice would keep the whole block it was cut from in memory. */
export const clip = (text: string, max: number): string => {
  const short = text.length > max ? `${text.slice(0, max).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return Buffer.from(short, 'utf8').toString('utf8');
};

export type ProblemList = {
  readonly add: (problem: Problem) => void;
  readonly total: () => number;
  readonly summary: () => {
    problems: Problem[];
    problemTotal: number;
    problemCounts: Partial<Record<ProblemCode, number>>;
  };
};

/** Keeps the first `maxProblems` and counts all, so that a file of only errors stays cheap. */
export const problemList = (limits: TabularLimits): ProblemList => {
  const problems: Problem[] = [];
  const problemCounts: Partial<Record<ProblemCode, number>> = {};
  let problemTotal = 0;
  return {
    add: (problem) => {
      problemTotal += 1;
      problemCounts[problem.code] = (problemCounts[problem.code] ?? 0) + 1;
      if (problems.length >= limits.maxProblems) return;
      const value = problem.value === undefined ? {} : { value: clip(problem.value, limits.maxValueChars) };
      problems.push({ ...problem, ...value });
    },
    total: () => problemTotal,
    summary: () => ({ problems, problemTotal, problemCounts }),
  };
};
