import { stat } from 'node:fs/promises';
import { repairedGeoJson } from './intake-geojson.ts';
import { readJsonRows, type JsonTable } from './json/json-rows.ts';
import { decoded, isPlainUtf8 } from './intake-encoding.ts';
import { isNeeded, repaired, repairFor, tellingCells } from './intake-repair.ts';
import { prepareWorkbook } from './intake-workbook.ts';
import { unpack } from './intake-zip.ts';
import { asIs, prepare, type Intake, type IntakeOptions, type Rows } from './prepare.ts';
import type { Note } from './problem.ts';
import type { SourceRow } from './reading.ts';
import type { Identified } from './report.ts';
import { takeInCsv } from './intake-csv.ts';

const jsonNotes = ({ flattened, dropped, lists, bigNumbers, rounded, repeated }: JsonTable): Note[] => {
  const notes: Note[] = [];
  const names = (all: Iterable<string>): string => [...all].join(', ').slice(0, 300);
  if (flattened > 0) notes.push({ code: 'objects-flattened', facts: { count: flattened } });
  if (dropped.length > 0) notes.push({ code: 'json-members-dropped', facts: { names: names(dropped) } });
  if (lists > 0) notes.push({ code: 'nested-values-as-text', facts: { count: lists } });
  if (bigNumbers > 0) notes.push({ code: 'big-numbers-as-text', facts: { count: bigNumbers } });
  if (rounded > 0) notes.push({ code: 'long-fractions-rounded', facts: { count: rounded } });
  if (repeated.count > 0)
    notes.push({
      code: 'repeated-members',
      facts: { count: repeated.count, names: names(repeated.names) },
    });
  return notes;
};

const prepareJson = async (path: string, options: IntakeOptions): Promise<Intake> => {
  const { limits } = options;
  const table = await readJsonRows(path, {
    maxBytes: limits.maxJsonBytes,
    maxDepth: limits.maxJsonDepth,
    maxColumns: limits.maxColumns,
  });
  if ('problem' in table) return { ...asIs(path), problems: [table.problem] };
  const header: SourceRow = { number: 0, cells: table.names.map((text) => ({ text })) };
  const rows: Rows = async function* () {
    yield await Promise.resolve(header);
    yield* table.rows;
  };
  const reading = {
    ...options.reading,
    headerRows: { first: 0, count: 1 },
    lastRow: Number.MAX_SAFE_INTEGER,
    subtotals: 'keep' as const,
  };
  const repair = repairFor(tellingCells([header, ...table.rows]), options.reading?.repair);
  const { source, tell } = repaired(
    { rows, leavesOutBlankRows: false, isDelimited: false, keepsDigits: true },
    repair,
  );
  const made = await prepare(source, { ...options, reading });
  const names = made.notes.filter(({ code }) => code === 'header-name-cleaned');
  const told = tell({ ...made, decided: [], notes: names });
  // The members beside the records are not put right, so where letters are wrong nobody can read them for sure.
  const around = {
    ...table.around,
    isCut: table.around.isCut || (table.dropped.length > 0 && isNeeded(repair)),
  };
  return { ...told, notes: [...told.notes, ...jsonNotes(table)], around };
};

const takeInText = async (path: string, identified: Identified, options: IntakeOptions): Promise<Intake> => {
  if (identified.format === 'json') return prepareJson(path, options);
  const { size } = await stat(path);
  return identified.format === 'geojson'
    ? repairedGeoJson(path, size, options)
    : takeInCsv(path, size, options);
};

/**
 * Makes a plain table of whatever was sent, or leaves a plain one where it is. What was understood, guessed, dropped or
 * filled in is in `decided` and `notes`. Throws only on faults of the machine.
 */
export const takeIn = async (
  path: string,
  identified: Identified,
  options: IntakeOptions,
): Promise<Intake> => {
  switch (identified.format) {
    case 'zip':
      return unpack(path, options, (file) => takeIn(file.path, file.identified, options));
    case 'xlsx':
    case 'xls':
      return prepareWorkbook(path, options);
    default:
      break;
  }
  const { encoding, decided = [] } = identified;
  if (!encoding || encoding === 'utf-8-bom' || isPlainUtf8(identified))
    return takeInText(path, identified, options);
  const made = await decoded(path, encoding, options);
  const intake = await takeInText(made.path, identified, options);
  return {
    ...intake,
    isCopy: true,
    decided: [...decided, ...intake.decided],
    notes: [...made.notes, ...intake.notes],
  };
};
