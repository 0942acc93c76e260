import { nfc } from '../kernel/vietnamese-text.ts';
import { kindOf } from './cell-kind.ts';
import { flag, form, formOf, isDateForm, isNumberForm } from './values/form.ts';
import type { TabularLimits } from './limits.ts';
import type { Note } from './problem.ts';
import { clip, type ProblemList } from './problem-list.ts';

export type Header = { readonly names: string[]; readonly notes: Note[] };

const isValue = (name: string): boolean => {
  const looksLike = kindOf(name, 0, name.length);
  const f = formOf(looksLike);
  if ((looksLike & flag.unit) !== 0) return false;
  return isNumberForm(f) || isDateForm(f) || f === form.leadingZero || f === form.longDigits;
};

/** Names without outer blanks, line breaks and control characters, in NFC; everything else as written. */

export const cleanName = (raw: string): string =>
  nfc(raw)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** Checks the first record as a header. Names must be there and differ, also when case is ignored (as engines do); told, they may all be values. */
export const checkHeader = (
  cells: readonly string[],
  limits: TabularLimits,
  problems: ProblemList,
  { isTold = false }: { readonly isTold?: boolean } = {},
): Header => {
  const names = cells.map(cleanName);
  const notes: Note[] = [];
  const seen = new Map<string, number>();
  if (!isTold && names.length > 0 && names.every(isValue))
    problems.add({ code: 'header-missing', line: 1, value: names.slice(0, 5).join(', ') });
  names.forEach((name, index) => {
    const column = index + 1;
    const key = name.toLowerCase();
    const first = seen.get(key);
    if (name === '') problems.add({ code: 'header-empty-name', line: 1, column });
    else if (first !== undefined)
      problems.add({
        code: 'header-duplicate-name',
        line: 1,
        column,
        columnName: clip(name, 300),
        facts: { first },
      });
    else if (name.length > limits.maxHeaderChars)
      problems.add({
        code: 'header-name-too-long',
        line: 1,
        column,
        value: name,
        facts: { length: name.length, limit: limits.maxHeaderChars },
      });
    if (first === undefined) seen.set(key, column);
    if (name !== cells[index])
      notes.push({ code: 'header-name-cleaned', column, columnName: clip(name, 300) });
  });
  const bytes = Buffer.byteLength(JSON.stringify(names));
  if (bytes > limits.maxHeaderBytes)
    problems.add({ code: 'header-too-large', line: 1, facts: { bytes, limit: limits.maxHeaderBytes } });
  return { names: names.map((name) => clip(name, limits.maxHeaderChars)), notes };
};
