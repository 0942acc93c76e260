import { describe, expect, test } from 'vitest';
import type { RequestEvent } from '../../../events/requests.ts';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import { isOverdue, type InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { instant, localDate } from '../../../shared/kernel/local-date.ts';
import { rulebook, withCalendar, type Rulebook } from '../../../shared/regulation/rulebook.ts';
import { given } from '../../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received, theAgency } from '../../fixtures/requests.ts';

type Act = (state: InformationRequest | undefined) => decide.Decision;
const on = (day: string) => ({ on: localDate(day) });
const complexOn =
  (day: string): Act =>
  (state) =>
    decide.findComplex({ ...on(day), paper: aProof('notice') }, state);
const extendedOn =
  (day: string): Act =>
  (state) =>
    decide.extend({ ...on(day), paper: aProof('extension') }, state);
const askedOn =
  (day: string, until: string): Act =>
  (state) =>
    decide.askClarification({ ...on(day), until: localDate(until), paper: aProof('question') }, state);
const clarifiedOn =
  (day: string): Act =>
  (state) =>
    decide.giveClarification({ ...on(day), paper: aProof('clarification') }, state);

const stateOf = (facts: readonly RequestEvent[]): InformationRequest => {
  const { state } = given(requests, facts);
  if (!state) throw new Error('no state');
  return state;
};
const dueOf = (facts: readonly RequestEvent[]) => {
  const { deadline } = stateOf(facts);
  return deadline.kind === 'known' ? deadline.dueOn : deadline.kind;
};

describe('the clock of an information request (Luật 104/2016, Điều 29–31)', () => {
  // Mon 16/06/2025. Nothing is off until 30/06.
  test('sent online, what is at hand is due in three working days', () => {
    expect(dueOf(received('2025-06-16'))).toBe('2025-06-19');
  });
  test('by post or fax, in five', () => {
    expect(dueOf(received('2025-06-16', { channel: 'post-or-fax' }))).toBe('2025-06-23');
  });
  test('at the office, at once: the law names no day, and the house watches it until the end of the same one', () => {
    const facts = received('2025-06-16', { channel: 'office' });
    expect(stateOf(facts).deadline).toMatchObject({ dueOn: '2025-06-16', basis: 'house', inLaw: 'at-once' });
    expect(isOverdue(stateOf(facts), localDate('2025-06-16'))).toBe(false);
    expect(isOverdue(stateOf(facts), localDate('2025-06-17'))).toBe(true);
  });
  test('and a day of the house bars no step the law gives: what must be gathered may be said to be so after it', () => {
    const facts = after(received('2025-06-16', { channel: 'office' }), complexOn('2025-06-18'));
    expect(dueOf(facts)).toBe('2025-06-30');
  });
  test('what must be gathered is due in fifteen working days from the same start', () => {
    const facts = after(received('2025-06-16'), complexOn('2025-06-18'));
    expect(dueOf(facts)).toBe('2025-07-07');
    expect(stateOf(facts).earlierDeadlines.map(({ because, replacedOn }) => [because, replacedOn])).toEqual([
      ['complexity', '2025-06-18'],
    ]);
  });
  test('by post, said on the fourth working day, it is said late and counts all the same: the day of the answer is what it would be', () => {
    // Due to be said on Thursday 19/06/2025, a simple answer on Monday 23/06.
    const posted = received('2025-06-16', { channel: 'post-or-fax' });
    const late = stateOf(after(posted, complexOn('2025-06-20')));
    expect(late.complexNotice).toMatchObject({
      on: '2025-06-20',
      due: { kind: 'known', dueOn: '2025-06-19' },
    });
    expect(dueOf(after(posted, complexOn('2025-06-20')))).toBe(dueOf(after(posted, complexOn('2025-06-17'))));
  });
  test('the notice of that has a limit of its own, which stands beside it', () => {
    const { complexNotice } = stateOf(after(received('2025-06-16'), complexOn('2025-06-18')));
    expect(complexNotice).toMatchObject({ on: '2025-06-18', due: { kind: 'known', dueOn: '2025-06-19' } });
  });
  test('extended once, it gets fifteen calendar days more; a last day off rolls on', () => {
    // 07/07 + 15 days = Tue 22/07.
    const facts = after(received('2025-06-16'), complexOn('2025-06-18'), extendedOn('2025-07-04'));
    expect(dueOf(facts)).toBe('2025-07-22');
  });
  test('while the requester is asked, the clock stands still, and no day is promised', () => {
    const facts = after(received('2025-06-16'), askedOn('2025-06-17', '2025-07-17'));
    expect(dueOf(facts)).toBe('stopped');
  });
  test('once they answered it runs on with what was left', () => {
    // 17/06 counts; asked that day; answered 25/06: 26 and 27 are the second and third.
    const facts = after(
      received('2025-06-16'),
      askedOn('2025-06-17', '2025-07-17'),
      clarifiedOn('2025-06-25'),
    );
    expect(dueOf(facts)).toBe('2025-06-27');
    expect(stateOf(facts).status).toBe('received');
  });
  test('handed to the agency that holds it, its clock starts there anew', () => {
    const facts = after(received('2025-06-16'), complexOn('2025-06-18'), (state) =>
      decide.transfer(
        { ...on('2025-06-20'), to: anotherAgency, because: 'not-held', paper: aProof('transfer') },
        state,
      ),
    );
    expect(dueOf(facts)).toBe('2025-06-25');
    expect(stateOf(facts)).toMatchObject({ agency: anotherAgency, status: 'received', complexity: 'simple' });
  });
  test('handed on after the law changed, it is still governed by the law of the day it was received', () => {
    const handedOn = (facts: RequestEvent[]) =>
      after(facts, (state) =>
        decide.transfer(
          {
            ...on('2026-09-03'),
            at: instant(Date.parse('2026-09-03T03:00:00Z')),
            to: anotherAgency,
            because: 'not-held',
            paper: aProof('transfer'),
          },
          state,
        ),
      );
    // The last day of Law 104/2016: three working days from Thursday 03/09 end on Tuesday 08/09.
    const facts = handedOn(received('2026-08-31'));
    expect(dueOf(facts)).toBe('2026-09-08');
    expect(stateOf(facts).deadline).toMatchObject({
      sum: { startOn: '2026-09-03', governedOn: '2026-08-31', cites: [{ article: '30' }, {}, {}] },
    });
    expect(dueOf(handedOn(received('2026-09-01')))).toBe('unknown');
  });
  test('what must be published is governed by the law of the day its clock starts, wherever that is', () => {
    const handedOn = after(received('2026-08-31', { kind: 'must-publish' }), (state) =>
      decide.transfer({ ...on('2026-09-03'), to: anotherAgency, because: 'not-held' }, state),
    );
    expect(dueOf(received('2026-08-31', { kind: 'must-publish' }))).not.toBe('unknown');
    expect(dueOf(handedOn)).toBe('unknown');
  });
  test('handed on after its day, the agency that let it pass keeps that it was late; the other has a new clock', () => {
    const handOn =
      (day: string): Act =>
      (state) =>
        decide.transfer(
          { ...on(day), to: anotherAgency, because: 'not-held', paper: aProof('transfer') },
          state,
        );
    const late = stateOf(after(received('2025-06-16'), handOn('2025-06-20')));
    expect(late.transfers).toMatchObject([{ from: theAgency, late: { dueOn: '2025-06-19' } }]);
    expect(late.deadline).toMatchObject({ dueOn: '2025-06-25' });
    const inTime = stateOf(after(received('2025-06-16'), handOn('2025-06-19')));
    expect(inTime.transfers[0]).not.toHaveProperty('late');
    const atOffice = stateOf(after(received('2025-06-16', { channel: 'office' }), handOn('2025-06-17')));
    expect(atOffice.transfers).toMatchObject([{ late: { dueOn: '2025-06-16', basis: 'house' } }]);
  });
  test('a successor takes it over with its clock as it runs', () => {
    const facts = after(received('2025-06-16'), complexOn('2025-06-18'), (state) =>
      decide.transfer({ ...on('2025-06-20'), to: anotherAgency, because: 'succession' }, state),
    );
    expect(dueOf(facts)).toBe('2025-07-07');
  });
  test('from 01/09/2026 the new law is not known: it is taken in, and the sheet says so', () => {
    expect(dueOf(received('2026-09-01'))).toBe('unknown');
    expect(dueOf(received('2026-08-31'))).not.toBe('unknown');
  });
  test('dated in a year without a calendar it is taken in, with a day that says it is provisional', () => {
    const { deadline } = stateOf(received('2031-03-03', { kind: 'challenge' }));
    expect(deadline).toMatchObject({ kind: 'known', dueOn: '2031-03-13', provisional: true });
  });
});

describe('other kinds', () => {
  test('a challenge to published information: fifteen days, ten from 01/09/2026', () => {
    expect(dueOf(received('2025-06-16', { kind: 'challenge' }))).toBe('2025-07-01');
    expect(dueOf(received('2026-09-07', { kind: 'challenge' }))).toBe('2026-09-17');
  });
  test('an error in a dataset: an answer is owed, by no day the law names', () => {
    expect(dueOf(received('2025-06-16', { kind: 'error-report' }))).toBe('no-limit');
  });
  test('a correction of what was given: fifteen days', () => {
    expect(dueOf(received('2025-06-16', { kind: 'correction' }))).toBe('2025-07-01');
  });
  test('what must be public: five working days', () => {
    expect(dueOf(received('2025-06-16', { kind: 'must-publish' }))).toBe('2025-06-23');
  });
  test.each([
    [
      'must-publish',
      '2025-06-16',
      'ngày nhận đề nghị công khai; người đề nghị không nêu được ngày tạo ra thông tin',
    ],
    ['breach', '2026-03-06', 'lúc nhận báo lộ dữ liệu'],
    ['challenge', '2025-06-16', 'ngày nhận kiến nghị'],
  ] as const)('the sum of %s says what really started it', (kind, day, startReason) => {
    expect(stateOf(received(day, { kind })).deadline).toMatchObject({ sum: { startReason } });
  });
  test('a breach handed to the agency concerned counts its hours from that moment', () => {
    const facts = after(received('2026-03-06', { kind: 'breach' }), (state) =>
      decide.transfer(
        {
          ...on('2026-03-07'),
          at: instant(Date.parse('2026-03-07T03:00:00Z')),
          to: anotherAgency,
          because: 'not-held',
        },
        state,
      ),
    );
    expect(stateOf(facts).deadline).toMatchObject({ dueAt: '2026-03-10T03:00:00.000Z' });
  });
  test('a breach of before the law, handed on under it, is counted by it', () => {
    const before = received('2025-12-31', { kind: 'breach' });
    expect(dueOf(before)).toBe('unknown');
    const facts = after(before, (state) =>
      decide.transfer(
        {
          ...on('2026-01-05'),
          at: instant(Date.parse('2026-01-05T03:00:00Z')),
          to: anotherAgency,
          because: 'not-held',
        },
        state,
      ),
    );
    expect(stateOf(facts).deadline).toMatchObject({ dueAt: '2026-01-08T03:00:00.000Z' });
  });
  test('a breach: seventy-two hours from its moment, through nights and days off', () => {
    const { deadline } = stateOf(received('2026-03-06', { kind: 'breach' }));
    expect(deadline).toMatchObject({ kind: 'known', dueOn: '2026-03-09', dueAt: '2026-03-08T17:00:00.000Z' });
  });
});

describe('law and calendars that become known later', () => {
  const recomputedBy = (book: Rulebook) => (state: InformationRequest | undefined) =>
    decide.recompute({ ...on('2025-06-17'), book }, state);

  test('nothing is said while nothing people act on has changed', () => {
    given(requests, received('2025-06-16')).when(recomputedBy(rulebook)).thenFacts();
  });

  test('a holiday announced later moves the day: a new sum, the old one kept, and why', () => {
    const { calendar } = rulebook;
    const announced = withCalendar(rulebook, {
      ...calendar,
      daysOff: new Map([...calendar.daysOff, [localDate('2025-06-18'), 'nghỉ theo thông báo mới']]),
    });
    const facts = after(received('2025-06-16'), recomputedBy(announced));
    expect(dueOf(facts)).toBe('2025-06-20');
    const state = stateOf(facts);
    expect(state.earlierDeadlines).toMatchObject([
      { because: 'law', replacedOn: '2025-06-17', deadline: { dueOn: '2025-06-19' } },
    ]);
    expect(state.earlierDeadlines[0]?.why).toContain('Trước: 19/06/2025. Nay: 20/06/2025.');
    given(requests, facts).when(recomputedBy(announced)).thenFacts();
  });

  test('moved twice, it keeps both days it was, each with what moved it', () => {
    const { calendar } = rulebook;
    const announced = withCalendar(rulebook, {
      ...calendar,
      daysOff: new Map([...calendar.daysOff, [localDate('2025-06-18'), 'nghỉ theo thông báo mới']]),
    });
    const facts = after(received('2025-06-16'), recomputedBy(announced), (state) =>
      decide.findComplex({ ...on('2025-06-17'), paper: aProof('notice'), book: announced }, state),
    );
    expect(dueOf(facts)).toBe('2025-07-08');
    expect(stateOf(facts).earlierDeadlines).toMatchObject([
      { because: 'law', deadline: { dueOn: '2025-06-19' } },
      { because: 'complexity', deadline: { dueOn: '2025-06-20' } },
    ]);
  });

  test('closed ones stay as they are', () => {
    const closed = after(received('2025-06-16'), (state) => decide.withdraw(on('2025-06-17'), state));
    const nothingKnown = withCalendar(rulebook, { ...rulebook.calendar, years: new Set() });
    given(requests, closed).when(recomputedBy(nothingKnown)).thenFacts();
  });
});
