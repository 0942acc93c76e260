import { digestEvents, type DigestEvent } from '../../../../events/digests.ts';
import type { Capability } from '../../change-case.ts';
import type { Digest } from './model.ts';

/** Digests whose notices are not all taken yet: what a run that broke off left behind. */
export const UNSETTLED = 'digest#unsettled';

const evolve = (state: Digest | undefined, fact: DigestEvent): Digest => {
  if (fact.type === 'DigestWritten') return fact.data;
  if (!state) throw new TypeError('A digest begins with DigestWritten');
  return { ...state, settledOn: fact.data.on };
};

/** What the ledger and the case store need to know of digests. */
export const digests: Capability<Digest, DigestEvent> = {
  definitions: digestEvents,
  evolve,
  indexesOf: ({ settledOn, day, person, part }) =>
    settledOn ? {} : { notice: [UNSETTLED, `${day}#${person}#${part}`] },
};
