import { readFile } from 'node:fs/promises';
import { aroundTracker, type Around } from '../around-texts.ts';
import { propertyText } from '../property-columns.ts';
import { parseJson, type ParsedJson } from './parse-json.ts';
import { scanJson } from './scan.ts';
import type { Problem } from '../problem.ts';
import type { SourceCell, SourceRow } from '../reading.ts';

/** Records of a JSON file as rows under one row of names. */
export type JsonTable = {
  readonly names: readonly string[];
  readonly rows: readonly SourceRow[];
  /** Objects inside records that became columns of their own, and lists that became text. */
  readonly flattened: number;
  readonly lists: number;
  /** Members beside the list of records, and what they say. */
  readonly dropped: readonly string[];
  readonly around: Around;
  /** Whole numbers too long to be exact, kept as their digits. */
  readonly bigNumbers: number;
  /** Fractions with more digits than a number keeps. */
  readonly rounded: number;
  /** Names that stand twice in one object, or come out the same (`a.b` and `b` inside `a`), of which the last holds. */
  readonly repeated: { readonly count: number; readonly names: ReadonlySet<string> };
};

export type JsonLimits = {
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxColumns: number;
};

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const jsonLines = (text: string): ParsedJson | undefined => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  try {
    const parsed = lines.map(parseJson);
    return {
      value: parsed.map(({ value }) => value),
      bigNumbers: parsed.reduce((sum, { bigNumbers }) => sum + bigNumbers, 0),
      rounded: parsed.reduce((sum, { rounded }) => sum + rounded, 0),
    };
  } catch {
    return undefined;
  }
};

const parse = (text: string): ParsedJson | undefined => {
  try {
    return parseJson(text);
  } catch {
    return jsonLines(text);
  }
};

/** The list of records: the whole, or the only list of objects directly inside. */
const recordsOf = (value: unknown): { records: Json[]; dropped: Json } | undefined => {
  const isList = (one: unknown): one is Json[] => Array.isArray(one) && one.length > 0 && one.every(isRecord);
  if (isList(value)) return { records: value, dropped: {} };
  if (!isRecord(value)) return undefined;
  const lists = Object.entries(value).filter(([, one]) => isList(one));
  const [only] = lists;
  if (!only || lists.length > 1) return undefined;
  const others = Object.entries(value).filter(([key]) => key !== only[0]);
  return { records: only[1] as Json[], dropped: Object.fromEntries(others) };
};

const cellOf = (value: unknown): SourceCell => {
  const text = propertyText(value);
  if (typeof value === 'number') return { text, is: 'number' };
  if (typeof value === 'boolean') return { text, is: 'boolean' };
  return text === '' ? { text } : { text, is: 'text' };
};

const MAX_NESTED = 3;

/** Reads an array of records, one record a line, or an object around one array. Values keep the types JSON gives them. */
export const readJsonRows = async (
  path: string,
  limits: JsonLimits,
): Promise<JsonTable | { problem: Problem }> => {
  const bytes = await readFile(path);
  if (bytes.length > limits.maxBytes)
    return { problem: { code: 'too-large', facts: { bytes: bytes.length, limit: limits.maxBytes } } };
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const { depth, repeated } = scanJson(text, limits.maxDepth);
  if (depth > limits.maxDepth)
    return { problem: { code: 'json-too-deep', facts: { limit: limits.maxDepth } } };
  const parsed = parse(text);
  if (!parsed) return { problem: { code: 'json-broken', facts: { why: 'syntax' } } };
  const found = recordsOf(parsed.value);
  if (!found) return { problem: { code: 'json-not-records' } };
  const columns = new Map<string, number>();
  let [flattened, lists] = [0, 0];
  const overwritten: string[] = [];
  const rows: SourceRow[] = [];
  for (const [i, record] of found.records.entries()) {
    const cells: SourceCell[] = [];
    const put = (entries: Json, prefix: string, depth: number): void => {
      for (const [key, value] of Object.entries(entries)) {
        const name = `${prefix}${key}`;
        if (isRecord(value) && depth < MAX_NESTED && Object.keys(value).length > 0) {
          flattened += 1;
          put(value, `${name}.`, depth + 1);
          continue;
        }
        if (typeof value === 'object' && value !== null) lists += 1;
        const at = columns.get(name) ?? columns.size;
        columns.set(name, at);
        if (cells[at] !== undefined) overwritten.push(name);
        if (at < limits.maxColumns) cells[at] = cellOf(value);
      }
    };
    put(record, '', 1);
    if (columns.size > limits.maxColumns)
      return {
        problem: { code: 'too-many-columns', facts: { found: columns.size, limit: limits.maxColumns } },
      };
    rows.push({ number: i + 1, cells: Array.from(cells, (cell) => cell ?? { text: '' }) });
  }
  const { bigNumbers, rounded } = parsed;
  const around = aroundTracker();
  if (Object.keys(found.dropped).length > 0) around.addJson('', found.dropped);
  return {
    names: [...columns.keys()],
    rows,
    flattened,
    lists,
    dropped: Object.keys(found.dropped),
    around: around.result(),
    bigNumbers,
    rounded,
    repeated: {
      count: repeated.count + overwritten.length,
      names: new Set([...repeated.names, ...overwritten.slice(0, 10)]),
    },
  };
};
