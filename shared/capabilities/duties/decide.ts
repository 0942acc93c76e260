import type { DutyEvent, DutyKind, DutySubject } from '../../../events/duties.ts';
import type { Deadline } from '../../kernel/deadline.ts';
import type { AgencyCode, EventId, PersonRef } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { kindInLaw, MOVED, overdueFrom, rungsReached } from './ladder.ts';
import type { Duty, OpenDuty } from './model.ts';
import { closes } from './standing.ts';

export type Decision =
  | readonly DutyEvent[]
  | Refusal<'not-found' | 'not-open' | 'not-your-agency' | 'wrong-state' | 'not-waivable' | 'own-duty'>;

export type Opening = {
  readonly kind: DutyKind;
  readonly cycle: number;
  readonly subject: DutySubject;
  readonly agency: AgencyCode;
  readonly deadline: Deadline;
  readonly openedBecause: {
    readonly eventId: EventId;
    readonly type: string;
    readonly version?: number;
  };
};

/** Opens one turn of a duty. Told twice of the same cause, it is opened once. */
export const openDuty = (command: Opening, state: Duty | undefined): Decision => {
  if (!state) return [{ type: 'DutyOpened', data: command }];
  if (state.openedBecause.eventId === command.openedBecause.eventId) return [];
  return refuse('wrong-state', { status: state.status });
};

const becomingOverdue = (duty: OpenDuty, dueOn: LocalDate, today: LocalDate): DutyEvent[] =>
  today > dueOn && !duty.overdueSince
    ? [{ type: 'DutyBecameOverdue', data: { dueOn, on: overdueFrom(dueOn) } }]
    : [];

const movedBy = (today: LocalDate, { untoldSince }: OpenDuty) =>
  untoldSince !== undefined && untoldSince <= today ? { id: MOVED, noticeOn: untoldSince } : undefined;

/** A notice that people were told of already: it is taken as it was written to them, or not at all. */
export type Announced = { readonly rung: string; readonly dueOn?: LocalDate | undefined };

type Morning = { today: LocalDate; announced?: Announced | undefined };

/** There was a day and the law took it away: said once, since no rung will ever say it. */
const dayLost = ({ today, announced }: Morning, duty: OpenDuty): DutyEvent[] => {
  const moved = movedBy(today, duty);
  if (!moved || (announced && (announced.rung !== MOVED || announced.dueOn))) return [];
  return [{ type: 'DutyNoticeDue', data: { rung: MOVED, noticeOn: moved.noticeOn, skippedRungs: [] } }];
};

/**
 * Says what is due to be said by this day. Asked twice, it says it once; asked late, the latest rung speaks for those
 * before it, which are recorded as skipped. Becoming overdue has happened on its own day, however late it is noted. That
 * a deadline moved is said by a rung reached by then, or else by itself.
 */
export const takeNotice = (command: Morning, duty: Duty | undefined): Decision => {
  if (!duty) return refuse('not-found');
  if (duty.status !== 'open') return [];
  if (duty.deadline.kind === 'unknown') return dayLost(command, duty);
  if (duty.deadline.kind !== 'known') return [];
  const { dueOn } = duty.deadline;
  const overdue = becomingOverdue(duty, dueOn, command.today);
  const reached = rungsReached(duty, command.today);
  const latest = reached.at(-1) ?? movedBy(command.today, duty);
  if (!latest) return overdue;
  const skippedRungs = reached.slice(0, -1).map((rung) => rung.id);
  const { id: rung, noticeOn } = latest;
  const { announced } = command;
  if (announced && (announced.rung !== rung || announced.dueOn !== dueOn)) return overdue;
  return [...overdue, { type: 'DutyNoticeDue', data: { rung, noticeOn, dueOn, skippedRungs } }];
};

/** "Reviewed, no change": only the owning agency may say it, and only while the duty is open. */
export const confirmNoChange = (
  command: { agencies: readonly AgencyCode[]; on: LocalDate; note?: string },
  duty: Duty | undefined,
): Decision => {
  if (!duty) return refuse('not-found');
  if (!command.agencies.includes(duty.agency)) return refuse('not-your-agency');
  if (duty.status !== 'open' || !closes(duty, 'no-change')) return refuse('not-open');
  const { on, note } = command;
  return [{ type: 'DutyFulfilled', data: { how: 'no-change', on, ...(note && { note }) } }];
};

/**
 * A release was published. It closes an open duty that releases close, unless it is the very release that opened the
 * duty, or one from before the duty's clock started (a message delivered again).
 */
export const fulfilByRelease = (
  command: { eventId: EventId; publishedOn: LocalDate },
  duty: Duty | undefined,
): Decision => {
  if (!duty) return refuse('not-found');
  if (duty.status !== 'open' || !closes(duty, 'new-release')) return [];
  if (duty.openedBecause.eventId === command.eventId) return [];
  if (duty.deadline.kind === 'known' && command.publishedOn < duty.deadline.sum.startOn) return [];
  return [{ type: 'DutyFulfilled', data: { how: 'new-release', on: command.publishedOn } }];
};

/** The duty lost its object, as when a dataset is withdrawn. Told twice, it is waived once. */
export const waive = (command: { why: string; on: LocalDate }, duty: Duty | undefined): Decision => {
  if (!duty) return refuse('not-found');
  return duty.status === 'open' ? [{ type: 'DutyWaived', data: command }] : [];
};

/**
 * The Department says in writing that this turn need not be done, where its kind can be waived at all. It does not let itself
 * off.
 */
export const waiveInWriting = (
  { agencies, ...command }: { agencies: readonly AgencyCode[]; why: string; on: LocalDate; by: PersonRef },
  duty: Duty | undefined,
): Decision => {
  if (!duty) return refuse('not-found');
  if (duty.status !== 'open') return refuse('not-open');
  if (agencies.includes(duty.agency)) return refuse('own-duty');
  const { waiving } = kindInLaw(duty.kind);
  return waiving.allowed
    ? [{ type: 'DutyWaived', data: command }]
    : refuse('not-waivable', { why: waiving.why.vi });
};

/** The agency ended: whoever took over its work owes the duty from here on, by the clock as it runs. */
export const succeed = (
  command: { from: AgencyCode; to: AgencyCode; on: LocalDate },
  duty: Duty | undefined,
): Decision => {
  if (!duty) return refuse('not-found');
  return duty.status === 'open' && duty.agency === command.from
    ? [{ type: 'DutyHandedOver', data: { ...command, because: 'succession' } }]
    : [];
};
