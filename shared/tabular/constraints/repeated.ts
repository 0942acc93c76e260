import type { DuckDBConnection } from '@duckdb/node-api';
import { ask, numberIn, textIn } from '../ask.ts';
import type { Broken } from './findings.ts';
import { rowsSql, shownSql, valueName, type Place } from './values.ts';

/**
 * Values, or sets of values, that stand in more than one row. Each row after the first is one problem that names the
 * first. A set with a missing value is left out: that it is missing is another rule's problem.
 */
export const repeatedIn = async (
  db: DuckDBConnection,
  parquet: string,
  places: readonly Place[],
  maxValueChars: number,
): Promise<Broken> => {
  const keys = places.map(valueName);
  const isWhole = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
  const table = `repeated_${keys.join('_')}`;
  // The engine spills this to disk; it holds only what repeats.
  await db.run(
    `CREATE TEMP TABLE ${table} AS
     SELECT ${keys.join(', ')}, min(r) AS first_row, count(*) AS n FROM (${rowsSql(parquet, places)})
     WHERE ${isWhole} GROUP BY ${keys.join(', ')} HAVING count(*) > 1`,
  );
  const [sum] = await ask(db, `SELECT coalesce(sum(n - 1), 0)::DOUBLE AS n FROM ${table}`);
  const columnName = places.map(({ column }) => column.name).join(', ');
  const only = places.length === 1 ? places[0] : undefined;
  const at = only ? { column: only.index + 1, columnName } : { columnName };
  return {
    code: 'value-repeated',
    count: numberIn(sum, 'n'),
    first: async (most) => {
      const shown = places.map(
        (place, i) => `${shownSql(`k.${valueName(place)}`, place, maxValueChars)} AS s${i}`,
      );
      const found = await ask(
        db,
        `SELECT t.r::DOUBLE AS r, k.first_row::DOUBLE AS f, ${shown.join(', ')}
         FROM (${rowsSql(parquet, places)}) AS t JOIN ${table} AS k
         ON ${keys.map((key) => `t.${key} = k.${key}`).join(' AND ')}
         WHERE t.r > k.first_row ORDER BY t.r LIMIT ${most}`,
      );
      return found.map((one) => ({
        row: numberIn(one, 'r'),
        ...at,
        value: places.map((_, i) => textIn(one, `s${i}`) ?? '').join(', '),
        facts: { first: numberIn(one, 'f') },
      }));
    },
  };
};
