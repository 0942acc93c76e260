import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { read as readWorkbook } from '@e965/xlsx';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { realFiles, sharedDir, tallyRealFile } from '../fixtures/real-files.ts';
import { defaultLimits } from '../../shared/tabular/index.ts';
import * as workbench from './workbench.ts';

const folder = join(sharedDir, 'data');
const names = realFiles('.csv', '.geojson', '.json', '.xls', '.xlsx').map((path) => basename(path));
const tables = names.filter((name) => /\.(csv|geojson)$/.test(name) && !name.includes('latin1'));
console.log(`real files: ${names.length} found in ${folder}, ${tables.length} checked and converted`);

const checkFile: typeof workbench.checkFile = (path, ...rest) => {
  tallyRealFile(path);
  return workbench.checkFile(path, ...rest);
};

const deriveFile: typeof workbench.deriveFile = (path, ...rest) => {
  tallyRealFile(path);
  return workbench.deriveFile(path, ...rest);
};

const original = (name: string): string[][] =>
  Papa.parse<string[]>(readFileSync(join(folder, name), 'utf8').trimEnd()).data;

describe('real files of the province', () => {
  test.for(tables)('%s keeps its rows, codes and diacritics in every derived file', async (name) => {
    const { report, csv, parquet, json, converted } = await deriveFile(join(folder, name), name);
    expect(report.problems).toEqual([]);
    expect(csv).toHaveLength(report.rows + 1);
    expect(parquet.rows).toHaveLength(report.rows);
    expect(json).toHaveLength(report.rows);
    expect(parquet.names).toEqual(report.columns.map((column) => column.name));
    expect(Object.keys(json[0] ?? {})).toEqual(parquet.names);
    expect(
      converted.files.filter((file) => file.role !== 'preview').every((file) => file.rows === report.rows),
    ).toBe(true);
    report.columns.forEach((column, i) => {
      if (column.type !== 'text') return;
      const fromCsv = csv.slice(1).map((row) => row[i] ?? '');
      expect(parquet.rows.map((row) => row[i] ?? '')).toEqual(fromCsv);
      expect(json.map((row) => row[column.name] ?? '')).toEqual(fromCsv);
    });
  });

  test.for(tables.filter((name) => name.endsWith('.csv')))(
    '%s: texts in the clean CSV are those of the original',
    async (name) => {
      const { report, csv } = await deriveFile(join(folder, name), name);
      const source = original(name);
      report.columns.forEach((column, i) => {
        if (column.type !== 'text') return;
        expect(csv.map((row) => row[i])).toEqual(source.map((row) => row[i]?.normalize('NFC')));
      });
    },
  );

  test.runIf(names.length > 0)(
    'a table in ISO-8859-1 keeps its accents, and its amounts are numbers',
    async () => {
      const name = 'montpellier-budget-2015-latin1.csv';
      const { report, csv, parquet } = await deriveFile(join(folder, name), name);
      expect(report).toMatchObject({ encoding: 'windows-1252', problems: [] });
      const bytes = readFileSync(join(folder, name)).toString('latin1').trimEnd();
      const source = Papa.parse<string[]>(bytes, { delimiter: ';' }).data;
      expect(csv).toHaveLength(source.length);
      expect(report.decided.map(({ what }) => what)).not.toContain('repair');
      expect(report.columns[6]).toMatchObject({ name: 'BP2015', type: 'decimal' });
      expect(parquet.rows.map((row) => Number(row[6] ?? 0))).toEqual(
        source.slice(1).map((row) => Number((row[6] ?? '').replaceAll(/\s/g, '').replace(',', '.'))),
      );
      expect(csv.slice(1).map((row) => row[4])).toEqual(source.slice(1).map((row) => row[4]));
    },
  );

  test.runIf(names.length > 0)(
    'the final accounts of 2014: the sheet told is read, sums are said',
    async () => {
      const name = 'quyet-toan-ngan-sach-2014.xls';
      const { report, csv } = await deriveFile(join(folder, name), name, defaultLimits, { sheet: 'M09+' });
      expect(report).toMatchObject({ format: 'xls', rows: 63, problems: [], prepared: { sheet: 'M09+' } });
      const province = csv.find((row) => row[1]?.trim() === 'THÁI BÌNH');
      expect(province?.[2]).toBe('7019350');
      expect(report.schema[2]).toMatchObject({ type: 'integer', unit: 'Triệu đồng' });
      expect(report.columns[5]?.name).toBe('BỔ SUNG TỪ NSTW CHO NSĐP / TỔNG SỐ');
      const decided = (what: string) => report.decided.find((one) => one.what === what);
      expect(decided('sheet')).toMatchObject({ how: 'told' });
      expect(decided('sheet')?.alternatives).toHaveLength(8);
      expect(decided('header')).toMatchObject({ facts: { first: 10, count: 3 } });
      expect(decided('subtotals')).toMatchObject({ chosen: 'drop', facts: { count: 7 } });
      expect(decided('subtotals')?.samples[0]?.before).toContain('TỔNG SỐ');
      expect(decided('rows')?.samples[0]).toMatchObject({ row: 84 });
      const first = await checkFile(join(folder, name), name);
      expect(first).toMatchObject({ prepared: { sheet: 'M01+' } });
      expect(await checkFile(join(folder, name), name, defaultLimits, { sheet: 'M10' })).toMatchObject({
        problems: [{ code: 'office-sheet-missing', facts: { sheet: 'M10' } }],
      });
    },
  );

  test.runIf(names.length > 0)(
    'the final accounts of 2014: of formulas the values are used, and said',
    async () => {
      const name = 'quyet-toan-ngan-sach-2014.xls';
      const { report, csv } = await deriveFile(join(folder, name), name, defaultLimits, { sheet: 'M07+' });
      // As another reader finds them.
      const sheet =
        readWorkbook(readFileSync(join(folder, name)), { cellFormula: true }).Sheets['M07+'] ?? {};
      const values = Object.values(sheet).flatMap((cell: { f?: string; v?: unknown }) =>
        cell.f ? [String(cell.v)] : [],
      );
      expect(values).toHaveLength(43);
      expect(report.notes).toContainEqual({ code: 'formula-values-used', facts: { count: 43 } });
      const numbers = csv.map(([first]) => first);
      expect(values.filter((value) => /^[1-9]/.test(value) && !numbers.includes(value))).toEqual([]);
    },
  );

  test.runIf(names.length > 0).for([2011, 2012, 2013, 2014, 2015, 2016])(
    'PAPI %i: two rows of names, and its last row of formulas is said',
    async (year) => {
      const name = 'papi-2011-2016.xlsx';
      const report = await checkFile(join(folder, name), name, defaultLimits, { sheet: `${year}_PAPI` });
      expect(report).toMatchObject({ format: 'xlsx', problems: [] });
      const decided = 'decided' in report ? report.decided : [];
      expect(decided).toContainEqual(
        expect.objectContaining({ what: 'header', facts: { first: 1, count: 2 } }),
      );
      if (year === 2011)
        expect(decided.find(({ what }) => what === 'formulas')?.samples).toMatchObject([{ row: 66 }]);
    },
  );

  test.runIf(names.length > 0)('the list of communes gives the same codes as its CSV', async () => {
    const name = 'danh-sach-quan-huyen-phuong-xa-thai-binh.xls';
    const { report, csv } = await deriveFile(join(folder, name), name);
    expect(report).toMatchObject({ format: 'xls', rows: 260, problems: [] });
    const codes = csv.slice(1).map((row) => [row[1], row[3], row[5]]);
    expect(codes.every((row) => row.every((code) => /^\d{2,5}$/.test(code ?? '')))).toBe(true);
    expect(codes).toEqual(
      original('don-vi-hanh-chinh-thai-binh-2023.csv')
        .slice(1)
        .map((row) => [row[1], row[3], row[5]]),
    );
    expect(report.columns[5]).toMatchObject({ name: 'Mã PX', type: 'text' });
  });

  test.runIf(names.length > 0)(
    'nested JSON gives its one list of records, and says what it left out',
    async () => {
      const name = 'thai-binh-huyen-xa-duong.json';
      const { report, parquet } = await deriveFile(join(folder, name), name);
      expect(report).toMatchObject({ format: 'json', rows: 8, problems: [] });
      expect(parquet.rows.map((row) => row[0])).toContain('Đông Hưng');
      expect(report.notes).toEqual(
        expect.arrayContaining([
          { code: 'json-members-dropped', facts: { names: 'code, name' } },
          expect.objectContaining({ code: 'nested-values-as-text' }),
        ]),
      );
    },
  );

  test.runIf(names.length > 0)('codes of communes stay text and NA becomes a missing number', async () => {
    const communes = await deriveFile(join(folder, 'don-vi-hanh-chinh-thai-binh-2023.csv'), 'x.csv');
    expect(
      communes.report.columns.filter((column) => column.textBecause === 'code-name').map((c) => c.name),
    ).toEqual(['Mã TP', 'Mã QH', 'Mã PX']);
    const weather = await deriveFile(join(folder, 'khi-tuong-tram-thai-binh-thang.csv'), 'x.csv');
    expect(weather.report.columns.at(-1)).toMatchObject({ name: 'Sh', type: 'decimal', missing: 12 });
    expect(weather.parquet.rows.filter((row) => row.at(-1) === null)).toHaveLength(12);
  });
});
