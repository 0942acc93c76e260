import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestEvent } from '../../../events/requests.ts';
import { contest } from '../../../shared/capabilities/requests/contest.ts';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import {
  isOpen,
  runningPause,
  type InformationRequest,
} from '../../../shared/capabilities/requests/model.ts';
import { RequestChannel, RequestKind } from '../../../shared/kernel/request.ts';
import { addDays, localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import { aContext } from '../../fixtures/given-when-then.ts';
import { anotherAgency, aProof, received, theAgency } from '../../fixtures/requests.ts';

type Act = (state: InformationRequest | undefined, on: LocalDate) => decide.Decision;

const grounds = { grounds: [{ id: 'already-public', needsDetail: false }], details: [] };
const acts: Readonly<Record<string, Act>> = {
  accept: (state, on) => decide.accept({ on }, state),
  ask: (state, on) =>
    decide.askClarification({ on, until: addDays(on, 30), paper: aProof('question') }, state),
  clarify: (state, on) => decide.giveClarification({ on, paper: aProof('clarification') }, state),
  lapse: (state, on) => decide.lapse({ today: on }, state),
  complex: (state, on) => decide.findComplex({ on, paper: aProof('notice') }, state),
  extend: (state, on) => decide.extend({ on, paper: aProof('extension') }, state),
  handOn: (state, on) =>
    decide.transfer(
      {
        on,
        to: state?.agency === theAgency ? anotherAgency : theAgency,
        because: 'not-held',
        paper: aProof('transfer'),
      },
      state,
    ),
  succeed: (state, on) => decide.transfer({ on, to: anotherAgency, because: 'succession' }, state),
  answer: (state, on) => decide.answer({ on, paper: aProof('answer'), files: [], datasets: [] }, state),
  refuse: (state, on) =>
    decide.refuseRequest({ on, ground: 'already-public', known: grounds, paper: aProof('refusal') }, state),
  withdraw: (state, on) => decide.withdraw({ on }, state),
  contest: (state, on) => contest({ on, how: 'complaint', filedOn: on }, state),
  recompute: (state, on) => decide.recompute({ on }, state),
  erase: (state, on) => decide.erasePapers({ on, parts: 1, keptUntil: state?.closing?.on ?? on }, state),
};

const lives = fc.record({
  kind: fc.constantFrom(...RequestKind.options),
  channel: fc.constantFrom(...RequestChannel.options),
  receivedOn: fc.integer({ min: 0, max: 700 }).map((days) => addDays(localDate('2025-01-02'), days)),
  acts: fc.array(
    fc.record({ act: fc.constantFrom(...Object.keys(acts)), after: fc.integer({ min: -2, max: 40 }) }),
    { maxLength: 25 },
  ),
});

type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;

/** Lives through a request, act by act; gives each state it was in, and its facts. */
const live = (life: Life) => {
  const facts: RequestEvent[] = [...received(life.receivedOn, { kind: life.kind, channel: life.channel })];
  const fold = () =>
    facts.reduce<InformationRequest | undefined>(
      (state, fact) => requests.evolve(state, fact, aContext()),
      undefined,
    );
  const states = [fold()];
  let on = life.receivedOn;
  for (const { act, after } of life.acts) {
    on = addDays(on, after);
    const decided = acts[act]?.(states.at(-1), on);
    if (decided && !isRefusal(decided)) facts.push(...decided);
    states.push(fold());
  }
  return { facts, states: states.filter((state) => state !== undefined) };
};

const dayOfFact = ({ data }: RequestEvent): LocalDate => ('on' in data ? data.on : data.receivedOn);

/** The question lapses by the clock of a machine that is a day behind the one that wrote down the successor. */
const lapsedByAClockBehind: Life = {
  kind: 'information',
  channel: 'online',
  receivedOn: localDate('2025-01-02'),
  acts: [
    { act: 'ask', after: 0 },
    { act: 'succeed', after: 32 },
    { act: 'lapse', after: -1 },
  ],
};

// Days go back a little, too: the clocks of two machines differ over midnight.
describe('whatever is done to a request, in whatever order', () => {
  test('nothing is recorded on a day before what it follows, nor before the request', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const days = live(life).facts.map(dayOfFact);
        expect(days).toEqual(days.toSorted());
      }),
      { examples: [[lapsedByAClockBehind]] },
    );
  });

  test('once closed it never opens again, and its due day stands', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { states } = live(life);
        const closedAt = states.findIndex((state) => !isOpen(state));
        if (closedAt < 0) return;
        // That it is contested, or its papers erased, is written down beside it; it opens nothing.
        const standing = states.map(({ contests: _apart, papersErasedOn: _gone, ...rest }) => rest);
        for (const state of standing.slice(closedAt)) expect(state).toEqual(standing[closedAt]);
      }),
    );
  });

  test('the clock stands still exactly while a question is open, where its rule may be stopped', () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const state of live(life).states) {
          if (state.deadline.kind === 'stopped') expect(runningPause(state)).toBeDefined();
          if (isOpen(state)) expect(state.status === 'clarifying').toBe(runningPause(state) !== undefined);
        }
      }),
    );
  });

  test('every due day that was replaced is kept, in the order they were', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { facts, states } = live(life);
        const told = facts.flatMap((fact) => ('deadline' in fact.data ? [fact.data.deadline] : []));
        const last = states.at(-1);
        expect([...(last?.earlierDeadlines ?? []).map(({ deadline }) => deadline), last?.deadline]).toEqual(
          told,
        );
      }),
    );
  });

  test('more time is given once an agency, and never makes the answer due sooner', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { facts } = live(life);
        let due: string | undefined;
        let extended = 0;
        for (const { type, data } of facts) {
          const now = 'deadline' in data && data.deadline.kind === 'known' ? data.deadline.dueOn : undefined;
          if (type === 'RequestTransferred') extended = 0;
          if (type === 'RequestExtended') {
            extended += 1;
            if (due && now) expect(now > due).toBe(true);
          }
          expect(extended).toBeLessThanOrEqual(1);
          if ('deadline' in data) due = now;
        }
      }),
    );
  });
});
