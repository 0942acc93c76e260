import { MOST_MEASURES, MOST_PLACES, type Place, type PlaceValues } from '../../kernel/place-values.ts';
import { isMeasure } from '../chart/measure.ts';
import type { CodesInForce } from '../constraints/code-lists.ts';
import { sqlName } from '../engine.ts';
import type { Note } from '../problem.ts';
import type { Column, ColumnProfile } from '../report.ts';
import { namesRate } from '../words.ts';
import { codeNotes } from './code-notes.ts';
import { codeColumnOf, codeSql, type Ask, type Checked } from './codes.ts';
import { editionOf } from './edition.ts';
import { periodOf } from './period.ts';

const FEWEST = 2;

/** Rates are not added up; amounts are. */
const summaryOf = ({ name, unit }: Column): 'sum' | 'mean' =>
  namesRate(name) || /[%‰/°]/.test(unit ?? '') ? 'mean' : 'sum';

const numberOf = (value: unknown): number => Number(value ?? 0);

const placeOf = (row: Record<string, unknown>, measures: number): Omit<Place, 'name' | 'from'> => ({
  code: String(row['code']),
  rows: numberOf(row['n']),
  figures: Array.from({ length: measures }, (_, i) => {
    const [sum, rows] = [numberOf(row[`s${i}`]), numberOf(row[`c${i}`])];
    return rows > 0 && Number.isFinite(sum) ? { sum, rows } : null;
  }),
});

/**
 * The figures of a table gathered by commune: one place a code, with the sum of each measure and the rows behind it.
 * Nothing where no column holds commune codes. The size of the answer is bounded, whatever the table's. Beside it, what
 * is to be said of codes that no rule was declared for.
 */
export const placeValuesOf = async (
  ask: Ask,
  table: string,
  checked: Checked,
  profiles: readonly ColumnProfile[],
  list: CodesInForce,
): Promise<{ readonly values: PlaceValues; readonly notes: Note[] } | undefined> => {
  const codes = await codeColumnOf(ask, table, checked, profiles, list);
  if (!codes) return undefined;
  const { column } = codes;
  const { only, period, day: told } = await periodOf(ask, table, checked, profiles, codes);
  const measured = checked.columns
    .filter(({ name }, i) => {
      const profile = profiles[i];
      return profile && name !== column.name && name !== period?.column && isMeasure(profile, checked.rows);
    })
    .slice(0, MOST_MEASURES);
  const sums = measured.map(
    ({ name }, i) =>
      `, sum(${sqlName(name)}::DOUBLE)::DOUBLE AS s${i}, count(${sqlName(name)})::DOUBLE AS c${i}`,
  );
  const rows = await ask(
    `SELECT ${codeSql(column)} AS code, count(*)::DOUBLE AS n${sums.join('')}
     FROM ${table} ${only ? `WHERE ${only}` : ''} GROUP BY 1 ORDER BY 1 NULLS LAST LIMIT ${MOST_PLACES + 2}`,
  );
  const hasCode = ({ code }: Record<string, unknown>): boolean =>
    typeof code === 'string' && code !== '' && code.length <= 20;
  const gathered = rows.filter(hasCode);
  if (gathered.length < FEWEST || gathered.length > MOST_PLACES) return undefined;
  const rowsWithoutCode = rows.filter((row) => !hasCode(row)).reduce((n, row) => n + numberOf(row['n']), 0);
  const places = gathered.map((row) => placeOf(row, measured.length));
  const { day, listed } = editionOf(
    list,
    places.map(({ code }) => code),
    told,
  );
  const severalRows = places.some((place) => place.rows > 1);
  const values: PlaceValues = {
    column: column.name,
    ...(day ? { day } : {}),
    ...(period ? { period } : {}),
    severalRows,
    rowsWithoutCode,
    measures: measured.map((one) => ({
      column: one.name,
      ...(one.unit === undefined ? {} : { unit: one.unit }),
      summary: severalRows ? summaryOf(one) : 'value',
    })),
    places: places.map((place) => {
      const { name, from } = listed.get(place.code) ?? {};
      return { ...place, ...(name === undefined ? {} : { name }), ...(from === undefined ? {} : { from }) };
    }),
  };
  return { values, notes: codes.isDeclared ? [] : codeNotes(values, list, told) };
};
