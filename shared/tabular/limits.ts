/** What a caller allows. Sizes in bytes unless said otherwise; nothing here is law, every stage takes it as a parameter. */
export type TabularLimits = {
  /** Largest CSV that is checked and converted; above it the original is kept without derived files. */
  readonly maxCsvBytes: number;
  readonly maxGeoJsonBytes: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Longest record (so also the longest cell), in UTF-16 code units. */
  readonly maxRecordChars: number;
  readonly maxHeaderChars: number;
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
  readonly engineMemoryMb: number;
  readonly engineScratchMb: number;
};

const MB = 1024 * 1024;

export const defaultLimits: TabularLimits = {
  maxCsvBytes: 1024 * MB,
  maxGeoJsonBytes: 200 * MB,
  maxRows: 20_000_000,
  maxColumns: 1000,
  maxRecordChars: 1_000_000,
  maxHeaderChars: 300,
  maxProblems: 1000,
  maxValueChars: 100,
  maxFeatureChars: 32 * MB,
  maxJsonDepth: 32,
  previewRows: 50,
  maxPreviewCellChars: 500,
  topValues: 10,
  histogramBins: 20,
  maxExactDistinct: 1_000_000,
  engineThreads: 2,
  engineMemoryMb: 256,
  engineScratchMb: 8 * 1024,
};
