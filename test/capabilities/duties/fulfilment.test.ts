import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import { nextCycle } from '../../../shared/capabilities/duties/cycles.ts';
import {
  confirmNoChange,
  fulfilByRelease,
  openDuty,
  succeed,
  waive,
  waiveInWriting,
} from '../../../shared/capabilities/duties/decide.ts';
import { PersonRef } from '../../../shared/kernel/ids.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { refuse } from '../../../shared/kernel/refusal.ts';
import {
  anOpening,
  anotherEvent,
  aRelease,
  dutyOpened,
  theDeptOfHealth,
  theDeptOfTransport,
  thePharmacies,
} from '../../fixtures/duties.ts';
import { given } from '../../fixtures/given-when-then.ts';

const on = localDate('2025-09-10');
const fulfilled = (how: 'new-release' | 'no-change', day = on): DutyEvent => ({
  type: 'DutyFulfilled',
  data: { how, on: day },
});
const waived: DutyEvent = { type: 'DutyWaived', data: { why: 'Đã thu hồi bộ dữ liệu', on } };
const review = dutyOpened('2025-06-16', 'open-data-review');

describe('opening', () => {
  const opening = anOpening('open-data-update', '2025-06-16');

  test('a first release opens the update duty for three months and the review for six', () => {
    expect(opening).toMatchObject({
      cycle: 1,
      deadline: { ruleId: 'open-data-update', dueOn: '2025-09-16' },
    });
    expect(anOpening('open-data-review', '2025-06-16')).toMatchObject({
      deadline: { ruleId: 'open-data-review', dueOn: '2025-12-16' },
    });
  });

  test('a duty begins open, under an id made of its kind, dataset and turn', () => {
    const duty = given(duties, [])
      .when((state) => openDuty(opening, state))
      .thenFacts(dutyOpened());
    expect(duty).toMatchObject({
      status: 'open',
      id: `open-data-update:${thePharmacies.id}:1`,
      openedAt: '2025-06-16T02:00:00.000Z',
    });
  });

  test('the same release told three times opens it once', () => {
    given(duties, [dutyOpened()])
      .when((state) => openDuty(opening, state))
      .thenFacts();
  });

  test('another cause cannot open the same turn again', () => {
    const other = { ...opening, openedBecause: { eventId: anotherEvent, type: 'ReleasePublished' } };
    given(duties, [dutyOpened()])
      .when((state) => openDuty(other, state))
      .thenRefused(refuse('wrong-state', { status: 'open' }));
  });

  test('with the law unknown the duty opens all the same', () => {
    const unknown = anOpening('open-data-update', '2026-11-23');
    const duty = given(duties, [])
      .when((state) => openDuty(unknown, state))
      .thenFacts(dutyOpened('2026-11-23'));
    expect(duty).toMatchObject({ status: 'open', deadline: { kind: 'unknown', ruleId: 'open-data-update' } });
  });
});

describe('"reviewed, no change"', () => {
  const confirm =
    (agencies = [theDeptOfHealth], note?: string) =>
    (state: Parameters<typeof confirmNoChange>[1]) =>
      confirmNoChange({ agencies, on, ...(note && { note }) }, state);

  test.each([
    ['the update duty', dutyOpened()],
    ['the review', review],
    ['an overdue duty', dutyOpened('2025-01-02')],
    ['a duty with an unknown deadline', dutyOpened('2025-08-20')],
  ])('closes %s', (_, opened) => {
    const duty = given(duties, [opened]).when(confirm()).thenFacts(fulfilled('no-change'));
    expect(duty).toMatchObject({ status: 'fulfilled', closed: { how: 'no-change', on } });
    expect(duty).not.toHaveProperty('nextNoticeOn');
  });

  test('keeps what the officer wrote', () => {
    given(duties, [review])
      .when(confirm([theDeptOfHealth], 'Số liệu quý II không đổi'))
      .thenFacts({ type: 'DutyFulfilled', data: { how: 'no-change', on, note: 'Số liệu quý II không đổi' } });
  });

  test('is for the owning agency only', () => {
    given(duties, [dutyOpened()])
      .when(confirm([theDeptOfTransport]))
      .thenRefused(refuse('not-your-agency'));
    given(duties, [dutyOpened()]).when(confirm([])).thenRefused(refuse('not-your-agency'));
  });

  test('does not tell another agency whether the duty is still open', () => {
    given(duties, [dutyOpened(), fulfilled('no-change')])
      .when(confirm([theDeptOfTransport]))
      .thenRefused(refuse('not-your-agency'));
  });

  test.each([
    ['fulfilled', fulfilled('new-release')],
    ['waived', waived],
  ])('is refused once the duty is %s', (_, closing) => {
    given(duties, [dutyOpened(), closing]).when(confirm()).thenRefused(refuse('not-open'));
  });

  test('of a duty that never was is not found', () => {
    given(duties, []).when(confirm()).thenRefused(refuse('not-found'));
  });
});

