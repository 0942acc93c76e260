import { DatabaseSync } from 'node:sqlite';

/**
 * Holds a file for this process and answers how to let it go; undefined when another process holds it. The lock is the
 * operating system's on an open file: it is gone when the process is, however it ended, so there is no stale lock to judge.
 */
export const hold = (file: string): (() => void) | undefined => {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return () => database.close();
  } catch (error) {
    database.close();
    if (isLocked(error)) return undefined;
    throw error;
  }
};

const SQLITE_BUSY = 5;

const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
