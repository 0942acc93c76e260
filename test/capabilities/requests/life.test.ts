import { describe, expect, test } from 'vitest';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import { isOverdue, type InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { rulebook, type Rulebook } from '../../../shared/regulation/rulebook.ts';
import { given } from '../../fixtures/given-when-then.ts';
import { after, aProof, received, receiving } from '../../fixtures/requests.ts';

type Act = (state: InformationRequest | undefined) => decide.Decision;
const on = (day: string) => ({ on: localDate(day) });
const accepted: Act = (state) => decide.accept(on('2025-06-17'), state);
const asked: Act = (state) =>
  decide.askClarification(
    { ...on('2025-06-17'), until: localDate('2025-07-17'), paper: aProof('question') },
    state,
  );
const clarified =
  (day: string): Act =>
  (state) =>
    decide.giveClarification({ ...on(day), paper: aProof('clarification') }, state);
const answered: Act = (state) =>
  decide.answer({ ...on('2025-06-18'), paper: aProof('answer'), files: [], datasets: [] }, state);
const someGrounds = {
  grounds: [
    { id: 'already-public', needsDetail: false },
    { id: 'not-accessible', needsDetail: true },
  ],
  details: ['work-secret'],
};
const refused =
  (ground: string, detail?: string): Act =>
  (state) =>
    decide.refuseRequest(
      {
        ...on('2025-06-18'),
        ground,
        ...(detail && { detail }),
        known: someGrounds,
        paper: aProof('refusal'),
      },
      state,
    );
const complexOn =
  (day: string): Act =>
  (state) =>
    decide.findComplex({ ...on(day), paper: aProof('notice') }, state);
const complex = complexOn('2025-06-18');
const extended =
  (day: string): Act =>
  (state) =>
    decide.extend({ ...on(day), paper: aProof('extension') }, state);

describe('receiving', () => {
  test('a letter may be entered days after it came, with the clock of the day it came', () => {
    const facts = received('2025-06-12', { channel: 'post-or-fax', today: localDate('2025-06-16') });
    expect(given(requests, facts).state).toMatchObject({
      clockStartOn: '2025-06-12',
      deadline: { dueOn: '2025-06-19' },
    });
  });
  test('a day that has not come is refused', () => {
    given(requests, [])
      .when((state) => decide.receive(receiving('2025-06-17', { today: localDate('2025-06-16') }), state))
      .thenRefused({ refused: 'received-in-future' });
  });
  test('its code is used once', () => {
    given(requests, received('2025-06-16'))
      .when((state) => decide.receive(receiving('2025-06-16'), state))
      .thenRefused({ refused: 'wrong-state', facts: { status: 'received' } });
  });
});

describe('taking up', () => {
  test('is recorded once, however often it is said', () => {
    given(requests, received('2025-06-16'))
      .when(accepted)
      .thenFacts({ type: 'RequestAccepted', data: on('2025-06-17') });
    given(requests, after(received('2025-06-16'), accepted))
      .when(accepted)
      .thenFacts();
  });
  test('is not of what waits for its requester', () => {
    given(requests, after(received('2025-06-16'), asked))
      .when(accepted)
      .thenRefused({ refused: 'wrong-state', facts: { status: 'clarifying' } });
  });
});

describe('asking the requester', () => {
  test('one question at a time', () => {
    given(requests, after(received('2025-06-16'), asked))
      .when(asked)
      .thenRefused({ refused: 'wrong-state', facts: { status: 'clarifying' } });
  });
  test('an answer on the last day is in time, one on the next is not', () => {
    const waiting = after(received('2025-06-16'), accepted, asked);
    expect(after(waiting, clarified('2025-07-17'))).toHaveLength(4);
    given(requests, waiting)
      .when(clarified('2025-07-18'))
      .thenRefused({ refused: 'clarification-expired', facts: { until: '2025-07-17' } });
  });
  test('stamped before its question by a clock that is behind, an answer counts as of the day it was asked', () => {
    const waiting = after(received('2025-06-16'), asked);
    const state = given(requests, after(waiting, clarified('2025-06-16'))).state;
    expect(state?.pauses).toMatchObject([{ from: '2025-06-17', to: '2025-06-17' }]);
    expect(state?.deadline).toMatchObject({ kind: 'known', dueOn: '2025-06-19' });
  });
  test('what was taken up before is taken up still', () => {
    const facts = after(received('2025-06-16'), accepted, asked, clarified('2025-06-20'));
    expect(given(requests, facts).state?.status).toBe('accepted');
  });
  test('the morning after the last day closes it, and no sooner; a second run says nothing', () => {
    const waiting = given(requests, after(received('2025-06-16'), asked));
    waiting.when((state) => decide.lapse({ today: localDate('2025-07-17') }, state)).thenFacts();
    waiting
      .when((state) => decide.lapse({ today: localDate('2025-07-18') }, state))
      .thenFacts({ type: 'ClarificationLapsed', data: on('2025-07-18') });
    const lapsed = after(received('2025-06-16'), asked, (state) =>
      decide.lapse({ today: localDate('2025-07-18') }, state),
    );
    given(requests, lapsed)
      .when((state) => decide.lapse({ today: localDate('2025-07-19') }, state))
      .thenFacts();
    given(requests, lapsed)
      .when(clarified('2025-07-19'))
      .thenRefused({ refused: 'clarification-expired', facts: { until: '2025-07-17' } });
  });
  test('nobody answers a question that was not asked', () => {
    given(requests, received('2025-06-16'))
      .when(clarified('2025-06-17'))
      .thenRefused({ refused: 'wrong-state', facts: { status: 'received' } });
  });
});

describe('more time', () => {
  test('is for what is complex only', () => {
    given(requests, received('2025-06-16'))
      .when(extended('2025-06-18'))
      .thenRefused({ refused: 'only-complex-extended' });
  });
  test('is given once', () => {
    given(requests, after(received('2025-06-16'), complex, extended('2025-06-20')))
      .when(extended('2025-06-23'))
      .thenRefused({ refused: 'already-extended', facts: { on: '2025-06-20' } });
  });
  test('on the due day, but not after it', () => {
    const facts = after(received('2025-06-16'), complex);
    expect(after(facts, extended('2025-07-07'))).toHaveLength(3);
    given(requests, facts)
      .when(extended('2025-07-08'))
      .thenRefused({ refused: 'deadline-passed', facts: { dueOn: '2025-07-07' } });
  });
});

describe('after the due day', () => {
  // Mon 16/06/2025 and three working days: due on 19/06.
  const askedOn =
    (day: string, book?: Rulebook): Act =>
    (state) =>
      decide.askClarification(
        { ...on(day), until: localDate('2025-07-20'), paper: aProof('question'), ...(book && { book }) },
        state,
      );
  const isLateOn = (day: string, ...acts: Act[]) => {
    const { state } = given(requests, after(received('2025-06-16'), ...acts));
    return state && isOverdue(state, localDate(day));
  };
  const due = { kind: 'known', dueOn: '2025-06-19' };

  test('nothing is found complex: that would make in time what is late', () => {
    expect(after(received('2025-06-16'), complexOn('2025-06-19'))).toHaveLength(2);
    given(requests, received('2025-06-16'))
      .when(complexOn('2025-06-20'))
      .thenRefused({ refused: 'complex-after-due', facts: { dueOn: '2025-06-19' } });
  });
  test('a question may be asked, and the request stays late, before and after its answer', () => {
    const asked = askedOn('2025-06-20');
    expect(given(requests, after(received('2025-06-16'), asked)).state).toMatchObject({
      status: 'clarifying',
      deadline: due,
    });
    expect(isLateOn('2025-06-20', asked)).toBe(true);
    expect(isLateOn('2025-06-24', asked, clarified('2025-06-23'))).toBe(true);
    const lapsed: Act = (state) => decide.lapse({ today: localDate('2025-07-21') }, state);
    expect(isLateOn('2025-07-21', asked, lapsed)).toBe(true);
  });
  test('nor is it found complex by way of such a question', () => {
    given(requests, after(received('2025-06-16'), askedOn('2025-06-20'), clarified('2025-06-23')))
      .when(complexOn('2025-06-23'))
      .thenRefused({ refused: 'complex-after-due', facts: { dueOn: '2025-06-19' } });
  });
  test('the day stays known, where it is not known what a question does to a clock', () => {
    const stop = rulebook.clockStops.get('clarification');
    if (!stop) throw new Error('the rulebook knows no such stop');
    const unknown = {
      state: 'unknown' as const,
      from: localDate('2018-07-01'),
      why: { vi: 'Chưa rõ.' },
      cites: [],
    };
    const book = { ...rulebook, clockStops: new Map([[stop.id, { ...stop, values: [unknown] }]]) };
    const deadlineAsked = (day: string) =>
      given(requests, after(received('2025-06-16'), askedOn(day, book))).state?.deadline;
    expect(deadlineAsked('2025-06-18')).toMatchObject({ kind: 'unknown' });
    expect(deadlineAsked('2025-06-20')).toMatchObject(due);
    given(requests, after(received('2025-06-16'), askedOn('2025-06-20', book)))
      .when((state) => decide.recompute({ ...on('2025-06-21'), book }, state))
      .thenFacts();
  });
});

describe('the end', () => {
  test.each([
    ['answered', answered],
    ['refused', refused('already-public')],
    ['withdrawn', (state: InformationRequest | undefined) => decide.withdraw(on('2025-06-18'), state)],
  ] as const)('once %s, every later act is told so', (status, ending) => {
    const closed = given(requests, after(received('2025-06-16'), ending));
    expect(closed.state).toMatchObject({ status, closing: { how: status, on: '2025-06-18' } });
    for (const act of [accepted, asked, complex, extended('2025-06-18'), answered, refused('already-public')])
      closed.when(act).thenRefused({ refused: 'request-closed', facts: { status, on: '2025-06-18' } });
  });
  test('a ground the law does not know refuses nothing', () => {
    given(requests, received('2025-06-16'))
      .when(refused('too-much-work'))
      .thenRefused({ refused: 'unknown-ground', facts: { ground: 'too-much-work' } });
  });
  test('who reports something is answered, never refused: the grounds are for information asked for', () => {
    given(requests, received('2025-06-16', { kind: 'challenge' }))
      .when(refused('already-public'))
      .thenRefused({ refused: 'unknown-ground', facts: { ground: 'already-public' } });
  });
  test('a ground that must be specific names the kind of information, and no other ground does', () => {
    const request = given(requests, received('2025-06-16'));
    request.when(refused('not-accessible')).thenRefused({ refused: 'ground-detail-missing' });
    request
      .when(refused('not-accessible', 'gossip'))
      .thenRefused({ refused: 'unknown-ground', facts: { ground: 'gossip' } });
    request
      .when(refused('already-public', 'work-secret'))
      .thenRefused({ refused: 'unknown-ground', facts: { ground: 'work-secret' } });
    const state = request.when(refused('not-accessible', 'work-secret')).thenFacts({
      type: 'RequestRefused',
      data: {
        ...on('2025-06-18'),
        ground: 'not-accessible',
        detail: 'work-secret',
        paper: aProof('refusal'),
      },
    });
    expect(state?.closing).toMatchObject({ ground: 'not-accessible', detail: 'work-secret' });
  });
  test('a paused clock is not late, an answer after its day stays late', () => {
    const today = localDate('2025-06-30');
    const overdue = (...acts: Act[]) => {
      const { state } = given(requests, after(received('2025-06-16'), ...acts));
      return state && isOverdue(state, today);
    };
    expect(overdue()).toBe(true);
    expect(overdue(asked)).toBe(false);
    expect(overdue(answered)).toBe(false);
    const late: Act = (state) =>
      decide.answer({ ...on('2025-06-20'), paper: aProof('answer'), files: [], datasets: [] }, state);
    expect(overdue(late)).toBe(true);
  });
});

describe('erasing what was written', () => {
  const closed = after(received('2025-06-16'), answered);
  const keptUntil = addDays(localDate('2025-06-18'), 30);
  const erased =
    (day: string): Act =>
    (state) =>
      decide.erasePapers({ ...on(day), parts: 3, keptUntil }, state);
  test('not while it is open, and not before its time', () => {
    given(requests, received('2025-06-16'))
      .when(erased('2026-01-01'))
      .thenRefused({ refused: 'not-erasable', facts: { until: keptUntil } });
    given(requests, closed)
      .when(erased('2025-07-18'))
      .thenRefused({ refused: 'not-erasable', facts: { until: keptUntil } });
  });
  test('then once', () => {
    given(requests, closed)
      .when(erased('2025-07-19'))
      .thenFacts({ type: 'RequestPapersErased', data: { ...on('2025-07-19'), parts: 3 } });
    given(requests, after(closed, erased('2025-07-19')))
      .when(erased('2025-07-20'))
      .thenFacts();
  });
});