describe('a new release', () => {
  const published =
    (eventId = anotherEvent, publishedOn = on) =>
    (state: Parameters<typeof fulfilByRelease>[1]) =>
      fulfilByRelease({ eventId, publishedOn }, state);

  test('fulfils the update duty on its day of publication', () => {
    given(duties, [dutyOpened()]).when(published()).thenFacts(fulfilled('new-release'));
  });

  test('does not fulfil a review: publishing one file is no review of the list', () => {
    given(duties, [review]).when(published()).thenFacts();
  });

  test('may follow the first on the same day', () => {
    const sameDay = localDate('2025-06-16');
    given(duties, [dutyOpened()])
      .when(published(anotherEvent, sameDay))
      .thenFacts(fulfilled('new-release', sameDay));
  });

  test('delivered again does not close the duty it opened', () => {
    given(duties, [dutyOpened()]).when(published(aRelease)).thenFacts();
  });

  test('from before the clock started, delivered late, closes nothing', () => {
    given(duties, [dutyOpened()])
      .when(published(anotherEvent, localDate('2025-06-15')))
      .thenFacts();
  });

  test.each([fulfilled('no-change'), waived])('after the duty is closed changes nothing', (closing) => {
    given(duties, [dutyOpened(), closing]).when(published()).thenFacts();
  });
});

describe('the next turn', () => {
  const cause = { eventId: anotherEvent, type: 'DutyFulfilled' };
  const after = (how: 'new-release' | 'no-change', opened = dutyOpened()) => {
    const duty = given(duties, [opened, fulfilled(how)]).state;
    if (duty?.status !== 'fulfilled') throw new Error('a fulfilled duty was expected');
    return nextCycle(duty, cause);
  };

  test.each([
    ['new-release', 'ngày công bố bản phát hành'],
    ['no-change', 'ngày xác nhận đã rà soát, không có thay đổi'],
  ] as const)('after %s counts from the day of fulfilment and says so', (how, startReason) => {
    const inForce = dutyOpened('2025-01-02');
    const early = fulfilled(how, localDate('2025-03-14'));
    const duty = given(duties, [inForce, early]).state;
    if (duty?.status !== 'fulfilled') throw new Error('a fulfilled duty was expected');
    expect(nextCycle(duty, cause)).toMatchObject({
      cycle: 2,
      agency: theDeptOfHealth,
      openedBecause: cause,
      deadline: { dueOn: '2025-06-16', sum: { startOn: '2025-03-14', rawEndOn: '2025-06-14', startReason } },
    });
  });

  test('after 18/08/2025 opens with an unknown deadline, not with the old rule', () => {
    expect(after('no-change')).toMatchObject({ cycle: 2, deadline: { kind: 'unknown' } });
    expect(after('no-change', review)).toMatchObject({ kind: 'open-data-review', cycle: 2 });
  });
});

describe('a withdrawn dataset', () => {
  const why = 'Đã thu hồi bộ dữ liệu';

  test('frees its agency of the duty', () => {
    const duty = given(duties, [dutyOpened()])
      .when((state) => waive({ why, on }, state))
      .thenFacts(waived);
    expect(duty).toMatchObject({ status: 'waived', closed: { how: 'waived', note: why } });
  });

  test('told twice frees it once, and undoes no fulfilment', () => {
    given(duties, [dutyOpened(), waived])
      .when((state) => waive({ why, on }, state))
      .thenFacts();
    given(duties, [dutyOpened(), fulfilled('no-change')])
      .when((state) => waive({ why, on }, state))
      .thenFacts();
  });

  test('a closed duty takes no further facts: such a ledger is broken and says so', () => {
    expect(() => given(duties, [dutyOpened(), waived, fulfilled('no-change')])).toThrow(
      /waived does not change/,
    );
  });
});

describe('waiving in writing', () => {
  const by = PersonRef.parse('33333333-3333-4333-8333-333333333333');
  const why = 'Bộ dữ liệu đang được gộp vào bộ khác.';
  const waiving =
    (agencies = [theDeptOfTransport]) =>
    (state: Parameters<typeof waiveInWriting>[1]) =>
      waiveInWriting({ agencies, why, on, by }, state);

  test('keeps who of the Department did it and why', () => {
    const duty = given(duties, [review])
      .when(waiving())
      .thenFacts({ type: 'DutyWaived', data: { why, on, by } });
    expect(duty).toMatchObject({ status: 'waived', closed: { how: 'waived', note: why, by } });
  });

  test('is not for a duty of one’s own agency', () => {
    given(duties, [review])
      .when(waiving([theDeptOfHealth]))
      .thenRefused(refuse('own-duty'));
  });

  test('is refused once the duty is closed, and of one that never was', () => {
    given(duties, [review, waived]).when(waiving()).thenRefused(refuse('not-open'));
    given(duties, []).when(waiving()).thenRefused(refuse('not-found'));
  });
});

describe('an agency that ended', () => {
  const over = { from: theDeptOfHealth, to: theDeptOfTransport, on };
  const handedOver: DutyEvent = { type: 'DutyHandedOver', data: { ...over, because: 'succession' } };

  test('leaves its duties to its successor, by the same clock and the same reminders', () => {
    const duty = given(duties, [dutyOpened()])
      .when((state) => succeed(over, state))
      .thenFacts(handedOver);
    expect(duty).toMatchObject({
      agency: theDeptOfTransport,
      handOvers: [{ from: theDeptOfHealth }],
      nextNoticeOn: '2025-08-17',
    });
  });

  test('leaves them once, and none that is closed', () => {
    given(duties, [dutyOpened(), handedOver])
      .when((state) => succeed(over, state))
      .thenFacts();
    given(duties, [dutyOpened(), waived])
      .when((state) => succeed(over, state))
      .thenFacts();
  });
});
