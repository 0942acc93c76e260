/** A rectangle of cells, rows and columns from 1, both ends included. */
export type CellRange = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

/** Column of a reference such as `AB12`, from 1; 0 when there is none. */
export const columnOf = (reference: string): number => {
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i += 1) {
    const letter = (reference.charCodeAt(i) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
};

/** Letters of a column, from 1. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
};

/** `A1:C3` as a rectangle; undefined for one cell, whole columns or anything else. */
export const rangeOf = (reference: string): CellRange | undefined => {
  const [, first = '', row = '', second = '', toRow = ''] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? [];
  if (first === '') return undefined;
  const range = { top: Number(row), left: columnOf(first), bottom: Number(toRow), right: columnOf(second) };
  const isOne = range.top === range.bottom && range.left === range.right;
  return isOne || range.bottom < range.top || range.right < range.left ? undefined : range;
};
