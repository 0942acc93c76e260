/** What an office file or a zip may ask of the machine. Sizes in bytes unless said otherwise. */
export type SheetLimits = {
  readonly maxZipEntries: number;
  /** All entries together, inflated. */
  readonly maxInflatedBytes: number;
  /** Inflated to packed, judged from `minBombBytes` on: XML of empty rows packs about 1 : 50, a bomb 1 : 1000. */
  readonly maxZipRatio: number;
  readonly minBombBytes: number;
  /** Parts that are held whole: styles, the list of sheets, relations. */
  readonly maxPartBytes: number;
  /** Distinct texts of a workbook, in UTF-8. */
  readonly maxStringBytes: number;
  readonly maxStrings: number;
  /** Longest text of one cell and longest tag, in UTF-16 code units. */
  readonly maxTokenChars: number;
  readonly maxXmlDepth: number;
  readonly maxSheets: number;
  readonly maxColumns: number;
  /** Places up to the last value of each row, over all rows. */
  readonly maxCells: number;
  readonly maxMergedRanges: number;
  /** An XLS is held whole, several times over. */
  readonly maxXlsBytes: number;
  readonly maxXlsCells: number;
};

const MB = 1024 * 1024;

export const defaultSheetLimits: SheetLimits = {
  maxZipEntries: 5000,
  maxInflatedBytes: 2048 * MB,
  maxZipRatio: 200,
  minBombBytes: 16 * MB,
  maxPartBytes: 32 * MB,
  maxStringBytes: 128 * MB,
  maxStrings: 4_000_000,
  maxTokenChars: 1_000_000,
  maxXmlDepth: 64,
  maxSheets: 500,
  maxColumns: 2000,
  maxCells: 100_000_000,
  maxMergedRanges: 200_000,
  maxXlsBytes: 20 * MB,
  maxXlsCells: 1_000_000,
};
