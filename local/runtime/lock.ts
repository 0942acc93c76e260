import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hold } from '../../infra/stage/hold.ts';

/** Somebody else runs on the same state. */
export class AlreadyRunning extends Error {}

/** Takes the state folder for this process. Throws `AlreadyRunning` with the other's address. */
export const takeLock = (dir: string): (() => void) => {
  const release = hold(join(dir, 'lock.sqlite'));
  if (release) return release;
  const note = join(dir, 'runtime.json');
  const where = existsSync(note)
    ? (JSON.parse(readFileSync(note, 'utf8')) as { url?: string; pid?: number })
    : {};
  throw new AlreadyRunning(
    `Cổng dữ liệu đang chạy trên ${dir}${where.url ? ` tại ${where.url} (tiến trình ${where.pid})` : ''}. ` +
      'Dừng nó (Ctrl-C) trước, hoặc đặt LOCAL_DIR sang thư mục khác.',
  );
};
