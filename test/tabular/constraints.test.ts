import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/kernel/local-date.ts';
import { sharesOf } from '../../shared/tabular/constraints/findings.ts';
import { defaultLimits } from '../../shared/tabular/index.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries } from '../fixtures/xlsx-parts.ts';
import { columnOf, rulesSay } from './constraints-ground.ts';

const cellOf = (value: string | number): string =>
  typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;

const workbookOf = (sheet: string, rows: readonly (readonly (string | number)[])[]): Buffer => {
  const xml = rows.map((row, i) => `<row r="${i + 1}">${row.map(cellOf).join('')}</row>`).join('');
  return rawZip(xlsxEntries({ sheets: { [sheet]: `<sheetData>${xml}</sheetData>` } }));
};

const brief = ({ problems }: Awaited<ReturnType<typeof rulesSay>>) =>
  problems.map(({ code, line, row, columnName, value }) =>
    [code, line ?? `#${row}`, columnName, value].filter((one) => one !== undefined).join(' | '),
  );

describe('rules of one value', () => {
  test('a required column names every empty cell, a word for "no value" included, by its line', async () => {
    // Line 3 is blank and line 4 opens a cell of two lines: rows and lines part.
    const file = 'mã,tên\nA1,Trường A\n\nA2,"Trường\nB"\nA3,\nA4,  \nA5,chưa có số liệu\nA6,Trường C\n';
    const said = await rulesSay(file, { columns: [columnOf('tên', 'string', { required: true })] });
    expect(brief(said)).toEqual([
      'value-missing | 6 | tên',
      'value-missing | 7 | tên |   ',
      'value-missing | 8 | tên | chưa có số liệu',
    ]);
    expect(said.problemCounts).toEqual({ 'value-missing': 3 });
  });

  test('a pattern holds for the whole value and says nothing of empty cells', async () => {
    const said = await rulesSay('mã,x\nTB-001,1\nTB-01,1\nXTB-0011,1\n,1\n', {
      columns: [columnOf('mã', 'string', { pattern: 'TB-[0-9]{3}' })],
    });
    expect(brief(said)).toEqual(['value-pattern | 3 | mã | TB-01', 'value-pattern | 4 | mã | XTB-0011']);
    expect(said.problems[0]?.facts).toEqual({ pattern: 'TB-[0-9]{3}' });
  });

  test('a pattern that backtracks elsewhere without end takes no time here', async () => {
    const rows = Array.from({ length: 20 }, () => `${'a'.repeat(5000)}!,1`).join('\n');
    const said = await rulesSay(`mã,x\n${rows}\n`, {
      columns: [columnOf('mã', 'string', { pattern: '(a+)+b' })],
    });
    expect(said.problemTotal).toBe(20);
    expect(said.problems[0]?.value?.length).toBeLessThanOrEqual(defaultLimits.maxValueChars + 1);
  });

  test('length counts letters, with their marks', async () => {
    const said = await rulesSay('tên,x\nĐường,1\nĐườ,1\nĐường tỉnh,1\n'.normalize('NFD'), {
      columns: [columnOf('tên', 'string', { minLength: 4, maxLength: 6 })],
    });
    expect(brief(said)).toEqual(['value-length | 3 | tên | Đườ', 'value-length | 4 | tên | Đường tỉnh']);
  });

  test('bounds are those of numbers, days, months and years, as each column is written', async () => {
    const file = 'số,ngày,tháng,năm\n"1,5",01/02/2025,01/2025,2025\n"10,5",31/12/2026,12/2026,2027\n';
    const said = await rulesSay(file, {
      columns: [
        columnOf('số', 'number', { maximum: 10 }, { decimalChar: ',' }),
        columnOf(
          'ngày',
          'date',
          { minimum: '2025-01-01', maximum: '2025-12-31' },
          { dateOrder: 'day-first' },
        ),
        columnOf('tháng', 'yearmonth', { maximum: '2025-12' }),
        columnOf('năm', 'year', { maximum: 2026 }),
      ],
    });
    expect(brief(said)).toEqual([
      'value-out-of-range | 3 | số | 10,5',
      'value-out-of-range | 3 | ngày | 31/12/2026',
      'value-out-of-range | 3 | tháng | 2026-12',
      'value-out-of-range | 3 | năm | 2027',
    ]);
  });

  test('a day as the last moment allowed lets all of it pass', async () => {
    const said = await rulesSay('lúc,x\n2025-06-30T23:59:59,1\n2025-07-01T00:00:00,1\n', {
      columns: [columnOf('lúc', 'datetime', { maximum: '2025-06-30' })],
    });
    expect(said.problems.map(({ line }) => line)).toEqual([3]);
  });

  test('a list of values holds for text and numbers; a word for "no value" in it is a value', async () => {
    const said = await rulesSay('cấp,loại\nkhông có,1\nTHPT,2\nThpt,3\n,1\n', {
      columns: [
        columnOf('cấp', 'string', { enum: ['THPT', 'không có'], required: true }),
        columnOf('loại', 'integer', { enum: ['1', '2'] }),
      ],
    });
    expect(brief(said)).toEqual([
      'value-not-listed | 4 | cấp | Thpt',
      'value-not-listed | 4 | loại | 3',
      'value-missing | 5 | cấp',
    ]);
  });

  test('values that look like statements of the engine are values', async () => {
    const evil = `'); DROP TABLE x; --`;
    const said = await rulesSay(`"a""b' --",x\n${evil},1\n`, {
      columns: [columnOf(`a"b' --`, 'string', { enum: [`o'clock`], pattern: `[a-z']+` })],
    });
    expect(said.problemCounts).toEqual({ 'value-pattern': 1, 'value-not-listed': 1 });
    expect(said.problems[0]?.value).toBe(evil);
  });
});

