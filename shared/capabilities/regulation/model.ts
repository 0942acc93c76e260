import { caseIdOf, type CaseId, type PersonRef } from '../../kernel/ids.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { EnteredValue, RuleValueId } from '../../kernel/rule-value.ts';

type Submission = {
  id: RuleValueId;
  value: EnteredValue;
  submittedBy: PersonRef;
  submittedAt: Instant;
};

/** A value entered for the rulebook: submitted by one person of the Department, decided by another. */
export type RuleValue = Submission &
  (
    | { status: 'submitted' }
    | { status: 'approved'; decidedOn: LocalDate; decidedBy: PersonRef }
    | { status: 'returned'; decidedOn: LocalDate; decidedBy: PersonRef; reason: string }
  );

export const ruleValueCaseId = (id: RuleValueId): CaseId => caseIdOf('rulevalue', id);
