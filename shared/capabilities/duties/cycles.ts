import type { DutyKind, DutySubject } from '../../../events/duties.ts';
import type { AgencyCode, EventId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { computeDeadline } from '../../regulation/deadline.ts';
import { type Rulebook, rulebook } from '../../regulation/rulebook.ts';
import type { ClockStart } from '../../regulation/schema.ts';
import type { Opening } from './decide.ts';
import { kindInLaw } from './ladder.ts';
import type { FulfilledDuty } from './model.ts';

/** The kinds that a dataset's first release starts and that come back in turns. */
export const recurringKinds = ['open-data-update', 'open-data-review'] as const satisfies readonly DutyKind[];

export const isRecurring = ({ kind }: Pick<FulfilledDuty, 'kind'>): boolean =>
  recurringKinds.some((recurring) => recurring === kind);

type Cause = { readonly eventId: EventId; readonly type: string };
type Turn = Omit<Opening, 'deadline'> & { readonly startOn: LocalDate; readonly startedBy: ClockStart };

const ruleOf = (kind: DutyKind): string => {
  const { rule } = kindInLaw(kind);
  if (!rule) throw new Error(`No one rule gives the due day of ${kind}`);
  return rule;
};

/** The law of the day the clock starts governs, as the rules themselves say (`governedBy`). */
const opening = ({ startOn, startedBy, ...turn }: Turn, book: Rulebook): Opening => ({
  ...turn,
  deadline: computeDeadline({ rule: ruleOf(turn.kind), startOn, governedOn: startOn, startedBy }, book),
});

/** The first turns of every recurring duty that a dataset's first release starts. */
export const firstCycles = (
  published: {
    readonly subject: Extract<DutySubject, { type: 'dataset' }>;
    readonly agency: AgencyCode;
    readonly publishedOn: LocalDate;
    readonly openedBecause: Cause;
  },
  book: Rulebook = rulebook,
): Opening[] => {
  const { publishedOn: startOn, ...rest } = published;
  return recurringKinds.map((kind) =>
    opening({ ...rest, kind, cycle: 1, startOn, startedBy: 'release-published' }, book),
  );
};

/** The turn that follows a fulfilled one: its clock starts on the day of fulfilment. */
export const nextCycle = (duty: FulfilledDuty, openedBecause: Cause, book: Rulebook = rulebook): Opening =>
  opening(
    {
      kind: duty.kind,
      cycle: duty.cycle + 1,
      subject: duty.subject,
      agency: duty.agency,
      openedBecause,
      startOn: duty.closed.on,
      startedBy: duty.closed.how === 'new-release' ? 'release-published' : 'no-change-confirmed',
    },
    book,
  );
