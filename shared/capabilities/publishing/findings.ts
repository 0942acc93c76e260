import type { FindingDecision, FindingSummary } from '../../kernel/screening.ts';

/** Findings of the file nobody decided about. */
export const undecidedOf = (
  findings: readonly FindingSummary[],
  decisions: readonly FindingDecision[],
): FindingSummary[] => {
  const decided = new Set(decisions.map(({ id }) => id));
  return findings.filter(({ id }) => !decided.has(id));
};

/** One decision for each finding of the file, in its order; what is said of anything else is not recorded. */
export const decidedOf = (
  findings: readonly FindingSummary[],
  decisions: readonly FindingDecision[],
): FindingDecision[] => {
  // Said twice, the later word counts.
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  return findings.flatMap(({ id }) => byId.get(id) ?? []);
};

/** Decisions about what the check did not find, and second decisions about one thing, by their ids. */
export const strayIn = (
  findings: readonly FindingSummary[],
  decisions: readonly Pick<FindingDecision, 'id'>[],
): string[] => {
  const left = new Set(findings.map(({ id }) => id));
  return decisions.flatMap(({ id }) => (left.delete(id) ? [] : [id]));
};