describe('rules over rows', () => {
  test('a repeated value names the line where it first stands; empty cells repeat nothing', async () => {
    const said = await rulesSay('mã,x\nA,1\n\nB,2\nA,3\n,4\n,5\nA,6\n', {
      columns: [columnOf('mã', 'string', { unique: true })],
    });
    expect(brief(said)).toEqual(['value-repeated | 5 | mã | A', 'value-repeated | 8 | mã | A']);
    expect(said.problems.map(({ facts }) => facts?.['first'])).toEqual([2, 2]);
    expect(said.problemTotal).toBe(2);
  });

  test('a primary key of several columns: each has a value, and all together stand once', async () => {
    const said = await rulesSay('năm,xã,số\n2024,A,1\n2025,A,1\n2024,A,2\n2024,,3\n', {
      primaryKey: ['năm', 'xã'],
      columns: [columnOf('năm', 'year'), columnOf('xã', 'string')],
    });
    expect(brief(said)).toEqual(['value-repeated | 4 | năm, xã | 2024, A', 'value-missing | 5 | xã']);
  });

  test('a key that names no column of the file is said, and nothing else is checked', async () => {
    const said = await rulesSay('năm,xã\n2024,A\n', { primaryKey: ['năm', 'mã xã'] });
    expect(said.problems).toEqual([{ code: 'column-absent', columnName: 'mã xã' }]);
  });
});

