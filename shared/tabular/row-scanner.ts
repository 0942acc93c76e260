const QUOTE = 34;
const LF = 10;
const CR = 13;

/** How a cell is written: as it stands, in quotes, in quotes with doubled quotes inside, or with a quote in bare text. */
export const mark = { bare: 0, quoted: 1, doubled: 2, stray: 3 } as const;

/**
 * One record as ranges of `text`, so that nothing is copied until it must be. The object and its arrays are
 * reused: read it inside the callback only. For quoted cells the range excludes the outer quotes.
 */
export type RowView = {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
  marks: Uint8Array;
  /** Cells found; more than the arrays hold when the record is wider than allowed. */
  count: number;
  from: number;
  to: number;
  /** Line of the file where the record starts, from 1. */
  line: number;
  /** Line breaks inside quoted cells. */
  breaks: number;
  /** The whole of `text` is in NFC. */
  isNfc: boolean;
};

export type ScanFault = {
  readonly code: 'unclosed-quote' | 'broken-quote' | 'record-too-long';
  /** Where the record starts, and for quotes where the quoted cell was opened. */
  readonly line: number;
  readonly openedLine: number;
  readonly column: number;
  readonly value: string;
};

export type LineEnds = { lf: number; cr: number; crlf: number };

export type ScannerOptions = {
  readonly delimiter: string;
  readonly maxColumns: number;
  readonly maxRecordChars: number;
  readonly onRow: (row: RowView) => void;
  /** A record that cannot be read; it is left out. After `unclosed-quote` and `record-too-long` nothing more is read. */
  readonly onFault: (fault: ScanFault) => void;
};

export type RowScanner = {
  /** False when there is no sense in sending more. */
  readonly push: (chunk: string, isLast?: boolean) => boolean;
  readonly lineEnds: LineEnds;
};

/**
 * Cuts text into records by RFC 4180, with LF, CR and CRLF as line ends and any one-character delimiter.
 * Strict where guessing would change data (quotes), and bounded: no more than one record is kept between chunks.
 */
