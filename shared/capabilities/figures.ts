import type { CaseId } from '../kernel/ids.ts';

/** A number that a case adds to a row of a sheet, under a name. */
export type Count = {
  readonly sheet: string;
  readonly row: string;
  readonly what: string;
  readonly n: number;
};

/** A row of its own that a case has in a sheet which lists cases, with what it says there. */
export type Place = {
  readonly sheet: string;
  readonly row: string;
  readonly says: Readonly<Record<string, string>>;
};

/** Everything a case adds to the figures as it stands: a pure function of its state, and so of its events. */
export type Adds = { readonly counts: readonly Count[]; readonly places: readonly Place[] };

export const ADDS_NOTHING: Adds = { counts: [], places: [] };

/** A row of a sheet: the sums of what cases add to it, or what one case says in its place. */
export type FigureRow = { readonly row: string; readonly values: Readonly<Record<string, string | number>> };

/** Sums kept while cases change, so that nobody reads the cases to count them. Rebuilt from the ledger at any time. */
export type Figures = {
  /**
   * Puts what a case adds as of a version in the place of what it added before. An older version than the stored one, or
   * the same, changes nothing. Says whether it changed anything.
   */
  save(caseId: CaseId, version: number, adds: Adds): Promise<boolean>;
  /** The rows of a sheet in the order of their names; all, or those between two names, both included. */
  rows(sheet: string, between?: { readonly from: string; readonly to: string }): Promise<FigureRow[]>;
};

/** A number of a row; what nobody added to is nought. */
export const numberIn = ({ values }: Pick<FigureRow, 'values'>, what: string): number =>
  Number(values[what] ?? 0);
