import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Somebody else runs on the same state. */
export class AlreadyRunning extends Error {}

/**
 * Takes the state folder for this process. The lock is the operating system's on an open file: it is gone when the
 * process is, however it ended, so there is no stale lock to judge. Throws `AlreadyRunning` with the other's address.
 */
export const takeLock = (dir: string): (() => void) => {
  const database = new DatabaseSync(join(dir, 'lock.sqlite'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (cause) {
    database.close();
    const note = join(dir, 'runtime.json');
    const where = existsSync(note)
      ? (JSON.parse(readFileSync(note, 'utf8')) as { url?: string; pid?: number })
      : {};
    throw new AlreadyRunning(
      `Cổng dữ liệu đang chạy trên ${dir}${where.url ? ` tại ${where.url} (tiến trình ${where.pid})` : ''}. ` +
        'Dừng nó (Ctrl-C) trước, hoặc đặt LOCAL_DIR sang thư mục khác.',
      { cause },
    );
  }
  return () => database.close();
};
