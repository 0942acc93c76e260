import { describe, expect, test } from 'vitest';
import type { RequestEvent } from '../../../events/requests.ts';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import {
  correctAnswer,
  findAnswerWrong,
  inheritCorrection,
  recomputeCorrection,
} from '../../../shared/capabilities/requests/correct-answer.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import { indexesOf } from '../../../shared/capabilities/requests/indexes.ts';
import {
  isCorrectionLate,
  isOverdue,
  runningCorrection,
  type InformationRequest,
} from '../../../shared/capabilities/requests/model.ts';
import { addsOf } from '../../../shared/capabilities/requests/views/adds.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { citesOf } from '../../../shared/kernel/cites.ts';
import { bookWith } from '../../../shared/regulation/entered.ts';
import { rulebook } from '../../../shared/regulation/rulebook.ts';
import { given } from '../../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received, theAgency } from '../../fixtures/requests.ts';

type Act = (state: InformationRequest | undefined) => decide.Decision;
const answeredOn =
  (day: string): Act =>
  (state) =>
    decide.answer({ on: localDate(day), paper: aProof('answer'), files: [], datasets: [] }, state);
const foundOn =
  (on: string, discoveredOn = on): Act =>
  (state) =>
    findAnswerWrong(
      { on: localDate(on), discoveredOn: localDate(discoveredOn), paper: aProof('error') },
      state,
    );
const correctedOn =
  (day: string, files: InformationRequest['files'] = []): Act =>
  (state) =>
    correctAnswer({ on: localDate(day), paper: aProof('correction'), files }, state);

/** Asked on Monday 16/06/2025, answered in time on the Thursday. */
const answered = after(received('2025-06-16'), answeredOn('2025-06-19'));
const stateOf = (facts: readonly RequestEvent[]): InformationRequest => given(requests, facts).state!;
const dueOf = (facts: readonly RequestEvent[]) => {
  const deadline = runningCorrection(stateOf(facts))?.deadline;
  return deadline?.kind === 'known' ? deadline.dueOn : deadline;
};

describe('an agency finds by itself that what it gave is wrong (Luật 104/2016, Điều 32)', () => {
  test('five working days run from the day of discovery, whenever that is written down', () => {
    // Friday 20/06/2025 is not counted: 23, 24, 25, 26, 27.
    expect(dueOf(after(answered, foundOn('2025-06-20')))).toBe('2025-06-27');
    expect(dueOf(after(answered, foundOn('2025-06-25', '2025-06-20')))).toBe('2025-06-27');
    const { deadline } = runningCorrection(stateOf(after(answered, foundOn('2025-06-20'))))!;
    expect(citesOf(deadline)[0]?.label).toBe('Điều 32 Luật Tiếp cận thông tin 104/2016/QH13');
    expect(deadline).toMatchObject({ sum: { startReason: 'ngày phát hiện', startOn: '2025-06-20' } });
  });

  test('nothing is discovered before it was given, nor tomorrow', () => {
    const refusal = { refused: 'discovered-outside', facts: { from: '2025-06-19' } } as const;
    given(requests, answered).when(foundOn('2025-06-20', '2025-06-18')).thenRefused(refusal);
    given(requests, answered).when(foundOn('2025-06-20', '2025-06-21')).thenRefused(refusal);
  });

  test('only of what was answered, and not while the last one is still owed', () => {
    for (const [facts, status] of [
      [received('2025-06-16'), 'received'],
      [
        after(received('2025-06-16'), (state) => decide.withdraw({ on: localDate('2025-06-17') }, state)),
        'withdrawn',
      ],
      [after(answered, foundOn('2025-06-20')), 'answered'],
    ] as const)
      given(requests, facts)
        .when(foundOn('2025-06-23'))
        .thenRefused({ refused: 'wrong-state', facts: { status } });
  });

  test('only of information that was given on request: a report has no such duty', () => {
    const [{ data: asked }] = received('2025-06-16') as [Extract<RequestEvent, { type: 'RequestReceived' }>];
    const { form: _none, ...report } = asked;
    const facts = after(
      [{ type: 'RequestReceived', data: { ...report, kind: 'challenge' } }],
      answeredOn('2025-06-19'),
    );
    given(requests, facts)
      .when(foundOn('2025-06-20'))
      .thenRefused({ refused: 'wrong-state', facts: { status: 'answered' } });
  });

  test('put right it is owed no more; of two officers the second is told; another error is another one', () => {
    const facts = after(answered, foundOn('2025-06-20'), correctedOn('2025-06-24'));
    expect(runningCorrection(stateOf(facts))).toBeUndefined();
    given(requests, facts)
      .when(correctedOn('2025-06-24'))
      .thenRefused({ refused: 'wrong-state', facts: { status: 'answered' } });
    const again = stateOf(after(facts, foundOn('2025-06-25'), correctedOn('2025-07-03')));
    expect(again.corrections?.map((one) => isCorrectionLate(one, localDate('2025-07-10')))).toEqual([
      false,
      true,
    ]);
  });

  test('what the requester sent is not given back as the right information', () => {
    const file = { id: '3b241101-e2bb-4255-8caf-4136c566a962', bytes: 1, sha256: 'a'.repeat(64) };
    const facts = after(
      received('2025-06-16', { files: [file] }),
      answeredOn('2025-06-19'),
      foundOn('2025-06-20'),
    );
    given(requests, facts)
      .when(correctedOn('2025-06-20', [file]))
      .thenRefused({ refused: 'not-answer-file' });
  });
});

