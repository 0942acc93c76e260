import type { SourceCell } from './cells.ts';
import type { FormatKind } from './number-format.ts';
import { inFull, numberText } from './number-text.ts';
import { dateOfSerial, timeOfSerial } from './serial-date.ts';

/** More digits than a spreadsheet itself keeps are the noise of binary fractions: left out, and what was there is kept. */
const plain = (value: number): SourceCell => {
  const text = numberText(value);
  return Number(text) === value
    ? { text, is: 'number' }
    : { text, is: 'number', kept: inFull(String(value)) };
};

const textOr = (text: string | undefined, value: number, is: 'date' | 'text'): SourceCell =>
  text === undefined ? plain(value) : { text, is, kept: inFull(String(value)) };

/** A kept number as its format means it; a date or time outside the calendar stays a number. */
export const numberCell = (value: number, kind: FormatKind, system: 1900 | 1904): SourceCell => {
  if (!Number.isFinite(value)) return { text: '#NUM!', is: 'error' };
  switch (kind.is) {
    case 'number':
      return plain(value);
    case 'percent':
      return { ...plain(value), percent: true };
    case 'text':
      return { text: numberText(value), is: 'text' };
    case 'date':
      return textOr(dateOfSerial(value, system), value, 'date');
    case 'time':
      // A time format on a whole day number shows a time, but the day is what is kept.
      return value >= 1
        ? textOr(dateOfSerial(value, system), value, 'date')
        : textOr(timeOfSerial(value), value, 'text');
    case 'elapsed':
      return textOr(timeOfSerial(value), value, 'text');
    case 'padded': {
      const text = numberText(value);
      // Longer ones too: all codes of a column are one kind.
      return /^\d+$/.test(text)
        ? {
            text: text.padStart(kind.digits, '0'),
            is: 'text',
            padded: true,
            ...(text.length < kind.digits ? { kept: text } : {}),
          }
        : plain(value);
    }
  }
};
