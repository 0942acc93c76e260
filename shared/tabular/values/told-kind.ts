import { kindOf } from '../cell-kind.ts';
import type { ColumnSchema } from '../../kernel/table-schema.ts';
import type { Column } from '../report.ts';
import { dateOfSerial } from '../sheets/serial-date.ts';
import { form, type Kind } from './form.ts';

const isBeyondCalendar = (value: string, { dateOrder }: ColumnSchema): boolean =>
  dateOrder === 'day-number' && /^\d+$/.test(value) && dateOfSerial(Number(value), 1900) === undefined;

/** What a cell is in a column of which the officer gave words of its own. */
export const toldKind = (text: string, told: ColumnSchema): Kind => {
  const value = text.trim();
  if (told.missingValues?.includes(value)) return form.missing;
  if (told.type === 'boolean') {
    if (told.trueValues?.includes(value)) return form.yes;
    if (told.falseValues?.includes(value)) return form.no;
  }
  return isBeyondCalendar(value, told) ? form.text : kindOf(text, 0, text.length);
};

/** A cell without a value, by the usual words or by those of its column. */
export const isMissingIn = (column: Pick<Column, 'words'>, text: string): boolean => {
  const { words } = column;
  if (words) {
    const value = text.trim();
    if (words.missing.includes(value)) return true;
    if (words.true.includes(value) || words.false.includes(value)) return false;
  }
  return kindOf(text, 0, text.length) === form.missing;
};
