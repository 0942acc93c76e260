import { onTestFinished } from 'vitest';
import {
  defaultSheetLimits,
  openWorkbook,
  type SheetLimits,
  type SheetProblem,
  type SourceRow,
  type Workbook,
} from '../../shared/tabular/sheets/index.ts';
import { SheetFault } from '../../shared/tabular/sheets/sheet-problem.ts';
import { fileOf } from './workbench.ts';

/** Opens the bytes as a workbook, or says why not. */
export const openBytes = async (
  bytes: Uint8Array | string,
  name = 'so-lieu.xlsx',
  limits: Partial<SheetLimits> = {},
): Promise<Workbook | { problem: SheetProblem }> => {
  const opened = await openWorkbook(await fileOf(bytes, name), { ...defaultSheetLimits, ...limits });
  if (!('problem' in opened)) onTestFinished(() => opened.close());
  return opened;
};

export const workbookOf = async (...args: Parameters<typeof openBytes>): Promise<Workbook> => {
  const opened = await openBytes(...args);
  if ('problem' in opened) throw new Error(JSON.stringify(opened.problem));
  return opened;
};

export const problemOf = async (...args: Parameters<typeof openBytes>): Promise<SheetProblem | undefined> => {
  const opened = await openBytes(...args);
  return 'problem' in opened ? opened.problem : undefined;
};

export const allOf = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
};

export const rowsOf = (workbook: Workbook, sheet?: string): Promise<SourceRow[]> =>
  allOf(workbook.rows(sheet ?? workbook.sheets[0]?.name ?? ''));

/** How the file ends: a problem at opening or while its rows are read, or `read`. */
export const fateOf = async (...args: Parameters<typeof openBytes>): Promise<string> => {
  const opened = await openBytes(...args);
  if ('problem' in opened) return opened.problem.code;
  try {
    for (const { name } of opened.sheets) for await (const row of opened.rows(name)) void row;
    return 'read';
  } catch (error) {
    if (error instanceof SheetFault) return error.problem.code;
    throw error;
  }
};