describe('codes in force on the day of their row', () => {
  const commune = (reference: object) =>
    columnOf('mã xã', 'string', undefined, { reference: { to: 'commune-code', ...reference } });

  test('by a column of days: unknown codes, codes that ended and codes that had not begun', async () => {
    const file =
      'mã xã,ngày\n12433,30/06/2025\n12433,01/07/2025\n00099,30/06/2025\n00099,01/07/2025\n13225,01/05/2025\n13225,01/08/2025\n99999,01/08/2025\n';
    const said = await rulesSay(file, {
      columns: [
        commune({ dateColumn: 'ngày' }),
        columnOf('ngày', 'date', undefined, { dateOrder: 'day-first' }),
      ],
    });
    expect(brief(said)).toEqual([
      'code-not-in-force | 3 | mã xã | 12433',
      'code-not-in-force | 4 | mã xã | 00099',
      'code-unknown | 8 | mã xã | 99999',
    ]);
    expect(said.problems.map(({ facts }) => facts)).toEqual([
      {
        list: 'commune-code',
        day: '2025-07-01',
        name: 'Phường Lê Hồng Phong',
        until: '2025-06-30',
        now: '13225 (Phường Thái Bình)',
      },
      { list: 'commune-code', day: '2025-06-30', name: 'Xã Mới', from: '2025-07-01' },
      { list: 'commune-code' },
    ]);
  });

  test('a year counts as its last day, a month too, and one day may stand for all rows', async () => {
    const byYear = await rulesSay('mã xã,năm\n12433,2025\n12433,2024\n', {
      columns: [commune({ dateColumn: 'năm' }), columnOf('năm', 'year')],
    });
    expect(brief(byYear)).toEqual(['code-not-in-force | 2 | mã xã | 12433']);
    const byMonth = await rulesSay('mã xã,tháng\n12433,06/2025\n12433,07/2025\n', {
      columns: [commune({ dateColumn: 'tháng' }), columnOf('tháng', 'yearmonth')],
    });
    expect(byMonth.problems.map(({ line }) => line)).toEqual([3]);
    const byDay = await rulesSay('mã xã,x\n12433,1\n', { columns: [commune({ date: '2026-01-01' })] });
    expect(byDay.problemCounts).toEqual({ 'code-not-in-force': 1 });
  });

  test('without a day only codes that never were are wrong; before the list is complete nothing is', async () => {
    const undated = await rulesSay('mã xã,x\n12433,1\n00099,1\n77777,1\n', { columns: [commune({})] });
    expect(brief(undated)).toEqual(['code-unknown | 4 | mã xã | 77777']);
    const early = await rulesSay('mã xã,x\n12433,1\n77777,1\n', {
      columns: [commune({ date: '2020-01-01' })],
    });
    expect(early.problemTotal).toBe(0);
    expect(early.notes).toEqual([
      {
        code: 'codes-not-checked',
        column: 1,
        columnName: 'mã xã',
        facts: { count: 1, list: 'commune-code', from: localDate('2025-03-01') },
      },
    ]);
  });
});

describe('where problems stand and how many are listed', () => {
  test('in a workbook by its sheet and row, under titles and above notes', async () => {
    const content = workbookOf('Trường học', [
      ['DANH SÁCH TRƯỜNG HỌC'],
      [],
      ['Mã trường', 'Số lớp'],
      ['T01', 12],
      ['T02', 900],
      ['T01', 15],
    ]);
    const said = await rulesSay(
      content,
      {
        columns: [
          columnOf('Mã trường', 'string', { unique: true }),
          columnOf('Số lớp', 'integer', { maximum: 100 }),
        ],
      },
      { name: 'truong.xlsx' },
    );
    expect(
      said.problems.map(({ sheet, line, value, facts }) => [sheet, line, value, facts?.['first']]),
    ).toEqual([
      ['Trường học', 5, '900', undefined],
      ['Trường học', 6, 'T01', 4],
    ]);
  });

  test('all are counted, the listed ones shared so that no rule hides another', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => `,${i === 400 ? 'sai' : 'đúng'}`).join('\n');
    const said = await rulesSay(
      `a,b\n${rows}\n`,
      { columns: [columnOf('a', 'string', { required: true }), columnOf('b', 'string', { enum: ['đúng'] })] },
      { limits: { ...defaultLimits, maxProblems: 20 } },
    );
    expect(said.problemTotal).toBe(501);
    expect(said.problemCounts).toEqual({ 'value-missing': 500, 'value-not-listed': 1 });
    expect(said.problems).toHaveLength(20);
    expect(said.problems.at(-1)).toMatchObject({ code: 'value-not-listed', line: 402, value: 'sai' });
    expect(sharesOf([500, 1, 7], 21)).toEqual([13, 1, 7]);
    expect(sharesOf([2, 2], 1000)).toEqual([2, 2]);
    expect(sharesOf([9, 9, 9], 2)).toEqual([0, 1, 1]);
  });

  test('a table of which nothing is declared is not even opened', async () => {
    const said = await rulesSay('a\n1\n', { columns: [columnOf('a', 'integer')] });
    expect(said).toEqual({ problems: [], problemTotal: 0, problemCounts: {}, notes: [] });
  });
});
