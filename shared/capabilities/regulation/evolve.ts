import type { RuleValueEvent } from '../../../events/regulation.ts';
import type { PersonRef } from '../../kernel/ids.ts';
import type { CommandContext } from '../case-store.ts';
import type { RuleValue } from './model.ts';

const personOf = ({ by }: CommandContext): PersonRef => {
  if (by.kind !== 'person') throw new TypeError('Values of the rulebook are entered and decided by people');
  return by.ref;
};

const submitted = (state: RuleValue | undefined) => {
  if (state?.status !== 'submitted') throw new TypeError('Only a submitted value is decided');
  return state;
};

/** What each fact makes of an entered value. */
export const evolve = (
  state: RuleValue | undefined,
  fact: RuleValueEvent,
  context: CommandContext,
): RuleValue => {
  switch (fact.type) {
    case 'RuleValueSubmitted':
      return { ...fact.data, status: 'submitted', submittedBy: personOf(context), submittedAt: context.at };
    case 'RuleValueApproved':
      return {
        ...submitted(state),
        status: 'approved',
        decidedOn: fact.data.on,
        decidedBy: personOf(context),
      };
    case 'RuleValueReturned': {
      const { reason, on } = fact.data;
      return {
        ...submitted(state),
        status: 'returned',
        decidedOn: on,
        decidedBy: personOf(context),
        reason,
      };
    }
  }
};
