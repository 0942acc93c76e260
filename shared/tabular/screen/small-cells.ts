import { MAX_FINDING_CELLS, type Finding } from '../../kernel/screening.ts';
import { sqlName, sqlText } from '../engine.ts';
import type { Column } from '../report.ts';
import {
  countPhrase,
  countsPeople,
  holdsCounts,
  isBareName,
  mayBeMarks,
  ratioPhrase,
  smallText,
  speaksOfCounts,
} from './counts-people.ts';
import { holdsPhrase, isPhrase } from './header-words.ts';
import { sqlMatches } from './pattern.ts';
import { cellFinding, countsOf, ROW, rowsOf, type Seat } from './seek.ts';
import texts from './texts.json' with { type: 'json' };

const { people } = texts;

/** A column that says whom the people of a row are: a place, a group, a time. */
const isGroup = ({ name, type }: Column): boolean =>
  (type === 'text' || type === 'date' || type === 'boolean') && !holdsPhrase(name, people.notGroups);

/** Rows of a table in long form that tell of people, and the column that says so: an indicator, or the unit. */
type Told = { readonly column: Column; readonly where: string };

const toldByRows = (seat: Seat, samples: readonly string[][]): Told | undefined => {
  const textOf = ({ name }: Column): string => sqlName(name);
  for (const [at, column] of seat.columns.entries()) {
    if (column.type !== 'text') continue;
    const values = samples[at] ?? [];
    if (
      isPhrase(column.name, people.unitNames) &&
      values.some((text) => people.units.includes(text.toLowerCase()))
    )
      return {
        column,
        where: `lower(trim(${textOf(column)})) IN (${people.units.map(sqlText).join(', ')})`,
      };
  }
  for (const [at, column] of seat.columns.entries()) {
    if (column.type !== 'text' || !holdsPhrase(column.name, people.indicators)) continue;
    if (!(samples[at] ?? []).some(speaksOfCounts)) continue;
    const text = textOf(column);
    return { column, where: `${sqlMatches(text, countPhrase)} AND NOT ${sqlMatches(text, ratioPhrase)}` };
  }
  return undefined;
};

/** The column that says whom, and which rows count people; nothing where this column counts something else. */
const countedBy = (
  seat: Seat,
  at: number,
  samples: readonly string[][],
  titles: readonly string[],
): { readonly beside: Column; readonly where?: string } | undefined => {
  const column = seat.columns[at];
  if (!column || !holdsCounts(column, samples[at] ?? [])) return undefined;
  const group = seat.columns.find((one) => one !== column && isGroup(one));
  if (group && countsPeople(column, { titles, columns: seat.columns })) return { beside: group };
  const told = isBareName(column.name) ? toldByRows(seat, samples) : undefined;
  return told && told.column !== column ? { beside: told.column, where: told.where } : undefined;
};

const smallIn = ({ name, type }: Column): string =>
  type === 'text'
    ? sqlMatches(sqlName(name), smallText)
    : `${sqlName(name)} IN (${Array.from({ length: people.threshold - 1 }, (_, i) => i + 1).join(', ')})`;

/** Counts below the threshold, none excepted but zero. */
export const smallCellsIn = async (
  seat: Seat,
  at: number,
  samples: readonly string[][],
  titles: readonly string[],
): Promise<Finding[]> => {
  const column = seat.columns[at];
  const counted = countedBy(seat, at, samples, titles);
  if (!column || !counted) return [];
  // A list of persons marks the sex of each by a one.
  if (mayBeMarks(column.name) && (samples[at] ?? []).every((text) => Number(text) <= 1)) return [];
  const small = `(${smallIn(column)})${counted.where === undefined ? '' : ` AND ${counted.where}`}`;
  const { count } = await countsOf(seat, seat.table, { count: small });
  if (count === 0) return [];
  const listed = await rowsOf(
    seat,
    `SELECT ${ROW}, ${sqlName(column.name)}::VARCHAR FROM ${seat.table} WHERE ${small} ORDER BY ${ROW} LIMIT ${MAX_FINDING_CELLS}`,
  );
  const cells = listed.map(([r, value]) => ({
    plain: Number(r) + 1,
    shown: String(Number.parseInt(String(value).trim(), 10)),
  }));
  const facts = { threshold: people.threshold, withColumn: counted.beside.name };
  return [cellFinding(seat, 'small-cell', at, { count, cells, facts })];
};
