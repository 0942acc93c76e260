import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import { memoryFigures } from '../../../shared/adapters/memory/figures.ts';
import { ADDS_NOTHING, type Figures } from '../../../shared/capabilities/figures.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import { dutyCaseId, type Duty } from '../../../shared/capabilities/duties/model.ts';
import { standing } from '../../../shared/capabilities/duties/standing.ts';
import { addsOf, dutySheets } from '../../../shared/capabilities/duties/views/adds.ts';
import {
  countByAgency,
  FEWEST_FOR_SHARE,
  fellDue,
  meanDaysLate,
  placesOf,
  shareInTime,
  together,
  type Asked,
  type DutyCounts,
} from '../../../shared/capabilities/duties/views/by-agency.ts';
import { DatasetId, uuidFrom } from '../../../shared/kernel/ids.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { addDays, daysBetween, localDate } from '../../../shared/kernel/local-date.ts';
import { anOpening, dutyOpened, theDeptOfHealth, theDeptOfTransport } from '../../fixtures/duties.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';

const done = (on: string): DutyEvent => ({
  type: 'DutyFulfilled',
  data: { how: 'no-change', on: localDate(on) },
});
const waived = (on: string): DutyEvent => ({ type: 'DutyWaived', data: { why: 'Gộp', on: localDate(on) } });
const handedOver = (on: string): DutyEvent => ({
  type: 'DutyHandedOver',
  data: { on: localDate(on), from: theDeptOfHealth, to: theDeptOfTransport, because: 'succession' },
});
const addsAfter = (...facts: DutyEvent[]) => addsOf(given(duties, facts).state!);
const none: DutyCounts = together([]);

describe('what a duty adds to the figures (published 16/06/2025, due 16/09/2025)', () => {
  const closedRow = `${theDeptOfHealth}#open-data-update#09`;
  const closed = (what: string, n = 1) => ({ sheet: 'duties#2025', row: closedRow, what, n });

  test('open, a count in the month of its day, and a place by its day that says when it is due soon', () => {
    expect(addsAfter(dutyOpened())).toEqual({
      counts: [
        { sheet: 'duties#open', row: `${theDeptOfHealth}#open-data-update`, what: 'due#2025-09', n: 1 },
      ],
      places: [
        {
          sheet: 'duties#due',
          row: '2025-09-16#open-data-update:7d0c7e1c-4c0e-4a59-9d35-6c7c3c1b8a01:1',
          says: { agency: theDeptOfHealth, kind: 'open-data-update', soonFrom: '2025-09-02' },
        },
      ],
    });
  });

  test('done, it counts in the month it was due: in time on the day itself, late by so many days after', () => {
    expect(addsAfter(dutyOpened(), done('2025-06-30')).counts).toEqual([closed('in-time')]);
    expect(addsAfter(dutyOpened(), done('2025-09-16')).counts).toEqual([closed('in-time')]);
    expect(addsAfter(dutyOpened(), done('2025-10-02')).counts).toEqual([
      closed('late'),
      closed('days-late', 16),
    ]);
  });

  test('waived, or done without a due day, it counts in the month it was closed', () => {
    const on = (month: string) => `${theDeptOfHealth}#open-data-update#${month}`;
    expect(addsAfter(dutyOpened(), waived('2025-07-01')).counts).toEqual([
      { sheet: 'duties#2025', row: on('07'), what: 'waived', n: 1 },
    ]);
    expect(addsAfter(dutyOpened('2025-08-19'), done('2026-01-05')).counts).toEqual([
      { sheet: 'duties#2026', row: on('01'), what: 'without-day', n: 1 },
    ]);
  });

  test('a day that is not known is counted as that, and a clock that stands still not at all', () => {
    expect(addsAfter(dutyOpened('2025-08-19')).counts.map(({ what }) => what)).toEqual(['unknown-day']);
    const state = given(duties, [dutyOpened()]).state!;
    const { kind: _known, ...rest } = state.deadline;
    expect(addsOf({ ...state, deadline: { ...rest, kind: 'stopped' } as Duty['deadline'] })).toEqual(
      ADDS_NOTHING,
    );
  });

  test('whoever it was handed over to has it from then on, the overdue day with it', () => {
    expect(addsAfter(dutyOpened(), handedOver('2025-09-30')).counts[0]?.row).toBe(
      `${theDeptOfTransport}#open-data-update`,
    );
  });

  test('reminders and urgings change nothing', () => {
    const urged: DutyEvent = {
      type: 'DutyUrged',
      data: {
        on: localDate('2025-09-20'),
        by: uuidFrom(sha256('officer')) as never,
        text: 'Đề nghị cập nhật.',
      },
    };
    const overdue: DutyEvent = {
      type: 'DutyBecameOverdue',
      data: { dueOn: localDate('2025-09-16'), on: localDate('2025-09-17') },
    };
    expect(addsAfter(dutyOpened(), overdue, urged)).toEqual(addsAfter(dutyOpened()));
  });
});

