import { DutyKind } from '../../../events/duties.ts';
import type { AgencyCode, EventId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { computeDeadline } from '../../regulation/deadline.ts';
import type { ClockStart } from '../../regulation/schema.ts';
import type { Opening } from './decide.ts';
import { kindInLaw } from './ladder.ts';
import type { DutySubject, FulfilledDuty } from './model.ts';

type Cause = { readonly eventId: EventId; readonly type: string };
type Turn = Omit<Opening, 'deadline'> & { readonly startOn: LocalDate; readonly startedBy: ClockStart };

/** The law of the day the clock starts governs, as the rules themselves say (`governedBy`). */
const opening = ({ startOn, startedBy, ...turn }: Turn): Opening => ({
  ...turn,
  deadline: computeDeadline({ rule: kindInLaw(turn.kind).rule, startOn, governedOn: startOn, startedBy }),
});

/** The first turns of every recurring duty that a dataset's first release starts. */
export const firstCycles = (published: {
  readonly subject: DutySubject;
  readonly agency: AgencyCode;
  readonly publishedOn: LocalDate;
  readonly openedBecause: Cause;
}): Opening[] => {
  const { publishedOn: startOn, ...rest } = published;
  return DutyKind.options.map((kind) =>
    opening({ ...rest, kind, cycle: 1, startOn, startedBy: 'release-published' }),
  );
};

/** The turn that follows a fulfilled one: its clock starts on the day of fulfilment. */
export const nextCycle = (duty: FulfilledDuty, openedBecause: Cause): Opening =>
  opening({
    kind: duty.kind,
    cycle: duty.cycle + 1,
    subject: duty.subject,
    agency: duty.agency,
    openedBecause,
    startOn: duty.closed.on,
    startedBy: duty.closed.how === 'new-release' ? 'release-published' : 'no-change-confirmed',
  });
