import { flag, form, type Kind } from './form.ts';
import type { Column } from '../report.ts';
import { dateOfSerial } from '../sheets/serial-date.ts';

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

export const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

/** Two numbers and a year: the first can only be the day, only the month, or either. */
export const dayAndMonth = (year: number, first: number, second: number): Kind => {
  const dayFirst = isDay(year, second, first);
  const monthFirst = isDay(year, first, second);
  if (dayFirst && monthFirst) return form.dateEither;
  return dayFirst ? form.dateDayFirst : monthFirst ? form.dateMonthFirst : form.text;
};

const written = /^(\d{1,4})([/.-])(\d{1,2})(?:\2(\d{1,4}))?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?)?$/;
const inWords = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/iu;
const monthInWords = /^(?:tháng\s+|T)(\d{1,2})(?:\s*\/\s*|\s+năm\s+)(\d{4})$/iu;

type Parts = {
  readonly kind: Kind;
  readonly numbers: readonly [number, number, number];
  readonly time: string;
};

const none: Parts = { kind: form.text, numbers: [0, 0, 0], time: '' };

const pad = (n: number): string => String(n).padStart(2, '0');

const timeOf = (hour: string | undefined, minute = '', second = '00'): string | undefined => {
  if (hour === undefined) return '';
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
    ? `T${pad(Number(hour))}:${minute}:${second}`
    : undefined;
};

const wordParts = (text: string): Parts => {
  const words = text.normalize('NFC');
  const day = inWords.exec(words);
  if (day) {
    const [d, m, y] = [Number(day[1]), Number(day[2]), Number(day[3])];
    return isDay(y, m, d) ? { kind: form.dateWords, numbers: [d, m, y], time: '' } : none;
  }
  const month = monthInWords.exec(words);
  if (!month) return none;
  const [m, y] = [Number(month[1]), Number(month[2])];
  return isDay(y, m, 1) ? { kind: form.monthThenYear, numbers: [m, y, 0], time: '' } : none;
};

const partsOf = (text: string): Parts => {
  const found = written.exec(text);
  if (!found) return wordParts(text);
  const [, one = '', , two = '', three] = found;
  const time = timeOf(found[5], found[6], found[7]);
  if (time === undefined) return none;
  const numbers = [Number(one), Number(two), Number(three ?? 0)] as const;
  if (three === undefined) {
    if (time !== '' || found[2] === '.') return none;
    if (one.length === 4)
      return two.length === 2 && isDay(numbers[0], numbers[1], 1)
        ? { kind: form.yearThenMonth, numbers, time }
        : none;
    return none;
  }
  const timed = time === '' ? 0 : flag.time;
  if (one.length === 4 && three.length <= 2) {
    const isPlain = time === '' && found[2] === '-' && two.length === 2 && three.length === 2;
    if (!isDay(...numbers)) return none;
    return { kind: (isPlain ? form.dateYearFirst : form.dateYearFirstLoose) | timed, numbers, time };
  }
  if (one.length > 2 || three.length !== 4) return none;
  const kind = dayAndMonth(numbers[2], numbers[0], numbers[1]);
  return kind === form.text ? none : { kind: kind | timed, numbers, time };
};

const monthYear = /^(\d{1,2})[/-](\d{4})$/;

const monthParts = (text: string): Parts => {
  const found = monthYear.exec(text);
  if (!found) return none;
  const [m, y] = [Number(found[1]), Number(found[2])];
  return isDay(y, m, 1) ? { kind: form.monthThenYear, numbers: [m, y, 0], time: '' } : none;
};

/** Which way a trimmed cell writes a date, a date with its time, or a month; `text` when it is none that exists. */
export const dateForm = (text: string): Kind => {
  const { kind } = monthParts(text);
  return kind === form.text ? partsOf(text).kind : kind;
};

/** The date as every derived file has it: `yyyy-mm-dd`, with `Thh:mm:ss` where the column has times, or `yyyy-mm`. */
export const plainDate = (raw: string, column: Pick<Column, 'type' | 'dateOrder'>): string => {
  const text = raw.trim();
  if (column.dateOrder === 'day-number' && /^\d+$/.test(text)) {
    const day = dateOfSerial(Number(text), 1900);
    return day === undefined ? raw : column.type === 'datetime' ? `${day}T00:00:00` : day;
  }
  const month = monthParts(text);
  const { kind, numbers, time } = month.kind === form.text ? partsOf(text) : month;
  const [a, b, c] = numbers;
  const at = column.type === 'datetime' ? time || 'T00:00:00' : '';
  switch (kind & ~flag.time) {
    case form.monthThenYear:
      return `${b}-${pad(a)}`;
    case form.yearThenMonth:
      return `${a}-${pad(b)}`;
    case form.dateYearFirst:
    case form.dateYearFirstLoose:
      return `${a}-${pad(b)}-${pad(c)}${at}`;
    case form.dateWords:
      return `${c}-${pad(b)}-${pad(a)}${at}`;
    case form.text:
      return raw;
    default:
      return column.dateOrder === 'month-first'
        ? `${c}-${pad(a)}-${pad(b)}${at}`
        : `${c}-${pad(b)}-${pad(a)}${at}`;
  }
};
