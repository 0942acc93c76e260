import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { openTable, type OpenTable, type Totals } from '../../shared/tabular/query/index.ts';

export type HeldTable = {
  readonly table: OpenTable;
  readonly totals: Totals;
  /** Where an answer may be written before it is sent. */
  readonly scratch: string;
};

export type HoldOptions = {
  readonly files: Objects;
  /** A folder of this process alone. */
  readonly folder: string;
  readonly engineMb: number;
  /** Most tables open at once: each has an engine with its own memory. */
  readonly most: number;
  /** Disk that copies may fill. */
  readonly maxBytes: number;
};

const TOTALS_KEPT = 1000;

/** The oldest total goes first; a Map keeps its keys in the order they were set. */
const keptTotals = (): Totals => {
  const kept = new Map<string, number>();
  return {
    get: (key) => kept.get(key),
    set: (key, total) => {
      kept.set(key, total);
      const oldest = kept.keys().next();
      if (kept.size > TOTALS_KEPT && !oldest.done) kept.delete(oldest.value);
    },
  };
};

type Held = { readonly opened: Promise<(HeldTable & { bytes: number }) | undefined>; users: number };

/**
 * Query files as this process holds them: copied to its disk once a release, kept open, and let go in the order they
 * were last used when there are too many or the disk fills. A release never changes, so a copy is never asked about again.
 */
export const heldTables = ({ files, folder, engineMb, most, maxBytes }: HoldOptions) => {
  const held = new Map<string, Held>();
  let made = 0;

  const open = async (key: string): Promise<(HeldTable & { bytes: number }) | undefined> => {
    made += 1;
    const home = join(folder, String(made));
    const scratch = join(home, 'scratch');
    await mkdir(scratch, { recursive: true });
    const path = join(home, 'rows.duckdb');
    try {
      if (!(await files.toFile(key, path))) {
        await rm(home, { recursive: true, force: true });
        return undefined;
      }
      const { size } = await stat(path);
      const table = await openTable(path, { scratch, memoryMb: engineMb });
      const close = (): void => {
        table.close();
        void rm(home, { recursive: true, force: true });
      };
      return { table: { ...table, close }, totals: keptTotals(), scratch, bytes: size };
    } catch (error) {
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  };

  const letGo = async (key: string): Promise<void> => {
    const one = held.get(key);
    held.delete(key);
    (await one?.opened)?.table.close();
  };

  const makeRoom = async (): Promise<void> => {
    const sizes = await Promise.all(
      [...held].map(async ([key, one]) => ({
        key,
        one,
        bytes: (await one.opened.catch(() => undefined))?.bytes ?? 0,
      })),
    );
    let bytes = sizes.reduce((sum, one) => sum + one.bytes, 0);
    for (const { key, one, bytes: own } of sizes) {
      if (held.size < most && bytes <= maxBytes / 2) return;
      if (one.users > 0) continue;
      await letGo(key);
      bytes -= own;
    }
  };

  /** Works on the table under `key`; undefined when there is no such file. */
  return async <T>(key: string, work: (table: HeldTable) => Promise<T>): Promise<T | undefined> => {
    let one = held.get(key);
    if (!one) {
      await makeRoom();
      one = held.get(key) ?? { opened: open(key), users: 0 };
    }
    // Used last, let go last.
    held.delete(key);
    held.set(key, one);
    one.users += 1;
    try {
      const found = await one.opened;
      if (found) return await work(found);
      held.delete(key);
      return undefined;
    } catch (error) {
      // A copy that did not come whole must not be asked again.
      await one.opened.catch(() => held.delete(key));
      throw error;
    } finally {
      one.users -= 1;
    }
  };
};

export type HeldTables = ReturnType<typeof heldTables>;