export const rowScanner = (options: ScannerOptions): RowScanner => {
  const delimiter = options.delimiter.charCodeAt(0);
  const capacity = options.maxColumns + 1;
  const starts = new Int32Array(capacity);
  const ends = new Int32Array(capacity);
  const marks = new Uint8Array(capacity);
  const row: RowView = {
    text: '',
    starts,
    ends,
    marks,
    count: 0,
    from: 0,
    to: 0,
    line: 1,
    breaks: 0,
    isNfc: true,
  };
  const lineEnds: LineEnds = { lf: 0, cr: 0, crlf: 0 };
  let text = '';
  // The units of `text`, and two zeros behind them, so that no place that is looked at lies outside.
  let units = new Uint16Array(0);
  let line = 1;
  let isStopped = false;
  // Set by `scanRecord` when the text ends inside a record.
  let openQuote = -1;

  const breaksIn = (from: number, to: number): number => {
    let breaks = 0;
    for (let i = from; i < to; i += 1) {
      const c = units[i];
      if (c === LF || (c === CR && units[i + 1] !== LF)) breaks += 1;
    }
    return breaks;
  };

  const fault = (code: ScanFault['code'], from: number, cell: number, column: number): void => {
    const openedLine = line + breaksIn(from, Math.min(cell, text.length));
    options.onFault({ code, line, openedLine, column, value: text.slice(cell, cell + 200) });
  };

  const afterLineEnd = (at: number, isLast: boolean): number => {
    if (units[at] === LF) {
      lineEnds.lf += 1;
      return at + 1;
    }
    if (at + 1 === text.length && !isLast) return -1;
    if (units[at + 1] === LF) {
      lineEnds.crlf += 1;
      return at + 2;
    }
    lineEnds.cr += 1;
    return at + 1;
  };

  /** After a broken quote: the next line is the next record. */
  const skipLine = (at: number, isLast: boolean): number => {
    let i = at;
    while (i < text.length && units[i] !== LF && units[i] !== CR) i += 1;
    if (i === text.length) return isLast ? i : -1;
    return afterLineEnd(i, isLast);
  };

  /** Reading numbers from an array is several times as fast as asking a text for each of its characters. */
  const setText = (next: string): void => {
    text = next;
    if (units.length < text.length + 2) units = new Uint16Array(text.length + 2);
    Buffer.from(units.buffer).write(text, 'utf16le');
    units.fill(0, text.length, text.length + 2);
  };

  /** The place after the record that starts at `from`, or -1 when the text ends inside it. */
  const scanRecord = (from: number, isLast: boolean): number => {
    const length = text.length;
    const codes = units;
    let i = from;
    let count = 0;
    let breaks = 0;
    openQuote = -1;
    for (;;) {
      let start = i;
      let end: number;
      let how: number = mark.bare;
      if (codes[i] === QUOTE) {
        how = mark.quoted;
        start = i + 1;
        i = start;
        for (;;) {
          const c = codes[i];
          if (c === QUOTE) {
            if (i + 1 === length && !isLast) return -1;
            if (codes[i + 1] !== QUOTE) break;
            how = mark.doubled;
            i += 2;
          } else if (i >= length) {
            openQuote = start - 1;
            if (!isLast) return -1;
            fault('unclosed-quote', from, start - 1, count + 1);
            isStopped = true;
            return -1;
          } else {
            if (c === LF || (c === CR && codes[i + 1] !== LF)) breaks += 1;
            i += 1;
          }
        }
        end = i;
        i += 1;
        const next = codes[i];
        if (i < length && next !== delimiter && next !== LF && next !== CR) {
          const after = skipLine(i, isLast);
          if (after < 0) return -1;
          fault('broken-quote', from, start - 1, count + 1);
          line += breaks + 1;
          row.count = -1;
          return after;
        }
      } else {
        for (;;) {
          const c = codes[i];
          if (c === delimiter || c === LF || c === CR) break;
          if (c === 0 && i >= length) {
            if (!isLast) return -1;
            break;
          }
          if (c === QUOTE) how = mark.stray;
          i += 1;
        }
        end = i;
      }
      if (count < capacity) {
        starts[count] = start;
        ends[count] = end;
        marks[count] = how;
      }
      count += 1;
      if (i < length && codes[i] === delimiter) {
        i += 1;
        continue;
      }
      let after = i;
      if (i < length) {
        after = afterLineEnd(i, isLast);
        if (after < 0) return -1;
      } else if (!isLast) return -1;
      row.count = count;
      row.from = from;
      row.to = i;
      row.line = line;
      row.breaks = breaks;
      line += breaks + 1;
      return after;
    }
  };

  const stopTooLong = (from: number): void => {
    const column = 1 + countOf(text, options.delimiter, from, Math.min(from + 10_000, text.length));
    if (openQuote >= 0 && breaksIn(openQuote, text.length) > 0)
      fault('unclosed-quote', from, openQuote, column);
    else fault('record-too-long', from, from, column);
    isStopped = true;
  };

  const push = (chunk: string, isLast = false): boolean => {
    if (isStopped) return false;
    // `join` makes one flat string; `+` would leave a rope, slower to read character by character.
    setText([text, chunk].join(''));
    row.text = text;
    row.isNfc = text.normalize('NFC') === text;
    let from = 0;
    while (from < text.length && !isStopped) {
      const after = scanRecord(from, isLast);
      if (after < 0) break;
      if (after - from > options.maxRecordChars) {
        openQuote = -1;
        stopTooLong(from);
        break;
      }
      if (row.count >= 0) options.onRow(row);
      from = after;
    }
    if (!isStopped && text.length - from > options.maxRecordChars) stopTooLong(from);
    text = isStopped ? '' : text.slice(from);
    return !isStopped;
  };

  return { push, lineEnds };
};

const countOf = (text: string, what: string, from: number, to: number): number => {
  let found = 0;
  for (let i = text.indexOf(what, from); i >= 0 && i < to; i = text.indexOf(what, i + 1)) found += 1;
  return found;
};

/** The content of a cell, with doubled quotes made single. */
export const cellText = (row: RowView, index: number): string => {
  const raw = row.text.slice(row.starts[index], row.ends[index]);
  return row.marks[index] === mark.doubled ? raw.replaceAll('""', '"') : raw;
};

/** A line with nothing but delimiters and blanks on it. */
export const isBlankRow = (row: RowView): boolean => {
  for (let i = 0; i < Math.min(row.count, row.starts.length); i += 1) {
    if (row.marks[i] !== mark.bare) return false;
    for (let at = row.starts[i] ?? 0; at < (row.ends[i] ?? 0); at += 1) {
      const c = row.text.charCodeAt(at);
      if (c !== 32 && c !== 9 && c !== 0xa0) return false;
    }
  }
  return true;
};
