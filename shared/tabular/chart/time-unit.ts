import type { TimeUnit } from '../../kernel/chart.ts';

const DAY_MS = 24 * 3600 * 1000;

/** How many spans of each unit lie between two moments, about. The engine's text for a date begins `YYYY-MM-DD`. */
const spans = (min: string, max: string): Readonly<Record<TimeUnit, number>> => {
  const at = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const days = (at(max) - at(min)) / DAY_MS + 1;
  const years = Number(max.slice(0, 4)) - Number(min.slice(0, 4)) + 1;
  const months = (years - 1) * 12 + Number(max.slice(5, 7)) - Number(min.slice(5, 7)) + 1;
  return { hour: days * 24, day: days, month: months, year: years, decade: years / 10 };
};

/** The finest unit that stays within `most` spans; a date has no hours. */
export const unitFor = (
  type: 'date' | 'datetime',
  range: { readonly min: string; readonly max: string },
  most: number,
): TimeUnit => {
  const fits = spans(range.min, range.max);
  const units: readonly TimeUnit[] =
    type === 'datetime' ? ['hour', 'day', 'month', 'year'] : ['day', 'month', 'year'];
  return units.find((unit) => fits[unit] <= most) ?? 'decade';
};

const formats: Readonly<Record<TimeUnit, string>> = {
  hour: '%Y-%m-%d %H:00',
  day: '%Y-%m-%d',
  month: '%Y-%m',
  year: '%Y',
  decade: '%Y',
};

/** SQL for the span a date or time lies in, as the text `TimeBars` and `Chart` use. */
export const spanSql = (column: string, unit: TimeUnit): string =>
  `strftime(date_trunc('${unit}', ${column})::TIMESTAMP, '${formats[unit]}')`;
