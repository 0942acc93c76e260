import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './lock.ts';
import { reapFunctions } from './orphans.ts';

/** Files of the lock itself stay, or the lock would be on a file that is gone; so does a deployed stage, not ours to end. */
const stays = (name: string): boolean => name.startsWith('lock.sqlite') || name === 'stage';

/** Takes the state folder: locked, orphans ended, and emptied when `fresh`. Returns the release. Throws `AlreadyRunning`. */
export const takeStateFolder = async (
  stateDir: string,
  fresh: boolean,
): Promise<{ release: () => void; reaped: number }> => {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const release = takeLock(stateDir);
  const reaped = await reapFunctions(stateDir);
  if (fresh) {
    const { reapOrphan } = await import('../engines/dynamodb/orphan.ts');
    await reapOrphan(join(stateDir, 'tables', 'dynoxide.pid'), join(stateDir, 'tables', 'tables.db'));
    for (const name of readdirSync(stateDir))
      if (!stays(name)) rmSync(join(stateDir, name), { recursive: true, force: true });
  }
  return { release, reaped };
};
