/** What a caller allows. Sizes in bytes unless said otherwise; nothing here is law, every stage takes it as a parameter. */
export type TabularLimits = {
  /** Largest CSV that is checked and converted; above it the original is kept without derived files. */
  readonly maxCsvBytes: number;
  readonly maxGeoJsonBytes: number;
  /** Largest JSON of records, held in memory as a whole. */
  readonly maxJsonBytes: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Longest record (so also the longest cell), in UTF-16 code units. */
  readonly maxRecordChars: number;
  /** Most text in any 2048 rows: what the engine holds of a table at once, several times over. */
  readonly maxBatchChars: number;
  readonly maxHeaderChars: number;
  /** All names together, written as JSON: columns are recorded in one database item of at most 400 KB. */
  readonly maxHeaderBytes: number;
  /** Problems listed; all are counted. */
  readonly maxProblems: number;
  readonly maxValueChars: number;
  /** Largest GeoJSON feature, in UTF-16 code units: the only part of the file held in memory. */
  readonly maxFeatureChars: number;
  readonly maxJsonDepth: number;
  readonly previewRows: number;
  readonly maxPreviewCellChars: number;
  readonly topValues: number;
  readonly histogramBins: number;
  /** Columns with more distinct values than this get an approximate count and approximate top values. */
  readonly maxExactDistinct: number;
  readonly engineThreads: number;
  /** The same while Parquet is written: nothing else of the check is at work then. */
  readonly parquetThreads: number;
  /** At least; a table of many columns gets more (`engineMemoryFor`). */
  readonly engineMemoryMb: number;
  readonly engineScratchMb: number;
};

const MB = 1024 * 1024;

export const defaultLimits: TabularLimits = {
  maxCsvBytes: 1024 * MB,
  maxGeoJsonBytes: 200 * MB,
  maxJsonBytes: 64 * MB,
  maxRows: 20_000_000,
  maxColumns: 500,
  maxRecordChars: 1_000_000,
  maxBatchChars: 24_000_000,
  maxHeaderChars: 300,
  maxHeaderBytes: 32 * 1024,
  maxProblems: 1000,
  maxValueChars: 100,
  maxFeatureChars: 32 * MB,
  maxJsonDepth: 32,
  previewRows: 50,
  maxPreviewCellChars: 500,
  topValues: 10,
  histogramBins: 20,
  maxExactDistinct: 1_000_000,
  engineThreads: 1,
  parquetThreads: 2,
  engineMemoryMb: 384,
  engineScratchMb: 8 * 1024,
};

/** Rows the engine handles together. */
export const BATCH_ROWS = 2048;

/** The engine books about 1.6 MB a column before it holds any data (measured at 200 and 500 columns; it uses half of it). */
export const engineMemoryFor = (columns: number, limits: TabularLimits): number =>
  Math.max(limits.engineMemoryMb, Math.ceil(128 + 1.6 * columns));
