import type { DutyEvent } from '../../../events/duties.ts';
import type { CommandContext } from '../case-store.ts';
import { nextNoticeOn } from './ladder.ts';
import { dutyIdOf, subjectKey, type Duty, type HandOver, type OpenDuty } from './model.ts';

/** How many replaced due days, hand-overs and urgings a duty shows; the ledger has them all. */
const EARLIER_SHOWN = 5;

/** The last few, and every one that was late: figures count those against whoever let it be. */
const lastOf = (handOvers: HandOver[]): HandOver[] =>
  handOvers.filter(({ late }, i) => late !== undefined || i >= handOvers.length - EARLIER_SHOWN);

const open = (duty: Duty | undefined): OpenDuty => {
  if (!duty) throw new TypeError('A duty begins with DutyOpened');
  if (duty.status !== 'open') throw new TypeError(`A duty that is ${duty.status} does not change`);
  return duty;
};

const withNextNotice = ({ nextNoticeOn: _past, ...duty }: OpenDuty): OpenDuty => {
  const next = nextNoticeOn(duty);
  return next ? { ...duty, nextNoticeOn: next } : duty;
};

const asOf = (version: number | undefined) => (version === undefined ? {} : { asOf: version });

const dueOn = ({ deadline }: Pick<Duty, 'deadline'>) =>
  deadline.kind === 'known' ? deadline.dueOn : undefined;

/** Reminders begin anew with a new due day; they go on where only the sum behind the day is another. */
const rescheduled = (
  duty: OpenDuty,
  { deadline, on, because, why, cause, announce }: Extract<DutyEvent, { type: 'DutyRescheduled' }>['data'],
): OpenDuty => {
  const { overdueSince, reachedRungs, ...rest } = duty;
  const isSameDay = dueOn(duty) !== undefined && dueOn(duty) === dueOn({ deadline });
  const earlier = { deadline: duty.deadline, replacedOn: on, because, ...(why !== undefined && { why }) };
  return {
    ...rest,
    deadline,
    reachedRungs: isSameDay ? reachedRungs : [],
    ...(isSameDay && overdueSince && { overdueSince }),
    earlierDeadlines: [...(duty.earlierDeadlines ?? []), earlier].slice(-EARLIER_SHOWN),
    ...(announce && { untoldSince: on }),
    ...asOf(cause.version),
  };
};

/** What each fact makes of a duty. Total over the capability's events, and free of rules: those decided already. */
export const evolve = (state: Duty | undefined, fact: DutyEvent, context: CommandContext): Duty => {
  switch (fact.type) {
    case 'DutyOpened': {
      const { kind, cycle, subject } = fact.data;
      return withNextNotice({
        status: 'open',
        id: dutyIdOf(kind, subjectKey(subject), cycle),
        ...fact.data,
        ...asOf(fact.data.openedBecause.version),
        openedAt: context.at,
        reachedRungs: [],
      });
    }
    case 'DutyRescheduled':
      return withNextNotice(rescheduled(open(state), fact.data));
    case 'DutyHandedOver': {
      const duty = open(state);
      const { on, from, to, because, late, cause } = fact.data;
      const handOver = { on, from, to, because, ...(late && { late }) };
      return {
        ...duty,
        agency: to,
        handOvers: lastOf([...(duty.handOvers ?? []), handOver]),
        ...asOf(cause?.version),
      };
    }
    case 'DutyUrged': {
      const duty = open(state);
      return { ...duty, urgings: [...(duty.urgings ?? []), fact.data].slice(-EARLIER_SHOWN) };
    }
    case 'DutyUrgingAnswered': {
      const duty = open(state);
      const urgings = duty.urgings ?? [];
      return {
        ...duty,
        urgings: urgings.map((one, i) => (i === urgings.length - 1 ? { ...one, answer: fact.data } : one)),
      };
    }
    case 'DutyNoticeDue': {
      const { untoldSince: _told, ...duty } = open(state);
      const { rung, skippedRungs } = fact.data;
      return withNextNotice({ ...duty, reachedRungs: [...duty.reachedRungs, ...skippedRungs, rung] });
    }
    case 'DutyBecameOverdue':
      return withNextNotice({ ...open(state), overdueSince: fact.data.on });
    case 'DutyFulfilled': {
      const { nextNoticeOn: _none, ...duty } = open(state);
      const { how, on, note } = fact.data;
      return { ...duty, status: 'fulfilled', closed: { how, on, ...(note !== undefined && { note }) } };
    }
    case 'DutyWaived': {
      const { nextNoticeOn: _none, ...duty } = open(state);
      const { on, why: note, by } = fact.data;
      return { ...duty, status: 'waived', closed: { how: 'waived', on, note, ...(by && { by }) } };
    }
  }
};
