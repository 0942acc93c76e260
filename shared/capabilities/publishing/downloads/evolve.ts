import type { DownloadsEvent } from '../../../../events/downloads.ts';
import { closedThrough, countOn, type Downloads } from './model.ts';

/** A day's number takes the place of what was said of that day before; month and total move by the difference. */
export const evolve = (
  state: Downloads | undefined,
  { data: { datasetId, day, count } }: DownloadsEvent,
): Downloads => {
  const before = state ?? { datasetId, total: 0, months: [], days: [], countedThrough: day };
  const more = count - countOn(before, day);
  const countedThrough = day > before.countedThrough ? day : before.countedThrough;
  const month = day.slice(0, 7);
  const known = before.months.find((one) => one.month === month)?.count ?? 0;
  const after: Downloads = {
    datasetId,
    total: before.total + more,
    months: [...before.months.filter((one) => one.month !== month), { month, count: known + more }].sort(
      (a, b) => (a.month < b.month ? -1 : 1),
    ),
    days: [...before.days.filter((one) => one.day !== day), { day, count }].sort((a, b) =>
      a.day < b.day ? -1 : 1,
    ),
    countedThrough,
  };
  return { ...after, days: after.days.filter((one) => one.day > closedThrough(after)) };
};
