import type { Decided, Reading } from './reading.ts';

type Told = keyof Reading;

/** What is known of a file once it was looked at: `format` is that of the data file where it came in a zip. */
export type ReadFile = {
  readonly format?: 'csv' | 'geojson' | 'json' | 'xlsx' | 'xls' | 'zip' | undefined;
  readonly isZip: boolean;
};

/** The file that a report speaks of. Of a zip something was taken out, or is to be chosen. */
export const readFileOf = (report: {
  readonly format?: ReadFile['format'];
  readonly decided?: readonly Pick<Decided, 'what'>[] | undefined;
  readonly problems: readonly { readonly choose?: { readonly what: string } | undefined }[];
}): ReadFile => ({
  format: report.format,
  isZip:
    report.format === 'zip' ||
    (report.decided ?? []).some(({ what }) => what === 'entry') ||
    report.problems.some(({ choose }) => choose?.what === 'entry'),
});

const text = ['csv', 'json', 'geojson'] as const;
const rows = ['csv', 'xlsx', 'xls'] as const;

/** What can be told of files of some formats only; the rest of a reading can be told of any. */
const fits: Partial<Record<Told, readonly ReadFile['format'][]>> = {
  encoding: text,
  delimiter: ['csv'],
  sheet: ['xlsx', 'xls'],
  table: rows,
  range: rows,
  headerRows: rows,
  lastRow: rows,
  subtotals: rows,
  coordinates: ['geojson'],
  cells: ['xlsx', 'xls'],
};

const doesFit = (told: Told, { format, isZip }: ReadFile): boolean => {
  if (told === 'entry') return isZip;
  // Of a file that could not be read, or of one inside a zip nobody opened, nothing is known yet.
  return format === undefined || format === 'zip' || (fits[told]?.includes(format) ?? true);
};

const toldIn = (reading: Reading): Told[] =>
  (Object.keys(reading) as Told[]).filter((told) => reading[told] !== undefined);

/** What this reading says that no file of this kind can be read by: said to whoever told it, never passed over. */
export const unfitOf = (reading: Reading, file: ReadFile): Told[] =>
  toldIn(reading).filter((told) => !doesFit(told, file));

/** The reading without what does not fit: of an earlier file much may hold that this one has no place for. */
export const fitting = (reading: Reading, file: ReadFile): Reading => {
  const unfit = new Set<string>(unfitOf(reading, file));
  return Object.fromEntries(Object.entries(reading).filter(([told]) => !unfit.has(told)));
};

/**
 * What was told and yet not done, by what was decided: rows of names below the table, a table the sheet does not have, a
 * delimiter that cuts nothing.
 */
export const unfollowedOf = (
  { headerRows, table, delimiter }: Reading,
  decided: readonly Pick<Decided, 'what' | 'chosen' | 'how'>[],
): Extract<Told, 'headerRows' | 'table' | 'delimiter'>[] => {
  const chosen = (what: Decided['what']): string | undefined =>
    decided.find((one) => one.what === what)?.chosen;
  const hasNames = decided.some(({ what, how }) => what === 'header' && how === 'told');
  const isIdle = delimiter !== undefined && (chosen('delimiter') ?? delimiter) !== delimiter;
  return [
    ...(headerRows && headerRows.count > 0 && !hasNames ? ['headerRows' as const] : []),
    ...(table !== undefined && table > 1 && chosen('table') !== String(table) ? ['table' as const] : []),
    ...(isIdle ? ['delimiter' as const] : []),
  ];
};
