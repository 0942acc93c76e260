/** Records of the XLS stream that are looked at by name ([MS-XLS] 2.3). */
export const BIFF = {
  FORMULA: 0x0006,
  EOF: 0x000a,
  NOTE: 0x001c,
  DATE_1904: 0x0022,
  FILE_PASS: 0x002f,
  FONT: 0x0031,
  CONTINUE: 0x003c,
  CODE_PAGE: 0x0042,
  COLUMN_INFO: 0x007d,
  BOUND_SHEET: 0x0085,
  /** Read by nobody: what a record becomes that we do not want read. */
  FILTER_MODE: 0x009b,
  MULTI_RK: 0x00bd,
  RICH_STRING: 0x00d6,
  XF: 0x00e0,
  MERGED_CELLS: 0x00e5,
  SHARED_STRINGS: 0x00fc,
  LABEL_SHARED: 0x00fd,
  SUPPORTING_BOOK: 0x01ae,
  NUMBER: 0x0203,
  LABEL: 0x0204,
  BOOL_OR_ERROR: 0x0205,
  STRING: 0x0207,
  ROW: 0x0208,
  RK: 0x027e,
  FORMAT: 0x041e,
  BOF: 0x0809,
} as const;

/** One record: `body` is a view, what is written to it changes the stream. */
export type BiffRecord = {
  readonly at: number;
  readonly type: number;
  readonly body: Buffer;
  /** 1 in the list of sheets and in a sheet; more inside a chart that lies on one. */
  readonly depth: number;
};

/** The records of a stream in order, up to its end or to where the length of one leads outside. */
export function* biffRecords(stream: Buffer): Generator<BiffRecord, { readonly isWhole: boolean }> {
  let depth = 0;
  let at = 0;
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    if (type === BIFF.BOF) depth += 1;
    // Behind the last sheet stands whatever fills the last sector.
    else if (depth === 0) return { isWhole: true };
    if (end > stream.length) return { isWhole: false };
    yield { at, type, body: stream.subarray(at + 4, end), depth };
    if (type === BIFF.EOF) depth -= 1;
    at = end;
  }
  return { isWhole: depth === 0 };
}

/** Renames a record in place. */
export const renameRecord = (stream: Buffer, { at }: BiffRecord, type: number): void =>
  void stream.writeUInt16LE(type, at);
