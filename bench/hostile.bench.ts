import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECK_MEMORY_MB } from '../infra/capabilities/check-memory.ts';
import { checkInAProcess } from '../test/fixtures/check-in-a-process.ts';
import { hostileFiles } from '../test/fixtures/hostile-files.ts';
import { writePeople } from './generators/people.ts';
import { round } from './report.ts';
import type { Session } from './session.ts';

/**
 * What files cost that are meant to break whoever reads them, each checked whole in a process of its own; and a table full of
 * people, of whom the screening finds every one. That the memory stays within that of the function is a test, `hostile.large`.
 */
export const run = async ({ folder, signal, rows, tell }: Session): Promise<void> => {
  const told = async (what: string, path: string): Promise<void> => {
    const { ends, seconds, cpuSeconds, peakMb, findings } = await checkInAProcess(
      path,
      CHECK_MEMORY_MB,
      signal,
    );
    const note = `${ends}${findings > 0 ? `, ${findings} findings` : ''}; ${round(cpuSeconds)} s of processor`;
    tell({ what: `hostile: ${what}`, value: round(seconds), unit: 's', note });
    tell({ what: `hostile: ${what}, peak RSS`, value: peakMb, unit: 'MB' });
    await rm(path);
  };
  for (const { what, fileName, write } of hostileFiles) {
    signal.throwIfAborted();
    const path = join(folder, fileName);
    await write(path);
    await told(what, path);
  }
  const path = join(folder, 'nguoi.csv');
  await writePeople(path, { rows });
  await told(`${rows} rows of people`, path);
};
