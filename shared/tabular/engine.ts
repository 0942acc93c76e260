import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { engineMemoryFor, type TabularLimits } from './limits.ts';

/** Text as an SQL string: the only way a path or a word gets into a statement. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export type EngineRoom = {
  readonly scratch: string;
  readonly folders: readonly string[];
  readonly limits: TabularLimits;
  readonly columns: number;
};

/**
 * Runs work on a DuckDB of its own, shut in: it sees only `folders` and `scratch`, loads no extension, keeps to its
 * memory and spills to `scratch`. Its settings cannot be changed by a statement.
 */
export const withEngine = async <T>(
  room: EngineRoom,
  work: (db: DuckDBConnection) => Promise<T>,
): Promise<T> => {
  const scratch = resolve(room.scratch);
  await mkdir(scratch, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(room.limits.engineThreads),
    memory_limit: `${engineMemoryFor(room.columns, room.limits)}MB`,
    temp_directory: `${scratch}/engine`,
    max_temp_directory_size: `${room.limits.engineScratchMb}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const db = await instance.connect();
    try {
      const allowed = [scratch, ...room.folders.map((folder) => resolve(folder))].map((folder) =>
        sqlText(`${folder}/`),
      );
      await db.run(`SET allowed_directories = [${allowed.join(', ')}]`);
      await db.run('SET enable_external_access = false');
      await db.run('SET lock_configuration = true');
      return await work(db);
    } finally {
      db.closeSync();
    }
  } finally {
    instance.closeSync();
  }
};
