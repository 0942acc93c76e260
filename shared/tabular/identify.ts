import { checkBytes, type ByteCheck } from './byte-check.ts';
import { findEncoding, firstText } from './intake-encoding.ts';
import { binaryKind, textKind } from './magic.ts';
import { problemOfSheets, type Problem } from './problem.ts';
import type { ReadOptions } from './progress.ts';
import type { Identified } from './report.ts';
import { orProblem, type SheetProblem } from './sheets/sheet-problem.ts';
import { defaultSheetLimits } from './sheets/sheet-limits.ts';
import { sniffOffice, type OfficeBytes } from './sheets/sniff-office.ts';
import { openGated } from './sheets/zip-gate.ts';

/** Text named `.xls` is a table that some system exported with that name. */
const tableNames = new Set(['csv', 'tsv', 'txt', 'xls', 'xlsx']);
const jsonNames = new Set(['geojson', 'json', 'jsonl', 'ndjson']);

const extensionOf = (fileName: string): string => /\.([^.]*)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';

const OFFICE_HEAD = 8192;

const hasBom = (head: Uint8Array): boolean => head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;

const encodingProblem = (
  { head, fault }: ByteCheck,
  { named, choices }: { readonly named?: string; readonly choices: readonly string[] },
): Problem => {
  const { is, offset = 0, line = 1 } = fault ?? {};
  if (is === 'nul' && !named)
    return { code: 'binary-named-csv', line, facts: { byteOffset: offset, found: 'nul-byte' } };
  const byte = head[offset];
  return {
    code: 'not-utf8',
    line,
    facts: {
      byteOffset: offset,
      ...(byte === undefined ? {} : { byte }),
      ...(named ? { encoding: named } : {}),
    },
    choices: [...choices],
  };
};

type TextAs = Pick<Identified, 'encoding' | 'decided'>;

/** How the bytes are letters: UTF-8 is certain, anything else is found by its words or told. */
const encodingOf = async (
  path: string,
  checked: ByteCheck,
  options: ReadOptions,
): Promise<TextAs | Problem> => {
  const told = options.reading?.encoding;
  if (!checked.fault && (!told || told === 'utf-8'))
    return { encoding: hasBom(checked.head) ? 'utf-8-bom' : 'utf-8' };
  const found = await findEncoding(path, told, options);
  if ('encoding' in found) return { encoding: found.encoding, decided: [found.decided] };
  return encodingProblem(checked, found);
};

const formatOf = (text: string, extension: string): Identified['format'] | Problem => {
  const found = textKind(text);
  if (found === 'markup') return { code: 'unsupported-type', facts: { found, extension } };
  if (extension === 'geojson') return 'geojson';
  if (found === 'json') return /"type"\s*:\s*"FeatureCollection"/.test(text) ? 'geojson' : 'json';
  return jsonNames.has(extension) ? 'json' : 'csv';
};

/** An office package lists its parts by type, or names itself first; any other zip is a wrapper. */
const zipFormat = (path: string): Promise<{ format: 'xlsx' | 'zip' } | { problem: SheetProblem }> =>
  orProblem(async () => {
    const zip = await openGated(path, defaultSheetLimits);
    const isOffice = zip.entries.has('[Content_Types].xml') || zip.entries.has('mimetype');
    await zip.close();
    return { format: isOffice ? 'xlsx' : 'zip' };
  });

/** What an office file is; nothing when it is to be judged as text. */
const officeFormat = async (
  found: OfficeBytes | undefined,
  path: string,
  extension: string,
): Promise<Identified['format'] | Problem | undefined> => {
  switch (found) {
    case 'zip': {
      const zip = await zipFormat(path);
      if (!('problem' in zip)) return zip.format;
      // Cut short, a workbook does not even say that it is one; its name does.
      const isWorkbook = zip.problem.code === 'zip-damaged' && /^xls[xmb]?$/.test(extension);
      return problemOfSheets(isWorkbook ? { ...zip.problem, code: 'office-damaged' } : zip.problem);
    }
    case 'ole':
    case 'biff':
      return 'xls';
    case 'biff-old':
      return { code: 'xls-too-old' };
    case 'xml-2003':
      return { code: 'xml-2003-unsupported' };
    case 'html':
      return /^xls[xm]?$/.test(extension) ? { code: 'html-named-xls' } : undefined;
    case undefined:
      return undefined;
  }
};

/**
 * What a file is, by its bytes first and its name second, with its SHA-256; or why it is refused.
 * The whole file is read, so that a wrong byte anywhere is known here, with its place.
 */
export const identify = async (
  path: string,
  fileName: string,
  size: number,
  options: ReadOptions,
): Promise<Identified | Problem> => {
  const { limits } = options;
  const extension = extensionOf(fileName);
  const limit = jsonNames.has(extension) ? limits.maxGeoJsonBytes : limits.maxCsvBytes;
  if (size === 0) return { code: 'empty-file', facts: { bytes: 0 } };
  if (size > limit) return { code: 'too-large', facts: { bytes: size, limit } };
  const isKnownName = tableNames.has(extension) || jsonNames.has(extension);
  const checked = await checkBytes(path, size, options);
  const office = await officeFormat(sniffOffice(checked.head.subarray(0, OFFICE_HEAD)), path, extension);
  if (typeof office === 'string') return { format: office, bytes: checked.bytes, sha256: checked.sha256 };
  if (office) return office;
  const binary = binaryKind(checked.head);
  if (binary)
    return {
      code: isKnownName ? 'binary-named-csv' : 'unsupported-type',
      facts: { found: binary, extension },
    };
  if (!isKnownName) return { code: 'unsupported-type', facts: { found: 'name', extension } };
  const as = await encodingOf(path, checked, options);
  if ('code' in as) return as;
  const text =
    !as.decided || !as.encoding || as.encoding === 'utf-8-bom'
      ? checked.head.toString('utf8').slice(hasBom(checked.head) ? 1 : 0)
      : await firstText(path, as.encoding);
  if (text.trim() === '' && checked.bytes <= checked.head.length)
    return { code: 'empty-file', facts: { bytes: checked.bytes } };
  const format = formatOf(text, extension);
  if (typeof format !== 'string') return format;
  if (format === 'geojson' && checked.bytes > limits.maxGeoJsonBytes)
    return { code: 'too-large', facts: { bytes: checked.bytes, limit: limits.maxGeoJsonBytes } };
  return { format, ...as, bytes: checked.bytes, sha256: checked.sha256 };
};

export const isIdentified = (outcome: Identified | Problem): outcome is Identified => 'format' in outcome;
