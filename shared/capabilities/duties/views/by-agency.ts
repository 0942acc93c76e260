import { AgencyCode } from '../../../kernel/ids.ts';
import { LocalDate } from '../../../kernel/local-date.ts';
import { numberIn, type FigureRow } from '../../figures.ts';
import type { Duty } from '../model.ts';
import { dueByHouseIn, dueIn, monthOf, UNKNOWN_DAY } from './adds.ts';

/** What is counted of an agency's duties. The first six are of a period, by due day; the last three stand as of today. */
export type DutyCounts = {
  inTime: number;
  late: number;
  /** Due in the period, over its day, and still open. */
  notDone: number;
  /** Handed on to another agency when over its day: late here, whatever became of it there. */
  handedOnLate: number;
  /** Sum of the days by which the late ones were late. */
  daysLate: number;
  /** Of the late, the not done and what was handed on late: those whose day the house set, and not the law. */
  byHouse: number;
  waived: number;
  withoutDay: number;
  overdue: number;
  dueSoon: number;
  unknownDay: number;
};

/** The rows the counts are made of. */
export type DutyRows = {
  /** Of every year the period touches, with the year. */
  readonly closed: readonly { readonly year: string; readonly rows: readonly FigureRow[] }[];
  readonly open: readonly FigureRow[];
  /** From the first day of this month on: everything that is overdue since, or due soon. */
  readonly due: readonly FigureRow[];
};

/** Months, both included. `kind` narrows to one. */
export type Asked = {
  readonly from: string;
  readonly to: string;
  readonly today: LocalDate;
  readonly kind?: Duty['kind'] | undefined;
};

const none = (): DutyCounts => ({
  inTime: 0,
  late: 0,
  notDone: 0,
  handedOnLate: 0,
  daysLate: 0,
  byHouse: 0,
  waived: 0,
  withoutDay: 0,
  overdue: 0,
  dueSoon: 0,
  unknownDay: 0,
});

const DUE = /^due#(\d{4}-\d\d)$/;

/** The counts of every agency that has any. Months to come are not counted. */
export const countByAgency = (
  { closed, open, due }: DutyRows,
  { from, to, today, kind }: Asked,
): Map<AgencyCode, DutyCounts> => {
  const found = new Map<AgencyCode, DutyCounts>();
  const thisMonth = monthOf(today);
  const isInPeriod = (month: string): boolean => from <= month && month <= to && month <= thisMonth;
  const countsOf = (agency: unknown, of: unknown): DutyCounts | undefined => {
    if (kind !== undefined && of !== kind) return undefined;
    const code = AgencyCode.parse(agency);
    const counts = found.get(code) ?? none();
    found.set(code, counts);
    return counts;
  };

  for (const { year, rows } of closed)
    for (const row of rows) {
      const [agency, of, month = ''] = row.row.split('#');
      const counts = isInPeriod(`${year}-${month}`) ? countsOf(agency, of) : undefined;
      if (!counts) continue;
      counts.inTime += numberIn(row, 'in-time');
      counts.late += numberIn(row, 'late');
      counts.handedOnLate += numberIn(row, 'handed-on-late');
      counts.daysLate += numberIn(row, 'days-late');
      counts.byHouse += numberIn(row, 'late-by-house');
      counts.waived += numberIn(row, 'waived');
      counts.withoutDay += numberIn(row, 'without-day');
    }

  const overdue = (counts: DutyCounts, month: string, n: number, byHouse: number): void => {
    counts.overdue += n;
    if (!isInPeriod(month)) return;
    counts.notDone += n;
    counts.byHouse += byHouse;
  };
  for (const row of open) {
    const counts = countsOf(...(row.row.split('#') as [string, string]));
    if (!counts) continue;
    counts.unknownDay += numberIn(row, UNKNOWN_DAY);
    for (const what of Object.keys(row.values)) {
      const month = DUE.exec(what)?.[1];
      // A month that has passed is over as a whole; of this one the list of days knows.
      if (month !== undefined && month < thisMonth)
        overdue(counts, month, numberIn(row, dueIn(month)), numberIn(row, dueByHouseIn(month)));
    }
  }
  for (const { row, values } of due) {
    const dueOn = row.slice(0, row.indexOf('#'));
    const counts = countsOf(values['agency'], values['kind']);
    if (!counts) continue;
    if (dueOn < today) overdue(counts, dueOn.slice(0, 7), 1, values['basis'] === 'house' ? 1 : 0);
    else if (LocalDate.parse(values['soonFrom']) <= today) counts.dueSoon += 1;
  }
  for (const [agency, counts] of found) if (Object.values(counts).every((n) => n === 0)) found.delete(agency);
  return found;
};

/** What several agencies have together. */
export const together = (all: Iterable<DutyCounts>): DutyCounts => {
  const sum = none();
  for (const counts of all)
    for (const what of Object.keys(sum) as (keyof DutyCounts)[]) sum[what] += counts[what];
  return sum;
};

/** What fell due: done in time, done late, over its day without being done, or handed on so. Waived ones are not asked for. */
export const fellDue = ({ inTime, late, notDone, handedOnLate }: DutyCounts): number =>
  inTime + late + notDone + handedOnLate;

/**
 * Fewer than ten and one duty moves the share by more than ten points: then only the numbers are said, and no place is given.
 * Practice of the house, not law.
 */
export const FEWEST_FOR_SHARE = 10;

const tenths = (n: number): number => Math.round(n * 10) / 10;

/** How many of a hundred were done in time, to a tenth; nothing where too few fell due to say it. */
export const shareInTime = (counts: DutyCounts): number | undefined =>
  fellDue(counts) < FEWEST_FOR_SHARE ? undefined : tenths((100 * counts.inTime) / fellDue(counts));

/** By how many days the late ones were late, to a tenth of a day; nothing where none was. */
export const meanDaysLate = ({ late, daysLate }: DutyCounts): number | undefined =>
  late === 0 ? undefined : tenths(daysLate / late);

/** Places by the share in time as it is shown: equal shares share a place, and the next one is as far down as there are before it. */
export const placesOf = <Key>(shares: ReadonlyMap<Key, number | undefined>): Map<Key, number> => {
  const placed = [...shares].flatMap(([key, share]) => (share === undefined ? [] : [{ key, share }]));
  return new Map(
    placed.map(({ key, share }) => [key, 1 + placed.filter((other) => other.share > share).length]),
  );
};
