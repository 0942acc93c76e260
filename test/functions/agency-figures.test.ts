import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../events/duties.ts';
import { agencyFigures, periodOf } from '../../functions/duties/agency-figures.ts';
import { memoryFigures } from '../../shared/adapters/memory/figures.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import type { Figures } from '../../shared/capabilities/figures.ts';
import { addsOf } from '../../shared/capabilities/duties/views/adds.ts';
import { CaseId } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { dutyOpened, theDeptOfHealth, theDeptOfTransport } from '../fixtures/duties.ts';
import { given } from '../fixtures/given-when-then.ts';

const done = (on: string): DutyEvent => ({
  type: 'DutyFulfilled',
  data: { how: 'no-change', on: localDate(on) },
});
const handedOver: DutyEvent = {
  type: 'DutyHandedOver',
  data: {
    on: localDate('2025-06-20'),
    from: theDeptOfHealth,
    to: theDeptOfTransport,
    because: 'succession',
  },
};

/** Duties published on a day of 2025, each with what happened to it. */
const having = async (...lives: readonly (readonly [string, ...DutyEvent[]])[]) => {
  const figures = memoryFigures();
  for (const [i, [publishedOn, ...facts]] of lives.entries())
    await figures.save(
      CaseId.parse(`duty:${i}`),
      1,
      addsOf(given(duties, [dutyOpened(publishedOn), ...facts]).state!),
    );
  return figures;
};
const times = <T>(n: number, it: T): T[] => Array.from({ length: n }, () => it);

const ask = (figures: Figures, day = '2025-10-01', more: { from?: string; to?: string } = {}) => {
  const today = localDate(day);
  return agencyFigures(figures, { ...periodOf(more, today)!, today }, (code) => `Sở ${code}`);
};

describe('the table of agencies', () => {
  test('gives places from ten duties on, the best first, and the sum of all', async () => {
    const figures = await having(
      ...times(8, ['2025-06-16', done('2025-09-01')] as const),
      ...times(2, ['2025-06-16', done('2025-09-18')] as const),
      ...times(10, ['2025-06-16', handedOver, done('2025-07-01')] as const),
    );
    const { lines, sum, placed } = await ask(figures);
    expect(
      lines.map(({ agency, place, shareInTime, meanDaysLate }) => [
        agency.code,
        place,
        shareInTime,
        meanDaysLate,
      ]),
    ).toEqual([
      [theDeptOfTransport, 1, 100, undefined],
      [theDeptOfHealth, 2, 80, 2],
    ]);
    expect(placed).toBe(2);
    expect(sum).toMatchObject({ fellDue: 20, inTime: 18, late: 2, shareInTime: 90, meanDaysLate: 2 });
  });

  test('gives an agency with fewer none, after those that have one', async () => {
    const figures = await having(
      ['2025-06-16', done('2025-09-01')],
      ...times(10, ['2025-06-16', handedOver] as const),
    );
    const { lines } = await ask(figures);
    expect(
      lines.map(({ agency, place, fellDue, notDone }) => [agency.code, place, fellDue, notDone]),
    ).toEqual([
      [theDeptOfTransport, 1, 10, 10],
      [theDeptOfHealth, undefined, 1, 0],
    ]);
    expect(lines[1]).not.toHaveProperty('shareInTime');
  });

  test('says how many are late by a day the house set, and where the law says “at once”', async () => {
    const opened = dutyOpened();
    const { deadline } = opened.data as Extract<DutyEvent, { type: 'DutyOpened' }>['data'];
    const byHouse = {
      ...opened,
      data: { ...opened.data, deadline: { ...deadline, basis: 'house' } },
    } as DutyEvent;
    const figures = memoryFigures();
    for (const [i, facts] of [
      [byHouse],
      [byHouse, done('2025-09-20')],
      [opened, done('2025-09-20')],
    ].entries())
      await figures.save(CaseId.parse(`duty:${i}`), 1, addsOf(given(duties, facts).state!));
    // Of this month by its list of days, of a month that has passed by its sum.
    for (const day of ['2025-09-20', '2025-10-01']) {
      const { sum, atOnce } = await ask(figures, day);
      expect(sum).toMatchObject({ late: 2, notDone: 1, byHouse: 2 });
      expect(atOnce.cites).toEqual(['Điều 29 Luật Tiếp cận thông tin 104/2016/QH13']);
      expect(atOnce.why).toContain('không phải quy định của pháp luật');
    }
  });

  test('says what is overdue today from before the period too, and counts it in no period but its own', async () => {
    const figures = await having(['2025-06-16']);
    const inItsYear = await ask(figures, '2025-12-31');
    expect(inItsYear.sum).toMatchObject({ fellDue: 1, notDone: 1, overdue: 1 });
    const nextYear = await ask(figures, '2026-02-01');
    expect(nextYear).toMatchObject({
      from: '2026-01',
      to: '2026-02',
      sum: { fellDue: 0, notDone: 0, overdue: 1 },
    });
  });

  test('reads what is due soon across the end of the month, and over the turn of the year', async () => {
    const figures = await having(['2025-06-02'], ['2025-06-16', done('2025-08-01')]);
    expect((await ask(figures, '2025-08-25')).sum).toMatchObject({ dueSoon: 1, overdue: 0 });
    const { sum } = await ask(figures, '2026-03-01', { from: '2025-04', to: '2026-03' });
    expect(sum).toMatchObject({ inTime: 1, notDone: 1 });
  });

  test('of single duties looks at none but those of this month and the next days', async () => {
    const asked: unknown[] = [];
    const figures = await having(['2025-06-16']);
    await ask({
      ...figures,
      rows: (sheet, between) => (asked.push([sheet, between]), figures.rows(sheet, between)),
    });
    expect(asked).toEqual([
      ['duties#2025', undefined],
      ['duties#open', undefined],
      ['duties#due', { from: '2025-10-01', to: '2025-10-15~' }],
    ]);
  });
});

describe('the period', () => {
  const today = localDate('2025-06-16');
  test.each([
    [{}, { from: '2025-01', to: '2025-06' }],
    [{ to: '2024-12' }, { from: '2024-01', to: '2024-12' }],
    [{ from: '2024-07' }, { from: '2024-07', to: '2025-06' }],
    [
      { from: '2025-04', to: '2025-12' },
      { from: '2025-04', to: '2025-06' },
    ],
    [{ from: '2025-07' }, undefined],
    [{ from: '2024-06' }, undefined],
  ])('asked for as %o is %o', (asked, expected) => expect(periodOf(asked, today)).toEqual(expected));
});
