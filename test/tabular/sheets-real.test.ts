import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkbook, type SourceRow } from '../../shared/tabular/sheets/index.ts';
import { allOf } from './sheets-workbench.ts';
import { realFiles, tallyRealFile } from '../fixtures/real-files.ts';

const files = new Map(realFiles('.xls', '.xlsx').map((path) => [basename(path), path]));

const readAll = async (path: string) => {
  tallyRealFile(path);
  const workbook = await openWorkbook(path);
  if ('problem' in workbook) throw new Error(workbook.problem.code);
  const rows = new Map<string, SourceRow[]>();
  for (const { name } of workbook.sheets) rows.set(name, await allOf(workbook.rows(name)));
  await workbook.close();
  return { workbook, rows };
};

const textsOf = (rows: readonly SourceRow[] | undefined, number: number): string[] =>
  rows?.find((row) => row.number === number)?.cells.map(({ text }) => text) ?? [];

describe.runIf(files.size > 0)('real office files', () => {
  test.for([...files])('%s is read to the end, every sheet', async ([, path]) => {
    const { workbook, rows } = await readAll(path);
    for (const sheet of workbook.sheets) {
      const last = rows.get(sheet.name)?.at(-1)?.number ?? 0;
      expect(last).toBe(sheet.rows);
      const widths = rows.get(sheet.name)?.map(({ cells }) => cells.length) ?? [];
      expect(Math.max(0, ...widths)).toBe(sheet.columns);
    }
    expect(workbook.notes.fonts).toBe(true);
  });

  test('the final accounts of 2014 keep their nine sheets, merged headings and Thái Bình', async () => {
    const { workbook, rows } = await readAll(files.get('quyet-toan-ngan-sach-2014.xls') ?? '');
    expect(workbook.sheets).toHaveLength(9);
    expect(workbook.notes).toMatchObject({ format: 'xls', comments: true });
    const title = rows.get('M01+')?.find(({ number }) => number === 3)?.cells ?? [];
    expect(title.map(({ mergedFrom }) => mergedFrom)).toEqual([undefined, 'left', 'left', 'left']);
    expect(title[0]).toMatchObject({ font: 'Times New Roman' });
    expect(textsOf(rows.get('M09+'), 40)).toContain(' THÁI BÌNH');
  });

  test('the list of communes keeps its codes, though its length is no multiple of 512', async () => {
    const { rows } = await readAll(files.get('danh-sach-quan-huyen-phuong-xa-thai-binh.xls') ?? '');
    const all = [...rows.values()][0] ?? [];
    expect(all).toHaveLength(261);
    expect(
      all.slice(1).every(({ cells }) => /^\d{5}$/.test(cells[5]?.text ?? '') && cells[5]?.is === 'text'),
    ).toBe(true);
  });

  test('PAPI keeps its six sheets, figures in full and its row of formulas marked', async () => {
    const { workbook, rows } = await readAll(files.get('papi-2011-2016.xlsx') ?? '');
    expect(workbook.sheets.map(({ name }) => name.slice(0, 4))).toEqual([
      '2011',
      '2012',
      '2013',
      '2014',
      '2015',
      '2016',
    ]);
    const first = rows.get('2011_PAPI') ?? [];
    expect(textsOf(first, 3).slice(0, 6)).toEqual([
      '1',
      'Ha Noi',
      'Hà Nội',
      '5.76248',
      '1.26411',
      '1.914581',
    ]);
    expect(first.at(-1)?.cells.filter(({ formula }) => formula).length).toBeGreaterThan(20);
  });
});
