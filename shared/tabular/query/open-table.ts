import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sqlText } from '../engine.ts';
import { QueryTable, rowLimits } from './model.ts';
import type { Statement } from './sql.ts';

/** The question asked more of the engine than one question may: time or memory. */
export class TooHeavy extends Error {
  override name = 'TooHeavy';
}

export type OpenTable = {
  readonly about: QueryTable;
  /** Rows as the engine has them: whole numbers and days as text. Throws `TooHeavy`. */
  readonly ask: (statement: Statement) => Promise<unknown[][]>;
  /** Runs a statement that writes a file in `scratch`. Throws `TooHeavy`. */
  readonly write: (statement: Statement) => Promise<void>;
  readonly close: () => void;
};

export type OpenOptions = {
  /** A folder of its own; the engine sees nothing else of the disk but the file. */
  readonly scratch: string;
  readonly memoryMb: number;
  readonly maxMilliseconds?: number;
};

const shutIn = async (db: DuckDBConnection, scratch: string): Promise<void> => {
  await db.run(`SET allowed_directories = [${sqlText(`${scratch}/`)}]`);
  await db.run('SET enable_external_access = false');
  await db.run('SET lock_configuration = true');
};

const isTooHeavy = (error: unknown): boolean =>
  error instanceof Error &&
  /^INTERRUPT|Interrupted|Out of Memory|max_temp_directory_size/i.test(error.message);

/** Opens a query file for reading, in an engine of its own that keeps to its memory and gives up in time. */
export const openTable = async (path: string, options: OpenOptions): Promise<OpenTable> => {
  const scratch = resolve(options.scratch);
  await mkdir(scratch, { recursive: true });
  const instance = await DuckDBInstance.create(resolve(path), {
    access_mode: 'READ_ONLY',
    threads: '1',
    memory_limit: `${options.memoryMb}MB`,
    temp_directory: `${scratch}/engine`,
    max_temp_directory_size: '256MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const db = await instance.connect();
  const close = (): void => {
    db.closeSync();
    instance.closeSync();
  };

  const inTime = async <T>(work: () => Promise<T>): Promise<T> => {
    const timer = setInterval(() => db.interrupt(), options.maxMilliseconds ?? rowLimits.maxMilliseconds);
    try {
      return await work();
    } catch (error) {
      if (isTooHeavy(error)) throw new TooHeavy((error as Error).message);
      throw error;
    } finally {
      clearInterval(timer);
    }
  };

  // One connection does one thing at a time: an interrupt meant for one question must not hit the next.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(
      () => inTime(work),
      () => inTime(work),
    );
    last = turn.catch(() => undefined);
    return turn;
  };

  try {
    await shutIn(db, scratch);
    const text = (await db.runAndReadAll('SELECT json FROM about')).getRows()[0]?.[0];
    const about = QueryTable.parse(JSON.parse(String(text)));
    return {
      about,
      ask: ({ sql, values }) => inTurn(async () => (await db.runAndReadAll(sql, [...values])).getRowsJson()),
      write: ({ sql, values }) => inTurn(async () => void (await db.run(sql, [...values]))),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
};