describe('while a right answer is owed', () => {
  const owed = stateOf(after(answered, foundOn('2025-06-20')));

  test('the request is at work again by the day of the correction, and was answered in time all the same', () => {
    expect(indexesOf(owed)).toMatchObject({
      owner: [`request#open#${theAgency}`, '2025-06-27#YC-7K3M9-QXD2T'],
    });
    expect(indexesOf(owed)).not.toHaveProperty('notice');
    expect(isOverdue(owed, localDate('2025-12-01'))).toBe(false);
    expect(addsOf(owed)).toEqual(addsOf(stateOf(answered)));
  });

  test('its papers stay, and go as long after the correction as others after the answer', () => {
    const erase = { on: localDate('2026-06-19'), keptUntil: localDate('2026-06-18'), parts: 2 };
    expect(decide.erasePapers(erase, stateOf(answered))).toMatchObject([{ type: 'RequestPapersErased' }]);
    expect(decide.erasePapers(erase, owed)).toMatchObject({ refused: 'not-erasable' });
    const done = stateOf(after(answered, foundOn('2025-06-20'), correctedOn('2025-06-24')));
    expect(indexesOf(done)).toMatchObject({
      status: ['request#closed', '2025-06-24#YC-7K3M9-QXD2T'],
      notice: ['request#papers-kept', '2025-06-24#YC-7K3M9-QXD2T'],
    });
  });

  test('whoever takes over the agency’s work owes it too, by the same day', () => {
    const state = stateOf(
      after(answered, foundOn('2025-06-20'), (it) =>
        inheritCorrection({ on: localDate('2025-06-23'), to: anotherAgency }, it),
      ),
    );
    expect(state).toMatchObject({
      agency: anotherAgency,
      closing: { how: 'answered' },
      earlierDeadlines: [],
      corrections: [{ deadline: { dueOn: '2025-06-27' } }],
    });
    expect(inheritCorrection({ on: localDate('2025-06-23'), to: anotherAgency }, stateOf(answered))).toEqual(
      [],
    );
  });
});

describe('a discovery under the law whose limits nobody has found', () => {
  const facts = after(received('2025-06-16'), answeredOn('2025-06-19'), foundOn('2026-09-03'));

  test('is written down all the same, without a day and with why', () => {
    expect(runningCorrection(stateOf(facts))?.deadline).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('chưa tìm thấy thời hạn này trong luật mới') as string,
    });
  });

  test('once a value is entered it is counted, what was said before is kept; told again nothing changes', () => {
    const book = bookWith(rulebook, [
      {
        rule: 'supplied-information-correction',
        from: localDate('2026-09-01'),
        limit: { kind: 'period', amount: 4, unit: 'working-day' },
        ground: {
          basis: 'house',
          decision: { number: '80/QĐ', issuedOn: localDate('2026-09-03') },
          sentence: 'Bốn ngày làm việc.',
        },
      },
    ]);
    const again: Act = (state) => recomputeCorrection({ on: localDate('2026-09-04'), book }, state);
    const now = after(facts, again);
    // 4 September, then, after the weekend, 7, 8 and 9.
    expect(runningCorrection(stateOf(now))).toMatchObject({
      deadline: { dueOn: '2026-09-09', basis: 'house' },
      earlierDeadlines: [{ deadline: { kind: 'unknown' }, replacedOn: '2026-09-04', because: 'law' }],
    });
    given(requests, now).when(again).thenFacts();
    given(requests, answered).when(again).thenFacts();
  });
});
