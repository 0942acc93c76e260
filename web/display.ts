import { displayDayInEnglish } from '../shared/kernel/displayed-day.ts';
import type { Lang } from './texts.ts';

const locales: Record<Lang, string> = { vi: 'vi-VN', en: 'en-GB' };

/** `1.234,5` in Vietnamese, `1,234.5` in English. */
export const displayNumber = (value: number, lang: Lang): string =>
  new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 1 }).format(value);

/** A number of the data: six digits that count, a year without a point in it (`2010`, `12.345`, `0,0417`). */
export const displayFigure = (value: number, lang: Lang): string =>
  new Intl.NumberFormat(locales[lang], {
    useGrouping: 'min2',
    ...(Number.isInteger(value) ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 6 }),
  }).format(value);

/** A number for the edge of a small picture: `1,2 Tr`, `3.5M`. */
export const displayShort = (value: number, lang: Lang): string =>
  Math.abs(value) < 100_000
    ? displayFigure(Number(value.toPrecision(4)), lang)
    : new Intl.NumberFormat(locales[lang], { notation: 'compact', maximumSignificantDigits: 3 }).format(
        value,
      );

/** A place on an axis of time (`TimeUnit`): `2024`, `2024-05`, `2024-05-01`, `2024-05-01 13:00`. */
export const showTime = (place: string, lang: Lang): string => {
  const [day = '', hour] = place.split(' ');
  const shown = day.length === 10 ? showDay(day, lang) : day.length === 7 ? showMonth(day, lang) : day;
  return hour === undefined ? shown : `${shown} ${hour}`;
};

/** A day `YYYY-MM-DD` as people write it: `16/06/2025`, or `16 June 2025` in English. */
export const showDay = (day: string, lang: Lang): string =>
  lang === 'vi' ? day.split('-').reverse().join('/') : displayDayInEnglish(day);

/** The hour and minute of an instant where we live: `14:05`. */
export const showHour = (instant: string, lang: Lang): string =>
  new Intl.DateTimeFormat(locales[lang], {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date(instant));

/** A month `YYYY-MM` as people write it: `06/2025`, or `June 2025` in English. */
export const showMonth = (month: string, lang: Lang): string =>
  lang === 'vi'
    ? month.split('-').reverse().join('/')
    : new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${month}-01T00:00:00Z`),
      );

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in decimal units with one digit after the point where it helps: `842 B`, `1,2 MB`. */
export const displayBytes = (bytes: number, lang: Lang): string => {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const rounded = unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${displayNumber(rounded, lang)} ${UNITS[unit] ?? 'B'}`;
};
