import type { DutyEvent } from '../../../events/duties.ts';
import type { CommandContext } from '../case-store.ts';
import { nextNoticeOn } from './ladder.ts';
import { dutyIdOf, type Duty, type OpenDuty } from './model.ts';

const open = (duty: Duty | undefined): OpenDuty => {
  if (!duty) throw new TypeError('A duty begins with DutyOpened');
  if (duty.status !== 'open') throw new TypeError(`A duty that is ${duty.status} does not change`);
  return duty;
};

const withNextNotice = ({ nextNoticeOn: _past, ...duty }: OpenDuty): OpenDuty => {
  const next = nextNoticeOn(duty);
  return next ? { ...duty, nextNoticeOn: next } : duty;
};

/** What each fact makes of a duty. Total over the capability's events, and free of rules: those decided already. */
export const evolve = (state: Duty | undefined, fact: DutyEvent, context: CommandContext): Duty => {
  switch (fact.type) {
    case 'DutyOpened': {
      const { kind, cycle, subject } = fact.data;
      return withNextNotice({
        status: 'open',
        id: dutyIdOf(kind, subject.id, cycle),
        ...fact.data,
        openedAt: context.at,
        reachedRungs: [],
      });
    }
    case 'DutyNoticeDue': {
      const duty = open(state);
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
      return { ...duty, status: 'waived', closed: { how: 'waived', on: fact.data.on, note: fact.data.why } };
    }
  }
};
