/** What the format of the source says of a column, beyond its text. */
export type ColumnHint = {
  /** Its numbers are numbers of the format: the point is the decimal point. */
  readonly isPointDecimal: boolean;
  /** It holds texts; digits in them are digits of texts. */
  readonly keepsDigits: boolean;
  /** Some numbers have a fraction: one of many digits is no code. */
  readonly hasFractions?: boolean;
  /** The workbook counts days from 1904: a bare number would be another day. */
  readonly countsFrom1904?: boolean;
};
