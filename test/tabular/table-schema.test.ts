import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Table, validate } from 'tableschema';
import { describe, expect, test } from 'vitest';
import type { ColumnSchema } from '../../shared/kernel/table-schema.ts';
import { realFiles, tallyRealFile } from '../fixtures/real-files.ts';
import { derive, deriveFile, type Derived } from './workbench.ts';

/** What is wrong with a schema, by the profile of the standard and its authors' own validator. */
const faultsOf = async (fields: readonly object[]): Promise<string[]> =>
  (await validate({ fields })).errors.map(String);

/** The clean file writes everything one way: what the schema says of the writing of the original does not hold for it. */
const asClean = ({ name, type, constraints }: ColumnSchema) => ({
  name,
  type,
  ...(constraints ? { constraints } : {}),
  ...(type === 'datetime' ? { format: '%Y-%m-%dT%H:%M:%S' } : {}),
});

/** Rows of the clean CSV as another implementation of the standard casts them. */
const castBy = async ({ report, folder }: Derived): Promise<number> => {
  const schema = { fields: report.schema.map(asClean), missingValues: [''] };
  const table = await Table.load(join(folder, 'clean.csv'), { schema, strict: true });
  return (await Promise.resolve(table.read({ cast: true }))).length;
};

const everyKind = [
  'mã xã;ngày cấp;lúc;số tiền;tỷ lệ;đạt;năm;tháng;ghi chú',
  '00123;25/03/2024;25/03/2024 07:30;1.234.567,8;12,5 %;có;2024;tháng 3 năm 2024;thường',
  '00124;5/3/2024;05/03/2024 17:00;2.000;7 %;không;2023;tháng 12 năm 2023;',
  '',
].join('\n');

describe('the schema of a report is a Table Schema', () => {
  test('every type that a column can have, and what was declared of it', async () => {
    const declared: ColumnSchema = {
      name: 'mã xã',
      type: 'string',
      title: 'Mã đơn vị hành chính',
      description: 'Năm chữ số',
      constraints: { required: true, unique: true, pattern: '[0-9]{5}', minLength: 5, maxLength: 5 },
    };
    const derived = await derive(everyKind, 'a.csv', { columns: [declared] });
    const { schema } = derived.report;
    expect(schema.map(({ type }) => type)).toEqual([
      ...['string', 'date', 'datetime', 'number', 'number', 'boolean', 'year', 'yearmonth', 'string'],
    ]);
    expect(schema[0]).toEqual(declared);
    expect(await faultsOf(schema)).toEqual([]);
    expect(await castBy(derived)).toBe(2);
  });

  test('the validator would say so if it were not', async () => {
    expect(await faultsOf([{ name: 'a', type: 'decimal' }])).not.toEqual([]);
    expect(await faultsOf([{ name: 'a', type: 'string', constraints: { minLength: 'x' } }])).not.toEqual([]);
    const derived = await derive('a,b\n1,x\n2,y\n');
    const wrong = {
      ...derived,
      report: {
        ...derived.report,
        schema: [
          { name: 'a', type: 'date' },
          { name: 'b', type: 'string' },
        ],
      },
    };
    await expect(castBy(wrong as Derived)).rejects.toThrow();
  });
});

describe('real files', () => {
  const files = realFiles('.csv', '.xls', '.xlsx', '.geojson').filter((path) => !path.includes('latin1'));

  test.for(files.map((path) => [basename(path), path] as const))(
    '%s: its schema is valid, and its clean rows are read by it',
    async ([name, path]) => {
      tallyRealFile(path);
      const derived = await deriveFile(path, name);
      expect(await faultsOf(derived.report.schema)).toEqual([]);
      expect(await castBy(derived)).toBe(derived.report.rows);
      expect(readdirSync(derived.folder)).toContain('clean.csv');
    },
  );
});
