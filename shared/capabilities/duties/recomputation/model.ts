import { caseIdOf, type CaseId } from '../../../kernel/ids.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';

/** By which rulebook the open duties are computed, and how far the last recomputation came. */
export type Recomputation = {
  /** Fingerprint of the rulebook. */
  book: string;
  on: LocalDate;
  /** Where in the list of open duties to go on; absent at the beginning, and once it is done. */
  place?: string | undefined;
  moved: number;
  done: boolean;
};

/** There is one: all open duties are computed by the same rulebook. */
export const recomputationCaseId: CaseId = caseIdOf('recomputation', 'duties');
