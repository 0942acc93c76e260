import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import { takeNotice } from '../../../shared/capabilities/duties/decide.ts';
import { MOVED } from '../../../shared/capabilities/duties/ladder.ts';
import type { Duty } from '../../../shared/capabilities/duties/model.ts';
import { recomputeDuty } from '../../../shared/capabilities/duties/recompute.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import { bookWith } from '../../../shared/regulation/entered.ts';
import { rulebook } from '../../../shared/regulation/rulebook.ts';
import { anotherEvent, dutyOpened } from '../../fixtures/duties.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';
import { aHouseTarget } from '../../fixtures/rule-values.ts';

const on = localDate('2025-09-02');
const cause = { eventId: anotherEvent, type: 'RuleValueApproved' };
const again = (book = bookWith(rulebook, [aHouseTarget()])) => [{ on, book, cause }] as const;

describe('a value entered for the rule of an open duty', () => {
  test('gives a day to one that had none, and the old statement stays beside it', () => {
    const duty = given(duties, [dutyOpened('2025-08-20')]).when((state) =>
      recomputeDuty(...again(), state),
    ).outcome;
    expect(duty).toMatchObject([
      {
        type: 'DutyRescheduled',
        data: {
          because: 'law',
          deadline: { kind: 'known', dueOn: '2025-12-22', basis: 'house' },
          why: expect.stringContaining('Nay: 22/12/2025') as string,
        },
      },
    ]);
  });

  test('is counted from the day it was opened, where the first statements did not say when', () => {
    const opened = dutyOpened('2025-08-20');
    if (opened.type !== 'DutyOpened') throw new Error('a duty was expected');
    const deadline = { kind: 'unknown' as const, ruleId: 'open-data-update', why: 'Chưa rõ.' };
    const bare = { ...opened, data: { ...opened.data, deadline } };
    const { outcome } = given<Duty, DutyEvent>(duties, [bare], aContext('2025-08-20T03:00:00.000Z')).when(
      (state) => recomputeDuty(...again(), state),
    );
    expect(outcome).toMatchObject([{ data: { deadline: { dueOn: '2025-12-22' } } }]);
  });

  test.each([
    ['a duty under the law of its own day', [dutyOpened('2025-06-16')]],
    [
      'a duty already done',
      [dutyOpened('2025-08-20'), { type: 'DutyFulfilled', data: { how: 'no-change', on } }],
    ],
  ] as const)('says nothing of %s', (_, facts) => {
    given(duties, [...facts])
      .when((state) => recomputeDuty(...again(), state))
      .thenFacts();
  });

  test('is told to the agency on the next morning, once, beside the old statement', () => {
    const moved = given(duties, [dutyOpened('2025-08-20')]).when((state) => recomputeDuty(...again(), state));
    if (isRefusal(moved.outcome)) throw new Error('facts were expected');
    const facts = [dutyOpened('2025-08-20'), ...moved.outcome];
    expect(given(duties, facts).state).toMatchObject({ untoldSince: on, nextNoticeOn: on });
    const told = given(duties, facts)
      .when((state) => takeNotice({ today: localDate('2025-09-03') }, state))
      .thenFacts({
        type: 'DutyNoticeDue',
        data: { rung: MOVED, noticeOn: on, dueOn: localDate('2025-12-22'), skippedRungs: [] },
      });
    expect(told).not.toHaveProperty('untoldSince');
    expect(told).toMatchObject({ nextNoticeOn: '2025-11-22' });
  });

  test('is told by the reminder of that morning where one is due: nobody gets two', () => {
    const moved = given(duties, [dutyOpened('2025-08-20')]).when((state) => recomputeDuty(...again(), state));
    if (isRefusal(moved.outcome)) throw new Error('facts were expected');
    const after = given(duties, [dutyOpened('2025-08-20'), ...moved.outcome])
      .when((state) => takeNotice({ today: localDate('2025-11-22') }, state))
      .thenFacts({
        type: 'DutyNoticeDue',
        data: {
          rung: 'before-30',
          noticeOn: localDate('2025-11-22'),
          dueOn: localDate('2025-12-22'),
          skippedRungs: [],
        },
      });
    expect(after).not.toHaveProperty('untoldSince');
  });

  test('that takes a day away is told once too, for no reminder will', () => {
    const known = given(duties, [dutyOpened('2025-08-20')]).when((state) => recomputeDuty(...again(), state));
    if (isRefusal(known.outcome)) throw new Error('facts were expected');
    const facts = [dutyOpened('2025-08-20'), ...known.outcome];
    const lost = given(duties, facts).when((state) => recomputeDuty(...again(rulebook), state));
    if (isRefusal(lost.outcome)) throw new Error('facts were expected');
    expect(lost.outcome).toMatchObject([
      { data: { deadline: { kind: 'unknown' }, why: expect.stringContaining('không còn ghi') as string } },
    ]);
    const history = given(duties, [...facts, ...lost.outcome]);
    expect(history.state).toMatchObject({ nextNoticeOn: on });
    const notice: DutyEvent = {
      type: 'DutyNoticeDue',
      data: { rung: MOVED, noticeOn: on, skippedRungs: [] },
    };
    const said = history.when((state) => takeNotice({ today: on }, state)).thenFacts(notice);
    expect(said).not.toHaveProperty('nextNoticeOn');
    given(duties, [...facts, ...lost.outcome, notice])
      .when((state) => takeNotice({ today: localDate('2027-01-01') }, state))
      .thenFacts();
  });

  test('told twice, it is rescheduled once', () => {
    const { outcome } = given(duties, [dutyOpened('2025-08-20')]).when((state) =>
      recomputeDuty(...again(), state),
    );
    if (isRefusal(outcome)) throw new Error('facts were expected');
    given(duties, [dutyOpened('2025-08-20'), ...outcome])
      .when((state) => recomputeDuty(...again(), state))
      .thenFacts();
  });
});
