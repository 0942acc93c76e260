import { nfc } from '../../kernel/vietnamese-text.ts';
import type { ColumnType } from '../report.ts';
import type { Value } from './model.ts';

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const TIME = /^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

const isDay = (text: string): boolean => {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year || !month || !day || Number(year) === 0) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/**
 * A value as its column's type has it; undefined when it is none. Numbers are plain (`-12`, `3.5`), days `yyyy-mm-dd`, moments
 * `yyyy-mm-ddThh:mm:ss` or their day alone.
 */
export const readValue = (text: string, type: ColumnType): Value | undefined => {
  if (type === 'text') return nfc(text);
  if (type === 'date') return isDay(text) ? text : undefined;
  if (type === 'datetime')
    return isDay(text.slice(0, 10)) && (text.length === 10 || TIME.test(text.slice(10))) ? text : undefined;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  return NUMBER.test(text) ? Number(text) : undefined;
};
