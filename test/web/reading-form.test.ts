import { describe, expect, it } from 'vitest';
import { CheckReport } from '../../shared/contract/uploads.ts';
import { TextEncoding, type Reading } from '../../shared/kernel/reading.ts';
import type { ColumnSchema } from '../../shared/kernel/table-schema.ts';
import {
  accepted,
  boundFrom,
  choicesIn,
  columnOf,
  constrained,
  isSaid,
  listFrom,
  retyped,
  told,
  withCells,
  withColumn,
  withoutColumn,
  wrongColumns,
} from '../../web/desk/reading/reading-form.ts';

const reportWith = (given: Partial<CheckReport>): CheckReport =>
  CheckReport.parse({
    rows: 1,
    columns: [],
    problems: [],
    problemTotal: 0,
    notes: [],
    files: [],
    ...given,
  });

describe('a guess that is right', () => {
  const day: ColumnSchema = { name: 'Ngày cấp', type: 'date', dateOrder: 'day-first' };

  it.each([
    ['of a column', { what: 'dates', chosen: 'day-first', columnName: 'Ngày cấp' }, { columns: [day] }],
    ['of the delimiter', { what: 'delimiter', chosen: ';' }, { delimiter: ';' }],
    ['of the table', { what: 'table', chosen: '2' }, { table: 2 }],
    ['of the names', { what: 'header', chosen: '5+2' }, { headerRows: { first: 5, count: 2 } }],
    ['that there are none', { what: 'header', chosen: '1+0' }, { headerRows: { first: 1, count: 0 } }],
  ] as const)('%s becomes the officer’s word, and others stay', (_, decision, expected) => {
    const before: Reading = { encoding: 'tcvn3' };
    expect(isSaid(before, decision)).toBe(false);
    const reading = accepted(before, decision, [day]);
    expect(reading).toEqual({ encoding: 'tcvn3', ...expected });
    expect(reading && isSaid(reading, decision)).toBe(true);
    expect(
      reading && isSaid(accepted(reading, { what: 'repair', chosen: 'none' }, [day]) ?? {}, decision),
    ).toBe(true);
  });

  it('of the cells of a column stands beside those of others, and can be left to the system again', () => {
    const decision = { what: 'cells', chosen: 'exchanged', columnName: 'Ngày cấp' } as const;
    const before: Reading = { cells: [{ column: 'Tỷ lệ', as: 'kept' }] };
    expect(isSaid(before, decision)).toBe(false);
    const reading = accepted(before, decision, [day]) ?? {};
    expect(reading).toEqual({
      cells: [
        { column: 'Tỷ lệ', as: 'kept' },
        { column: 'Ngày cấp', as: 'exchanged' },
      ],
    });
    expect(isSaid(reading, decision)).toBe(true);
    expect(withCells(reading, 'Ngày cấp', undefined)).toEqual(before);
    expect(withCells(before, 'Tỷ lệ', undefined)).toEqual({});
  });

  it('that a reading cannot say is left to the submission', () => {
    expect(accepted({}, { what: 'missing', chosen: 'KXĐ' }, [day])).toBeUndefined();
    expect(accepted({}, { what: 'rows', chosen: '5–9' }, [day])).toBeUndefined();
    expect(
      accepted({}, { what: 'dates', chosen: 'day-first', columnName: 'Cột khác' }, [day]),
    ).toBeUndefined();
  });

  it('keeps what the officer had already corrected of the column', () => {
    const told: ColumnSchema = { ...day, title: 'Ngày cấp phép' };
    const decision = { what: 'dates', chosen: 'day-first', columnName: 'Ngày cấp' } as const;
    expect(accepted({ columns: [told] }, decision, [day])).toEqual({ columns: [told] });
  });
});

describe('a rule that was refused', () => {
  const sent: Reading = {
    columns: [
      { name: 'Mã', type: 'string' },
      { name: 'Số', type: 'integer' },
    ],
  };

  it('is told at its column and its field, the first word on each', () => {
    const errors = [
      { path: 'body.reading.columns.1.constraints.minimum', message: 'Cột “Số”: lớn hơn cận trên.' },
      { path: 'body.reading.columns.0.constraints.pattern', message: 'Cột “Mã”: sai cú pháp.' },
      { path: 'body.reading.columns.0.constraints.pattern', message: 'Lần nữa.' },
    ];
    expect(wrongColumns(sent, errors)).toEqual({
      Số: { 'constraints.minimum': 'Cột “Số”: lớn hơn cận trên.' },
      Mã: { 'constraints.pattern': 'Cột “Mã”: sai cú pháp.' },
    });
  });

  it('of nothing that was sent stays with the problem as a whole', () => {
    const elsewhere = [
      { path: 'body.reading.columns.9.type', message: '…' },
      { path: 'body.reading.encoding', message: '…' },
    ];
    expect(wrongColumns(sent, elsewhere)).toEqual({});
    expect(wrongColumns(sent)).toEqual({});
  });
});

