import { open } from 'node:fs/promises';
import type { Decided, TextRepair } from '../kernel/reading.ts';
import { cellRepairer, toldRepair, type CellRepairer, type RepairPlan } from './encoding/cell-repairer.ts';
import { detectRepair, type CellText, type RepairFinding } from './encoding/detect-repair.ts';
import { fontCodes } from './encoding/font-codes.ts';
import type { Intake, RowSource } from './prepare.ts';
import type { Note } from './problem.ts';
import type { SourceCell, SourceRow } from './reading.ts';

/** What is to be done with wrong letters inside valid Unicode, and what was found that says so. */
export type Repair = {
  readonly plan: RepairPlan;
  readonly finding: RepairFinding;
  readonly told?: TextRepair;
};

const MAX_CELLS = 4000;
/** Letters beyond ASCII, or a question mark where a letter may have been lost. */
const TELLING = /[^\u0000-\u007f]|\w\?|\?\w/;

const textsOf = (cell: SourceCell, column: number): CellText[] =>
  cell.is !== undefined && cell.is !== 'text'
    ? []
    : (cell.runs ?? [cell]).map(({ text, font }) => ({ text, font, column }));

/** The cells of rows that can say something about their letters. */
export const tellingCells = (rows: readonly SourceRow[]): CellText[] => {
  return tellingTexts(rows.flatMap(({ cells }) => cells.flatMap(textsOf)));
};

export const tellingTexts = (texts: readonly CellText[]): CellText[] => {
  const all = texts.filter(({ text, font }) => TELLING.test(text) || (fontCodes(font) && text !== ''));
  const step = Math.ceil(all.length / MAX_CELLS);
  return step > 1 ? all.filter((_, i) => i % step === 0) : all;
};

export const repairFor = (cells: readonly CellText[], told: TextRepair | undefined): Repair => {
  const finding = detectRepair(cells);
  return told ? { plan: toldRepair(told), finding, told } : { plan: finding, finding };
};

const repairsWords = ({ repair, columns }: RepairPlan): boolean =>
  repair !== 'none' || [...(columns?.values() ?? [])].some((one) => one.repair !== 'none');

/** Whether a file without fonts has to be gone through cell by cell. */
export const isNeeded = ({ plan }: Repair): boolean => repairsWords(plan);

export const lostNotes = ({ finding: { lost } }: Repair): Note[] =>
  lost.cells === 0
    ? []
    : [
        {
          code: 'letters-lost',
          facts: { count: lost.cells },
          ...(lost.samples[0] === undefined ? {} : { value: lost.samples[0].slice(0, 100) }),
        },
      ];

const repairCell = (
  cell: SourceCell,
  repairer: CellRepairer,
  place: { row: number; column: number },
): SourceCell => {
  if (cell.text === '' || (cell.is !== undefined && cell.is !== 'text')) return cell;
  const parts = cell.runs ?? [cell];
  const text = parts.map(({ text, font }) => repairer.repair({ text, font, ...place })).join('');
  return text === cell.text ? cell : { ...cell, text };
};

const hasOldFont = ({ font, runs }: SourceCell): boolean =>
  fontCodes(font) !== undefined || (runs?.some((run) => fontCodes(run.font)) ?? false);

const clip = (text: string): string => text.slice(0, 300);

export const repairDecided = (repair: Repair, repairer: CellRepairer): Decided[] => {
  const { plan, finding, told } = repair;
  const { samples, doubts: _doubts, ...counts } = repairer.counts();
  const done = counts.byFont + counts.byWords + counts.byColumn;
  if (told === undefined && done === 0) return [];
  const [byFont] = [...finding.fonts.values()].sort((a, b) => b.cells - a.cells);
  const [ofColumn] = [...finding.columns.values()].filter((one) => one.repair !== 'none');
  const guessed = plan.repair === 'none' ? (ofColumn?.repair ?? byFont?.repair ?? 'tcvn3') : plan.repair;
  const chosen = told ?? guessed;
  const confidence = plan.repair === 'none' ? ofColumn?.confidence : plan.confidence;
  return [
    {
      what: 'repair',
      chosen,
      how: told === undefined ? 'guessed' : 'told',
      ...(told !== undefined || confidence === undefined ? {} : { confidence }),
      alternatives: [...new Set([...finding.alternatives, 'none'])].filter((one) => one !== chosen),
      facts: counts,
      samples: samples.map(({ before, after, row, column }) => ({
        before: clip(before),
        after: clip(after),
        ...(row === undefined ? {} : { row }),
        ...(column === undefined ? {} : { column: column + 1 }),
      })),
    },
  ];
};

export const doubtNotes = (repairer: CellRepairer): Note[] => {
  const { leftAlone, fontIgnored, doubts } = repairer.counts();
  const [first] = doubts;
  if (leftAlone + fontIgnored === 0) return [];
  return [
    {
      code: 'letters-in-doubt',
      ...(first?.row === undefined ? {} : { line: first.row }),
      facts: {
        count: leftAlone + fontIgnored,
        before: first?.before.slice(0, 100) ?? '',
        after: first?.after.slice(0, 100) ?? '',
      },
    },
  ];
};

/** The same rows with their letters put right, and what was done over all of them once they have been read. */
export const repaired = (
  source: RowSource,
  repair: Repair,
): { readonly source: RowSource; readonly tell: (intake: Intake) => Intake } => {
  let repairer = cellRepairer(repair.plan);
  const goesByWords = repairsWords(repair.plan);
  const rows = async function* (): AsyncGenerator<SourceRow> {
    // Rows are read twice; what is said is what the last reading did.
    const own = (repairer = cellRepairer(repair.plan));
    for await (const row of source.rows()) {
      const cells = row.cells.map((cell, column) =>
        goesByWords || hasOldFont(cell)
          ? repairCell(cell, own, { row: Math.max(1, row.number), column })
          : cell,
      );
      yield { number: row.number, cells };
    }
  };
  return {
    source: { ...source, rows },
    tell: (intake) => ({
      ...intake,
      decided: [...repairDecided(repair, repairer), ...intake.decided],
      notes: [...doubtNotes(repairer), ...lostNotes(repair), ...intake.notes],
    }),
  };
};

const PIECES = 24;
const PIECE_BYTES = 32 * 1024;

/** Whole lines from all over a UTF-8 file: little enough to read beside any check. */
export const linesFrom = async (path: string, bytes: number): Promise<string[]> => {
  const file = await open(path, 'r');
  try {
    const count = Math.min(PIECES, Math.ceil(bytes / PIECE_BYTES));
    const step = count > 1 ? Math.floor((bytes - PIECE_BYTES) / (count - 1)) : 0;
    const pieces: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, i * step);
      const text = buffer.toString('utf8', 0, bytesRead);
      const start = i === 0 ? 0 : text.search(/[\r\n]/) + 1;
      const end = i * step + bytesRead >= bytes ? text.length : text.lastIndexOf('\n') + 1;
      if (end > start) pieces.push(text.slice(start, end));
    }
    return pieces;
  } finally {
    await file.close();
  }
};
