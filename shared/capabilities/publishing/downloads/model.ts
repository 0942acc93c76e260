import { caseIdOf, type CaseId, type DatasetId } from '../../../kernel/ids.ts';
import { addDays, type LocalDate } from '../../../kernel/local-date.ts';

/** How often the files of a dataset were downloaded. Bounded: a number a month, and the days that may yet be corrected. */
export type Downloads = {
  datasetId: DatasetId;
  total: number;
  /** `YYYY-MM` with the downloads of that month, oldest first; a month without any may be missing. */
  months: { month: string; count: number }[];
  /** The newest days, oldest first; a day without any may be missing. */
  days: { day: LocalDate; count: number }[];
  /** The newest day that was counted. */
  countedThrough: LocalDate;
};

/** So many days back, the newest included, a day's number may be corrected; older days live on in their month. */
export const DAYS_KEPT = 31;

export const downloadsCaseId = (id: DatasetId): CaseId => caseIdOf('downloads', id);

/** The last day that is too old to be corrected. */
export const closedThrough = ({ countedThrough }: Downloads): LocalDate =>
  addDays(countedThrough, -DAYS_KEPT);

export const countOn = ({ days }: Downloads, day: LocalDate): number =>
  days.find((one) => one.day === day)?.count ?? 0;

const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 1
    ? `${String(year - 1).padStart(4, '0')}-12`
    : `${month.slice(0, 4)}-${String(number - 1).padStart(2, '0')}`;
};

/** The newest months with their downloads, newest first, months without any too; none before the first one counted. */
export const lastMonths = (
  { months, countedThrough }: Downloads,
  most: number,
): { month: string; count: number }[] => {
  const counts = new Map(months.map(({ month, count }) => [month, count]));
  const newest = countedThrough.slice(0, 7);
  const first = months[0]?.month ?? newest;
  const last: { month: string; count: number }[] = [];
  for (let month = newest; last.length < most && month >= first; month = monthBefore(month))
    last.push({ month, count: counts.get(month) ?? 0 });
  return last;
};
