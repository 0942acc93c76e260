import { MOST_BARS, MOST_POINTS, type Chart, type TimeUnit } from '../../kernel/chart.ts';
import { sqlName } from '../engine.ts';
import type { TabularLimits } from '../limits.ts';
import { clip } from '../problem-list.ts';
import type { ColumnProfile } from '../report.ts';
import type { ChartChoice } from './choose.ts';
import { spanSql, unitFor } from './time-unit.ts';

type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;

const unitOf = ({ x }: ChartChoice): TimeUnit | undefined =>
  x.type === 'date' || x.type === 'datetime'
    ? unitFor(x.type, { min: String(x.min), max: String(x.max) }, MOST_POINTS)
    : undefined;

const isInTime = ({ rule }: ChartChoice): boolean =>
  rule === 'time-number' || rule === 'year-number' || rule === 'time';

/** A lone number needs no question: its histogram was counted with its column. */
const ofHistogram = ({ rule, x }: ChartChoice): Chart | undefined => {
  const bars = x.histogram ?? [];
  return bars.length < 2
    ? undefined
    : {
        rule,
        x: { column: x.name },
        summary: 'count',
        places: bars.length,
        points: bars.map(({ from, count }) => ({ x: String(from), y: count })),
      };
};

const placeSql = (x: ColumnProfile, unit: TimeUnit | undefined): string =>
  unit ? spanSql(sqlName(x.name), unit) : sqlName(x.name);

/**
 * The points of a chosen chart over all rows of the table: in order of time, or the largest first. Nothing when fewer
 * than two places are left.
 */
export const chartOf = async (
  ask: Ask,
  table: string,
  choice: ChartChoice,
  limits: Pick<TabularLimits, 'maxValueChars'>,
): Promise<Chart | undefined> => {
  if (choice.rule === 'number') return ofHistogram(choice);
  const { rule, x, y } = choice;
  const unit = unitOf(choice);
  const inTime = isInTime(choice);
  const value = y ? `avg(${sqlName(y.name)}::DOUBLE)` : 'count(*)';
  const there = [x, ...(y ? [y] : [])].map(({ name }) => `${sqlName(name)} IS NOT NULL`).join(' AND ');
  const rows = await ask(
    `WITH p AS MATERIALIZED (SELECT ${placeSql(x, unit)} AS place, ${value}::DOUBLE AS amount, count(*) AS held
       FROM ${table} WHERE ${there} GROUP BY 1)
     SELECT left(place::VARCHAR, ${limits.maxValueChars + 1}) AS x, amount AS y,
       (SELECT count(*) FROM p)::DOUBLE AS places, (SELECT max(held) FROM p)::DOUBLE AS most
     FROM p WHERE isfinite(amount) ORDER BY ${inTime ? 'place' : 'amount DESC, place'} LIMIT ${inTime ? MOST_POINTS : MOST_BARS}`,
  );
  if (rows.length < 2) return undefined;
  const isOnePerPlace = rows[0]?.['most'] === 1;
  return {
    rule,
    x: { column: x.name, ...(unit ? { unit } : {}) },
    ...(y ? { y: { column: y.name } } : {}),
    summary: y ? (isOnePerPlace ? 'value' : 'mean') : 'count',
    places: Number(rows[0]?.['places']),
    points: rows.map((row) => ({ x: clip(String(row['x']), limits.maxValueChars), y: Number(row['y']) })),
  };
};
