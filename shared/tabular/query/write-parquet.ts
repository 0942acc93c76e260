import { join } from 'node:path';
import { sqlName, sqlText } from '../engine.ts';
import type { AnswerColumn } from './answer.ts';
import { answerStatement, type Ask } from './ask-rows.ts';
import { isGrouped } from './model.ts';
import type { OpenTable } from './open-table.ts';

/** The engine does not tell `A` from `a`: the later one gets a number. */
const distinct = (names: readonly string[]): string[] => {
  const seen = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; seen.has(free.toLowerCase()); n += 1) free = `${name}_${n}`;
    seen.add(free.toLowerCase());
    return free;
  });
};

/** Writes the answer to `ask` as a Parquet file in `folder`, which the table's engine may write to. */
export const writeParquet = async (
  table: OpenTable,
  ask: Ask,
  columns: readonly AnswerColumn[],
  folder: string,
  name: string,
): Promise<string> => {
  const { sql, values } = await answerStatement(table, ask);
  const own = columns.map((_, i) => `x${i}`);
  // Rows come with their place before them, groups with their number behind them.
  const all = isGrouped(ask.query) ? [...own, 'n'] : ['n', ...own];
  const named = distinct(columns.map((column) => column.name)).map((as, i) => `x${i} AS ${sqlName(as)}`);
  const path = join(folder, name);
  await table.write({
    sql:
      `COPY (SELECT ${named.join(', ')} FROM (${sql}) AS t(${all.join(', ')})) ` +
      `TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`,
    values,
  });
  return path;
};