describe('what an officer may choose about a file', () => {
  it('is what was decided and could be otherwise, with what it was read as first', () => {
    const decided = [
      { what: 'encoding', chosen: 'tcvn3', how: 'guessed', alternatives: ['vni'], samples: [] },
      { what: 'sheet', chosen: 'M01', how: 'certain', alternatives: [], samples: [] },
      { what: 'header', chosen: '2+1', how: 'guessed', alternatives: [], samples: [] },
    ] as const;
    expect(
      choicesIn(
        reportWith({
          decided: decided.map((one) => ({ ...one, alternatives: [...one.alternatives], samples: [] })),
        }),
      ),
    ).toEqual([
      {
        what: 'encoding',
        chosen: 'tcvn3',
        values: ['tcvn3', 'vni', ...TextEncoding.options.filter((name) => !['tcvn3', 'vni'].includes(name))],
      },
    ]);
  });

  it.each([
    ['utf-8-bom', 'utf-8'],
    ['windows-1258', 'windows-1258'],
  ])('of a text file is always its encoding, also where nothing was in doubt (%s)', (encoding, chosen) => {
    const offered = choicesIn(reportWith({ format: 'csv', encoding }));
    expect(offered).toEqual([{ what: 'encoding', chosen, values: TextEncoding.options }]);
    expect(choicesIn(reportWith({ format: 'xlsx' }))).toEqual([]);
  });

  it('of a file whose encoding is in doubt is any encoding, the likely ones first', () => {
    const choose = { what: 'encoding' as const, of: ['vni', 'tcvn3'] };
    const problem = { code: 'not-utf8', sentence: '…', choose };
    const [offered] = choicesIn(reportWith({ problems: [problem], problemTotal: 1 }));
    expect(offered?.chosen).toBeUndefined();
    expect(offered?.values.slice(0, 2)).toEqual(['vni', 'tcvn3']);
    expect(offered?.values.toSorted()).toEqual(TextEncoding.options.toSorted());
  });

  it('of hidden sheets says that they are hidden', () => {
    const sheet = { what: 'sheet' as const, chosen: 'M01', how: 'guessed' as const, samples: [] };
    const decided = [{ ...sheet, alternatives: ['Nháp'], hidden: ['Nháp'] }];
    expect(choicesIn(reportWith({ format: 'xlsx', decided }))).toEqual([
      { what: 'sheet', chosen: 'M01', values: ['M01', 'Nháp'], hidden: ['Nháp'] },
    ]);
  });

  it('of tables beside each other is each one; together they are what is read when nobody chooses', () => {
    const decided = [
      {
        what: 'range' as const,
        chosen: 'A–B + D–E',
        how: 'guessed' as const,
        alternatives: ['A–B', 'D–E'],
        samples: [],
      },
    ];
    expect(choicesIn(reportWith({ decided }))).toEqual([
      { what: 'range', chosen: 'A–B + D–E', values: ['A–B', 'D–E'] },
    ]);
    expect(accepted({}, { what: 'range', chosen: 'A–B + D–E' }, [])).toBeUndefined();
    expect(told({}, 'range', 'D–E')).toEqual({ range: 'D–E' });
  });

  it('and what a problem asks for, when the file can not be read without', () => {
    const problem = {
      code: 'zip-several-files',
      sentence: '…',
      choose: { what: 'entry' as const, of: ['a.csv', 'b.csv'] },
    };
    expect(choicesIn(reportWith({ problems: [problem], problemTotal: 1 }))).toEqual([
      { what: 'entry', values: ['a.csv', 'b.csv'] },
    ]);
  });

  it('is told as the reading says it, and left to the system again', () => {
    const reading = told({}, 'table', '2');
    expect(reading).toEqual({ table: 2 });
    expect(told(told(reading, 'encoding', 'vni'), 'table', '')).toEqual({ encoding: 'vni' });
  });
});

describe('a column that is corrected', () => {
  const found: ColumnSchema = { name: 'Ngày cấp', type: 'date', dateOrder: 'day-first' };
  const other: Reading = { columns: [{ name: 'Mã', type: 'string' }], encoding: 'utf-8' };

  it('stands in the reading under its name, once; columns nobody touched do not', () => {
    const once = withColumn(other, { ...found, dateOrder: 'month-first' });
    const twice = withColumn(once, { ...found, dateOrder: 'year-first' });
    expect(twice.columns?.map(({ name }) => name)).toEqual(['Mã', 'Ngày cấp']);
    expect(columnOf(twice, found).dateOrder).toBe('year-first');
    expect(columnOf(other, found)).toBe(found);
  });

  it('is let go of, and with the last one the list', () => {
    expect(withoutColumn(withColumn({}, found), found.name)).toEqual({});
    expect(withoutColumn(other, found.name)).toEqual(other);
  });

  it('of another type forgets how the old type was written, and keeps its rules', () => {
    const amount: ColumnSchema = {
      name: 'Số tiền',
      type: 'number',
      decimalChar: ',',
      groupChar: '.',
      constraints: { required: true },
    };
    expect(retyped(amount, 'string')).toEqual({
      name: 'Số tiền',
      type: 'string',
      constraints: { required: true },
    });
    expect(retyped(amount, 'date').dateOrder).toBe('day-first');
  });

  it('takes rules one by one; a rule without a value is no rule', () => {
    const bounded = constrained(constrained(found, 'required', true), 'minimum', '2020-01-01');
    expect(bounded.constraints).toEqual({ required: true, minimum: '2020-01-01' });
    expect(constrained(constrained(bounded, 'required', undefined), 'minimum', undefined)).toEqual(found);
  });

  it('has bounds and lists as a person types them', () => {
    expect([boundFrom('1,5'), boundFrom(' -3 '), boundFrom('2025-01-31'), boundFrom(' ')]).toEqual([
      1.5,
      -3,
      '2025-01-31',
      undefined,
    ]);
    expect(listFrom(' Có \nKhông\n\nCó\n')).toEqual(['Có', 'Không']);
    expect(listFrom('\n')).toBeUndefined();
  });
});
