import { fold } from '../../kernel/vietnamese-text.ts';
import type { Note } from '../problem.ts';
import type { ColumnProfile } from '../report.ts';
import { sqlName } from '../engine.ts';
import { decideCoordinates } from './decide.ts';
import { axesOf } from './placing.ts';
import { census } from './census.ts';
import { inMinutes, zoneOf } from './zone.ts';

type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;
type Numeric = ColumnProfile & { readonly min: number; readonly max: number };

/** `X`, `Toạ độ Y (m)`, `x_vn2000`: a letter on its own, or the word for coordinates. */
const namesAxis = (name: string): boolean => {
  const tokens = fold(name)
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '');
  const phrase = ` ${tokens.join(' ')} `;
  return (
    tokens.some((token) => token === 'x' || token === 'y') ||
    / toa do | easting | northing | vn 2000 | vn2000 /.test(phrase)
  );
};

const isAxis = (column: ColumnProfile): column is Numeric =>
  (column.type === 'integer' || column.type === 'decimal') &&
  typeof column.min === 'number' &&
  typeof column.max === 'number' &&
  namesAxis(column.name);

const SAMPLED = 64;

/**
 * Two columns of a plain table that hold metres of VN-2000: both are named after axes, and all their numbers are eastings and
 * northings of Vietnam, which do not overlap. They stay as they are; the meridian is that by which they lie in the province.
 */
export const metreColumns = async (
  ask: Ask,
  table: string,
  profiles: readonly ColumnProfile[],
): Promise<Note | undefined> => {
  const axes = profiles.filter(isAxis);
  for (const [i, first] of axes.entries()) {
    const second = axes
      .slice(i + 1)
      .find(
        (other) =>
          axesOf(first.min, other.min) !== undefined &&
          axesOf(first.min, other.min) === axesOf(first.max, other.max),
      );
    if (!second) continue;
    const rows = await ask(
      `SELECT ${sqlName(first.name)}::DOUBLE AS x, ${sqlName(second.name)}::DOUBLE AS y FROM ${table}
       WHERE ${sqlName(first.name)} IS NOT NULL AND ${sqlName(second.name)} IS NOT NULL LIMIT ${SAMPLED}`,
    );
    const samples = rows.map(({ x, y }, row) => ({ row: row + 1, x: Number(x), y: Number(y) }));
    const { coordinates, problem } = decideCoordinates(
      { ...census(), metres: samples.length, samples },
      undefined,
    );
    const zone = problem ? undefined : zoneOf(coordinates);
    return {
      code: zone ? 'metre-columns' : 'metre-columns-elsewhere',
      facts: {
        first: first.name,
        second: second.name,
        ...(zone ? { zone: zone.width, meridian: inMinutes(zone.meridian) } : {}),
      },
    };
  }
  return undefined;
};
