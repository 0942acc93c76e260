import type { Reading } from '../kernel/reading.ts';
import type { ColumnHint } from './column-hints.ts';
import type { TabularLimits } from './limits.ts';

export type Progress = { readonly rowsRead: number; readonly bytesRead: number; readonly bytesTotal: number };

/** What every stage accepts besides its input. `signal` stops the work between two blocks of half a megabyte. */
export type StageOptions = {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

export type ReadOptions = StageOptions & {
  readonly limits: TabularLimits;
  /** What the officer said of the file, or what held for the last release. */
  readonly reading?: Reading;
  /** What the format of the source says of each column. */
  readonly hints?: readonly ColumnHint[];
};