const read = async (figures: Figures, asked: Asked): Promise<Map<string, DutyCounts>> => {
  const years = new Set([asked.from.slice(0, 4), asked.to.slice(0, 4)]);
  return countByAgency(
    {
      closed: await Promise.all(
        [...years].map(async (year) => ({ year, rows: await figures.rows(dutySheets.closedIn(year)) })),
      ),
      open: await figures.rows(dutySheets.open),
      due: await figures.rows(dutySheets.due, { from: `${asked.today.slice(0, 7)}-01`, to: '9999' }),
    },
    asked,
  );
};

/** The same counted the slow way: every duty looked at. */
const countEach = (all: readonly Duty[], { from, to, today, kind }: Asked): DutyCounts => {
  const counts = { ...none };
  const isInPeriod = (day: string) => {
    const month = day.slice(0, 7);
    return from <= month && month <= to && month <= today.slice(0, 7);
  };
  for (const duty of all) {
    if (kind && duty.kind !== kind) continue;
    const dueOn = duty.deadline.kind === 'known' ? duty.deadline.dueOn : undefined;
    const isHouse = duty.deadline.kind === 'known' && duty.deadline.basis === 'house';
    if (duty.status === 'waived') counts.waived += Number(isInPeriod(duty.closed.on));
    else if (duty.status === 'fulfilled' && !dueOn) counts.withoutDay += Number(isInPeriod(duty.closed.on));
    else if (duty.status === 'fulfilled' && dueOn && isInPeriod(dueOn)) {
      const late = Math.max(0, daysBetween(dueOn, duty.closed.on));
      counts[late > 0 ? 'late' : 'inTime'] += 1;
      counts.daysLate += late;
      counts.byHouse += Number(late > 0 && isHouse);
    } else if (duty.status === 'open') {
      const stands = standing(duty, today);
      if (stands === 'overdue') counts.overdue += 1;
      if (stands === 'overdue' && dueOn && isInPeriod(dueOn)) {
        counts.notDone += 1;
        counts.byHouse += Number(isHouse);
      }
      if (stands === 'due-soon') counts.dueSoon += 1;
      if (stands === 'unknown-deadline') counts.unknownDay += 1;
    }
  }
  return counts;
};

const aLife = fc.record({
  kind: fc.constantFrom('open-data-update' as const, 'open-data-review' as const),
  isHouse: fc.boolean(),
  published: fc.integer({ min: 0, max: 480 }),
  handOver: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  end: fc.constantFrom('done', 'waived', 'open'),
  after: fc.integer({ min: 21, max: 300 }),
});

const ofTheHouse = (deadline: Duty['deadline'], isHouse: boolean): Duty['deadline'] =>
  isHouse && deadline.kind === 'known' ? { ...deadline, basis: 'house' } : deadline;

