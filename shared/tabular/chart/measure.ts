import { fold } from '../../kernel/vietnamese-text.ts';
import type { ColumnProfile } from '../report.ts';
import { namesCode, namesRank, namesYear } from '../words.ts';

const ordinalName = /^(?:(?:stt|so thu tu|thu tu)(?: .*)?|tt|no|id|fid|gid|oid|objectid|index)$/;
/** Weeks, months, quarters: numbers in order, which measure nothing. */
const periodName = /^(tuan|thang|quy|ky|ngay|gio|week|month|quarter|day|hour)( |$)/;
const placeName = /^(x|y|lat|lon|lng|long|latitude|longitude|vi do|kinh do|toa do.*)$/;
/** `Năm thành lập`, `Năm bắt đầu sử dụng`; not `Năm 2023`, under which a table of a year's amounts may stand. */
const beginsWithYear = /^(?:nam|year)(?: (?!\d)|$)/;
const foldedName = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

export const present = (column: ColumnProfile, rows: number): number => rows - column.missing;
export const isMostlyThere = (column: ColumnProfile, rows: number): boolean => column.missing * 2 <= rows;
export const isUnique = (column: ColumnProfile, rows: number): boolean =>
  column.distinct.exact && column.distinct.count === present(column, rows);
const isNumber = ({ type }: ColumnProfile): boolean => type === 'integer' || type === 'decimal';

/** 1, 2, 3 … without a gap counts the rows. */
const countsRows = (column: ColumnProfile, rows: number): boolean =>
  column.type === 'integer' &&
  isUnique(column, rows) &&
  (column.min === 0 || column.min === 1) &&
  Number(column.max) - column.min + 1 === column.distinct.count;

const holdsYears = ({ type, min, max }: ColumnProfile): boolean =>
  type === 'integer' && Number(min) >= 1000 && Number(max) <= 2999;

export const isYear = (column: ColumnProfile): boolean => namesYear(column.name) && holdsYears(column);

/** A number that says how much: no code, no rank, no running number, no coordinate, no year or week. */
export const isMeasure = (column: ColumnProfile, rows: number): boolean => {
  const name = foldedName(column.name);
  return (
    isNumber(column) &&
    isMostlyThere(column, rows) &&
    column.distinct.count >= 3 &&
    !namesCode(column.name) &&
    !namesRank(column.name) &&
    !ordinalName.test(name) &&
    !placeName.test(name) &&
    !periodName.test(name) &&
    !isYear(column) &&
    !(beginsWithYear.test(name) && holdsYears(column)) &&
    !countsRows(column, rows)
  );
};
