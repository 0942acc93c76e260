import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { realFiles, sharedDir, tallyRealFile } from '../fixtures/real-files.ts';
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
    'a table in ISO-8859-1 is refused with the place of the first wrong byte',
    async () => {
      const name = 'montpellier-budget-2015-latin1.csv';
      const bytes = readFileSync(join(folder, name));
      const offset = bytes.findIndex((byte) => byte >= 0x80);
      expect(await checkFile(join(folder, name), name)).toEqual({
        code: 'not-utf8',
        line: 1,
        facts: { byteOffset: offset, byte: bytes[offset] },
      });
    },
  );

  test.for(names.filter((name) => /\.xlsx?$/.test(name)))(
    '%s is not a table of this release, whatever its name',
    async (name) => {
      expect(await checkFile(join(folder, name), name)).toMatchObject({ code: 'unsupported-type' });
      expect(await checkFile(join(folder, name), 'so-lieu.csv')).toMatchObject({ code: 'binary-named-csv' });
    },
  );

  test.runIf(names.length > 0)(
    'nested JSON gives its one list of records, and says what it left out',
    async () => {
      const name = 'thai-binh-huyen-xa-duong.json';
      const { report, parquet } = await deriveFile(join(folder, name), name);
      expect(report).toMatchObject({ format: 'json', rows: 8, problems: [] });
      expect(parquet.rows.map((row) => row[0])).toContain('Đông Hưng');
      expect(report.notes).toEqual(
        expect.arrayContaining([
          { code: 'members-dropped', facts: { names: 'code, name' } },
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