/** The states a duty went through, one a version. */
const statesOf = (life: typeof aLife extends fc.Arbitrary<infer T> ? T : never, n: number): Duty[] => {
  const publishedOn = addDays(localDate('2024-06-01'), life.published);
  const opening = anOpening(life.kind, publishedOn);
  const id = DatasetId.parse(uuidFrom(sha256(`dataset ${n}`)));
  const on = addDays(publishedOn, life.after);
  const facts: DutyEvent[] = [
    {
      type: 'DutyOpened',
      data: {
        ...opening,
        subject: { ...opening.subject, id } as typeof opening.subject,
        deadline: ofTheHouse(opening.deadline, life.isHouse),
      },
    },
    ...(life.handOver === undefined ? [] : [handedOver(addDays(publishedOn, life.handOver))]),
    ...(life.end === 'done' ? [done(on)] : life.end === 'waived' ? [waived(on)] : []),
  ];
  return facts.map((_, i) =>
    facts
      .slice(0, i + 1)
      .reduce<Duty | undefined>((state, fact) => duties.evolve(state, fact, aContext()), undefined)!,
  );
};

describe('the figures of many duties', () => {
  test.each([
    ['2025-09-01', {}],
    ['2025-09-02', { dueSoon: 1 }],
    ['2025-09-16', { dueSoon: 1 }],
    ['2025-09-17', { overdue: 1, notDone: 1 }],
    ['2025-09-30', { overdue: 1, notDone: 1 }],
    ['2025-10-01', { overdue: 1, notDone: 1 }],
  ])('on %s one due on 16/09/2025 is %o', async (day, expected) => {
    const figures = memoryFigures();
    const duty = given(duties, [dutyOpened()]).state!;
    await figures.save(dutyCaseId(duty.id), 1, addsOf(duty));
    const found = await read(figures, { from: '2025-01', to: '2025-12', today: localDate(day) });
    expect(found.get(theDeptOfHealth) ?? none).toEqual({ ...none, ...expected });
  });

  const asked = fc.record({
    from: fc.constantFrom('2024-09', '2025-01', '2025-03'),
    to: fc.constantFrom('2025-03', '2025-06', '2025-12'),
    today: fc.integer({ min: 0, max: 700 }).map((days) => addDays(localDate('2024-08-01'), days)),
    kind: fc.constantFrom(undefined, 'open-data-update' as const),
  });

  test('are what counting each duty gives, however often and in whatever order they were told of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aLife, { maxLength: 25 }),
        asked,
        fc.infiniteStream(fc.nat({ max: 1_000_000 })),
        async (lives, question, chance) => {
          const all = lives.map(statesOf);
          const told = all.flatMap((states) => states.flatMap((state, i) => [[state, i + 1] as const]));
          const shuffled = [...told, ...told]
            .map((one) => [chance.next().value as number, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
          const figures = memoryFigures();
          for (const [state, version] of shuffled)
            await figures.save(dutyCaseId(state.id), version, addsOf(state));
          const found = await read(figures, question);
          for (const agency of [theDeptOfHealth, theDeptOfTransport]) {
            const own = all.map((states) => states.at(-1)!).filter((duty) => duty.agency === agency);
            expect(found.get(agency) ?? none).toEqual(countEach(own, question));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what is said of the counts', () => {
  const counts = (inTime: number, late: number, notDone = 0, daysLate = late): DutyCounts => ({
    ...none,
    inTime,
    late,
    notDone,
    daysLate,
  });

  test('what is over its day and not done weighs like what was late; waived ones do not weigh', () => {
    expect(fellDue({ ...counts(6, 3, 1), waived: 5, withoutDay: 2 })).toBe(10);
    expect(shareInTime({ ...counts(6, 3, 1), waived: 5 })).toBe(60);
  });

  test('of a few duties no share is said', () => {
    expect(shareInTime(counts(FEWEST_FOR_SHARE - 1, 0))).toBeUndefined();
    expect(shareInTime(counts(FEWEST_FOR_SHARE, 0))).toBe(100);
  });

  test('mean days late are of those that were late', () => {
    expect(meanDaysLate(counts(6, 3, 1, 10))).toBe(3.3);
    expect(meanDaysLate(counts(6, 0, 4))).toBeUndefined();
  });

  test('equal shares share a place, the next stands as far down as there are before it, and few duties have none', () => {
    const shares = new Map([
      ['a', 80],
      ['b', 100],
      ['c', undefined],
      ['d', 80],
      ['e', 50],
    ]);
    expect([...placesOf(shares)].sort()).toEqual([
      ['a', 2],
      ['b', 1],
      ['d', 2],
      ['e', 4],
    ]);
  });
});
