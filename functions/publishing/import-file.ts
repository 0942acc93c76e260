import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IMPORT_MAX_ROWS } from '../../shared/contract/imports.ts';
import template from '../../shared/contract/import-columns.json' with { type: 'json' };
import { problemOfSheets } from '../../shared/tabular/problem.ts';
import { openXlsx } from '../../shared/tabular/sheets/open-xlsx.ts';
import { defaultSheetLimits, type SheetLimits } from '../../shared/tabular/sheets/sheet-limits.ts';
import { SheetFault } from '../../shared/tabular/sheets/sheet-problem.ts';
import type { SourceRow, Workbook } from '../../shared/tabular/sheets/cells.ts';
import { sniffOffice } from '../../shared/tabular/sheets/sniff-office.ts';
import { sentenceOf } from './check-report.ts';
import { columnOfHeader, importColumns } from './import-cells.ts';
import type { ImportCells } from './import-rows.ts';

const MB = 1024 * 1024;

/** A list of datasets is small; what is not, is no list of datasets. */
const limits: SheetLimits = {
  ...defaultSheetLimits,
  maxZipEntries: 200,
  maxInflatedBytes: 64 * MB,
  maxStringBytes: 16 * MB,
  maxStrings: 100_000,
  maxTokenChars: 100_000,
  maxSheets: 20,
  maxColumns: 200,
  maxCells: 500_000,
};

export type ImportFile =
  | { readonly rows: readonly ImportCells[]; readonly ignoredColumns: readonly string[] }
  /** Why the file is none, in a sentence. */
  | { readonly why: string };

type Header = {
  readonly row: number;
  readonly paths: readonly (string | undefined)[];
  readonly ignored: string[];
};

/** Titles may stand above the names. */
const HEADER_WITHIN = 10;

const headerIn = ({ number, cells }: SourceRow): Header | undefined => {
  const found = cells.map(({ text }) => columnOfHeader(text));
  const required = importColumns.filter(({ isRequired }) => isRequired);
  if (required.some((column) => !found.includes(column))) return undefined;
  const ignored = cells.flatMap(({ text }, i) =>
    found[i] || text.trim() === '' ? [] : [text.trim().slice(0, 60)],
  );
  // Of two columns under one name the first counts; the second is said to be ignored.
  const paths = found.map((column, i) => (column && found.indexOf(column) === i ? column.path : undefined));
  found.forEach((column, i) => column && found.indexOf(column) !== i && ignored.push(column.header));
  return { row: number, paths, ignored };
};

const cellsOf = ({ number, cells }: SourceRow, { paths }: Header): ImportCells | undefined => {
  const found = new Map<string, string>();
  cells.forEach(({ text }, i) => {
    const path = paths[i];
    if (path !== undefined && text.trim() !== '') found.set(path, text.trim());
  });
  return found.size === 0 ? undefined : { row: number, cells: found };
};

const rowsOf = async (workbook: Workbook, sheet: string): Promise<ImportFile | undefined> => {
  let header: Header | undefined;
  const rows: ImportCells[] = [];
  for await (const row of workbook.rows(sheet)) {
    if (!header) {
      header = headerIn(row);
      if (!header && row.number >= HEADER_WITHIN) return undefined;
      continue;
    }
    const found = cellsOf(row, header);
    if (!found) continue;
    if (rows.length === IMPORT_MAX_ROWS)
      return { why: `Trang tính có hơn ${IMPORT_MAX_ROWS} dòng. Hãy chia thành nhiều tệp.` };
    rows.push(found);
  }
  if (!header) return undefined;
  return rows.length === 0
    ? { why: 'Trang tính chưa có dòng nào dưới dòng tên cột.' }
    : { rows, ignoredColumns: header.ignored };
};

const read = async (path: string): Promise<ImportFile> => {
  const workbook = await openXlsx(path, limits);
  try {
    const shown = workbook.sheets.filter(({ hidden, isEmpty }) => !hidden && !isEmpty);
    const first = shown.find(({ name }) => name === template.sheet);
    for (const { name } of first ? [first] : shown) {
      const found = await rowsOf(workbook, name);
      if (found) return found;
    }
    const wanted = importColumns.filter(({ isRequired }) => isRequired).map(({ header }) => `“${header}”`);
    return { why: `Không thấy dòng tên cột có đủ ${wanted.join(', ')}. Hãy dùng tệp mẫu.` };
  } finally {
    await workbook.close();
  }
};

/** The rows of an import file as they stand in it. */
export const readImportFile = async (bytes: Buffer): Promise<ImportFile> => {
  if (sniffOffice(bytes.subarray(0, 8192)) !== 'zip')
    return { why: 'Tệp không phải XLSX. Trong Excel hãy chọn Lưu thành, kiểu Excel Workbook (.xlsx).' };
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  try {
    const path = join(folder, 'import.xlsx');
    await writeFile(path, bytes);
    return await read(path);
  } catch (error) {
    if (error instanceof SheetFault) return { why: sentenceOf(problemOfSheets(error.problem)) };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
