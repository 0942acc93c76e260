import { MAX_FINDING_CELLS, type Finding } from '../../kernel/screening.ts';
import { sqlName } from '../engine.ts';
import type { Column } from '../report.ts';
import { holdsPhrase } from './header-words.ts';
import { cellFinding, countsOf, ROW, rowsOf, type Seat } from './seek.ts';
import texts from './texts.json' with { type: 'json' };

const { people } = texts;

/** A whole number of people by its unit, or by its name where the unit does not say something else. */
export const countsPeople = ({ name, type, unit, field }: Column): boolean => {
  if (type !== 'integer' || field === 'year' || field === 'yearmonth') return false;
  if (holdsPhrase(name, people.notHeaders)) return false;
  if (unit !== undefined) return people.units.includes(unit.toLowerCase());
  return holdsPhrase(name, people.headers);
};

/** A column that says whom the people of a row are: a place, a group, a time. */
const isGroup = ({ name, type }: Column): boolean =>
  (type === 'text' || type === 'date' || type === 'boolean') && !holdsPhrase(name, people.notGroups);

/** Counts below the threshold, none excepted but zero. */
export const smallCellsIn = async (seat: Seat, at: number): Promise<Finding[]> => {
  const column = seat.columns[at];
  const group = seat.columns.find(isGroup);
  if (!column || !group || !countsPeople(column)) return [];
  const small = `${sqlName(column.name)} BETWEEN 1 AND ${people.threshold - 1}`;
  const { count } = await countsOf(seat, seat.table, { count: small });
  if (count === 0) return [];
  const listed = await rowsOf(
    seat,
    `SELECT ${ROW}, ${sqlName(column.name)}::VARCHAR FROM ${seat.table} WHERE ${small} ORDER BY ${ROW} LIMIT ${MAX_FINDING_CELLS}`,
  );
  const cells = listed.map(([r, value]) => ({ plain: Number(r) + 1, shown: String(value) }));
  const facts = { threshold: people.threshold, withColumn: group.name };
  return [cellFinding(seat, 'small-cell', at, { count, cells, facts })];
};
