import type { Decided } from '../kernel/reading.ts';
import { nfc } from '../kernel/vietnamese-text.ts';
import { repaired, repairFor, tellingCells } from './intake-repair.ts';
import { prepare, refusedFor, type Intake, type IntakeOptions } from './prepare.ts';
import { problemOfSheets, type Note, type Problem } from './problem.ts';
import type { SheetInfo, SourceRow } from './reading.ts';
import { openWorkbook, SheetFault, type Workbook } from './sheets/index.ts';

const LOOKED_AT = 200;

/** Rows of two cells or more, so that a cover or a page of remarks is not taken for the table. */
const hasTable = async (workbook: Workbook, sheet: SheetInfo): Promise<boolean> => {
  if (sheet.rows < 2 || sheet.columns < 2) return false;
  let [looked, wide] = [0, 0];
  for await (const { cells } of workbook.rows(sheet.name)) {
    if (cells.filter(({ text }) => text.trim() !== '').length >= 2) wide += 1;
    looked += 1;
    if (wide >= 2 || looked === LOOKED_AT) break;
  }
  return wide >= 2;
};

const SAMPLED = 3000;

const firstRows = async (workbook: Workbook, sheet: SheetInfo): Promise<SourceRow[]> => {
  const rows: SourceRow[] = [];
  for await (const row of workbook.rows(sheet.name)) if (rows.push(row) >= SAMPLED) break;
  return rows;
};

const choose = async (
  workbook: Workbook,
  told: string | undefined,
): Promise<SheetInfo | { readonly problem: Problem }> => {
  const filled = workbook.sheets.filter(({ isEmpty }) => !isEmpty);
  if (told !== undefined) {
    const found = workbook.sheets.find(({ name }) => nfc(name).trim() === nfc(told).trim());
    const choices = workbook.sheets.map(({ name }) => name);
    return (
      found ?? {
        problem: problemOfSheets({ code: 'office-sheet-missing', facts: { sheet: told }, choices }),
      }
    );
  }
  const visible = filled.filter(({ hidden }) => !hidden);
  for (const sheet of visible) if (await hasTable(workbook, sheet)) return sheet;
  return visible[0] ?? filled[0] ?? { problem: { code: 'no-rows' } };
};

/** Said whenever there was something to choose from. */
const sheetDecided = (workbook: Workbook, chosen: SheetInfo, isTold: boolean): Decided[] => {
  const others = workbook.sheets.filter((sheet) => sheet !== chosen && !sheet.isEmpty);
  if (others.length === 0 && !isTold && !chosen.hidden) return [];
  const hidden = [chosen, ...others.slice(0, 50)].filter((sheet) => sheet.hidden);
  return [
    {
      what: 'sheet',
      chosen: chosen.name,
      how: isTold ? 'told' : 'guessed',
      alternatives: others.slice(0, 50).map(({ name }) => name.slice(0, 300)),
      ...(hidden.length > 0 ? { hidden: hidden.map(({ name }) => name.slice(0, 300)) } : {}),
      facts: { sheets: workbook.sheets.length, hidden: others.filter(({ hidden }) => hidden).length },
      samples: [],
    },
  ];
};

const listed = (names: readonly string[]): string => names.join('; ').slice(0, 500);

/** What a workbook holds besides the table: nothing of it is published, or it is published though nobody sees it. */
const notesOf = ({ sheets, notes }: Workbook, chosen: SheetInfo): Note[] => {
  const said: Note[] = [];
  const say = (code: Note['code'], count: number, facts: Note['facts'] = {}, isOfSheet = false): void => {
    if (count > 0)
      said.push({ code, ...(isOfSheet ? { sheet: chosen.name } : {}), facts: { count, ...facts } });
  };
  say('hidden-sheet-used', chosen.hidden ? 1 : 0, { name: chosen.name });
  const hidden = sheets.filter((sheet) => sheet.hidden && sheet !== chosen && !sheet.isEmpty);
  say('hidden-sheets', hidden.length, { names: listed(hidden.map(({ name }) => name)) });
  say('hidden-rows', chosen.hiddenRows, {}, true);
  say('hidden-columns', chosen.hiddenColumns, {}, true);
  say('formulas-without-value', chosen.formulasWithoutValue, {}, true);
  say('chart-sheets-left-out', notes.otherSheets.length, { names: listed(notes.otherSheets) });
  say('comments-left-out', notes.comments ? 1 : 0);
  say('macros-left-out', notes.macros ? 1 : 0);
  say('external-links', notes.externalLinks);
  say('text-outside-cells', notes.unseen.length, { places: notes.unseen.join(' ') });
  return said;
};

/** Finds the table on the sheet that was chosen, or on the first that has one. */
export const prepareWorkbook = async (path: string, options: IntakeOptions): Promise<Intake> => {
  const workbook = await openWorkbook(path);
  if ('problem' in workbook) return refusedFor(problemOfSheets(workbook.problem));
  let sheet: SheetInfo | undefined;
  try {
    const told = options.reading?.sheet;
    const found = await choose(workbook, told);
    if ('problem' in found) return refusedFor(found.problem);
    const chosen = (sheet = found);
    const sample = tellingCells(await firstRows(workbook, chosen));
    const { source, tell } = repaired(
      {
        rows: () => workbook.rows(chosen.name),
        leavesOutBlankRows: true,
        isDelimited: false,
        keepsDigits: false,
        sheet: chosen.name,
        countsFrom1904: workbook.notes.dateSystem === 1904,
      },
      repairFor(sample, options.reading?.repair),
    );
    const intake = tell(await prepare(source, options));
    return {
      ...intake,
      decided: [...sheetDecided(workbook, chosen, told !== undefined), ...intake.decided],
      notes: [...notesOf(workbook, chosen), ...intake.notes],
    };
  } catch (fault) {
    if (fault instanceof SheetFault) return refusedFor(problemOfSheets(fault.problem, sheet?.name));
    throw fault;
  } finally {
    await workbook.close();
  }
};
