import { addMonths, addDays, localDate, type LocalDate } from '../../kernel/local-date.ts';
import type { CodesInForce, ListedCode } from '../constraints/code-lists.ts';

const isOn = ({ from, until }: ListedCode, day: LocalDate): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until);

/** What each code meant on a day. */
export const onDay = ({ codes }: CodesInForce, day: LocalDate): ReadonlyMap<string, ListedCode> =>
  new Map(codes.filter((one) => isOn(one, day)).map((one) => [one.code, one]));

/** Days that stand for each state of the list: where some code begins, and where some code is in force for the last time. */
const turningDays = ({ codes }: CodesInForce): LocalDate[] =>
  [...new Set(codes.flatMap(({ from, until }) => [from, until].filter((day) => day !== undefined)))].sort();

/** The last day of a year, a month or a day as data write it. */
export const lastDayOf = (period: string): LocalDate | undefined => {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(period) ?? [];
  if (year === undefined) return undefined;
  if (day !== undefined) return localDate(`${year}-${month}-${day}`);
  return month === undefined
    ? localDate(`${year}-12-31`)
    : addDays(addMonths(localDate(`${year}-${month}-01`), 1), -1);
};

/** The day of the newest state of the list. */
export const newestDay = (list: CodesInForce): LocalDate | undefined => turningDays(list).at(-1);

export type Edition = { readonly day?: LocalDate; readonly listed: ReadonlyMap<string, ListedCode> };

/**
 * The state of the list by which codes are to be understood: that of `told`, the day of the data, where no other state
 * holds more of the codes; else the one that holds the most, the latest of several. A code given to a new unit means
 * that unit only from then on, so that old data must not be drawn as if it were of the new one.
 */
export const editionOf = (
  list: CodesInForce,
  codes: readonly string[],
  told: LocalDate | undefined,
): Edition => {
  const days = [...turningDays(list), ...(told ? [told] : [])];
  let best: (Edition & { readonly held: number }) | undefined;
  for (const day of days) {
    const listed = onDay(list, day);
    const held = codes.filter((code) => listed.has(code)).length;
    if (!best || held >= best.held) best = { day, listed, held };
  }
  return best ?? { listed: new Map(list.codes.map((one) => [one.code, one])) };
};
