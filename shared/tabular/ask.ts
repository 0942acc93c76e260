import type { DuckDBConnection } from '@duckdb/node-api';

export type Answer = Readonly<Record<string, unknown>>;

/** The rows of an answer that is known to be small. */
export const ask = async (db: DuckDBConnection, sql: string): Promise<Answer[]> =>
  (await db.runAndReadAll(sql)).getRowObjectsJson();

export const numberIn = (answer: Answer | undefined, name: string): number => Number(answer?.[name] ?? 0);

/** A text that the statement made; a number is asked for as one. */
export const textIn = (answer: Answer, name: string): string | undefined => {
  const value = answer[name];
  return typeof value === 'string' ? value : undefined;
};
