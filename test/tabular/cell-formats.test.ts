import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { Decided, Reading } from '../../shared/kernel/reading.ts';
import { carriedOver } from '../../shared/kernel/reading.ts';
import { xlsxOf } from '../fixtures/xlsx-parts.ts';
import { derive, reportOn } from './workbench.ts';

const styles =
  '<numFmts count="3"><numFmt numFmtId="200" formatCode="m/d/yyyy"/><numFmt numFmtId="201" formatCode="00000"/>' +
  '<numFmt numFmtId="202" formatCode="h:mm"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="200"/>' +
  '<xf numFmtId="201"/><xf numFmtId="202"/><xf numFmtId="10"/></cellXfs>';
const [plain, day, padded, time, percent] = [0, 1, 2, 3, 4];
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: number, style = plain): string => `<c s="${style}"><v>${value}</v></c>`;
const sheetOf = (...rows: string[]): Buffer => {
  const data = rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('');
  return xlsxOf({ sheets: { A: `<sheetData>${data}</sheetData>` }, styles });
};
const said = (decided: readonly Decided[], what: string, columnName?: string): Decided | undefined =>
  decided.find((one) => one.what === what && (columnName === undefined || one.columnName === columnName));

describe('numbers that a sheet shows as something else', () => {
  const sheet = sheetOf(
    ...[text('Xã') + text('Cấp') + text('Đến') + text('Số hồ sơ') + text('Tỷ lệ') + text('Lượng')],
    text('A') +
      number(45_123, day) +
      number(0.5, time) +
      number(7, padded) +
      number(0.125, percent) +
      number(0.1 + 0.2),
    text('B') +
      number(45_000.5, day) +
      number(0.75, time) +
      number(123, padded) +
      number(0.5, percent) +
      number(1.5),
  );

  test('each column is said, with the number behind it and what is published', async () => {
    const { csv, report } = await derive(sheet, 'a.xlsx');
    expect(csv.slice(1)).toEqual([
      ['A', '2023-07-16T00:00:00', '12:00:00', '00007', '12.5', '0.3'],
      ['B', '2023-03-15T12:00:00', '18:00:00', '00123', '50', '1.5'],
    ]);
    const cells = report.decided.filter(({ what }) => what === 'cells');
    expect(cells.map(({ columnName, facts }) => [columnName, facts?.['kinds']])).toEqual([
      ['Cấp', 'date'],
      ['Đến', 'time'],
      ['Số hồ sơ', 'padded'],
      ['Tỷ lệ', 'percent'],
      ['Lượng', 'rounded'],
    ]);
    expect(cells.map(({ samples: [first] }) => [first?.before, first?.after, first?.row])).toEqual([
      ['45123', '2023-07-16T00:00:00', 2],
      ['0.5', '12:00:00', 2],
      ['7', '00007', 2],
      ['0.125', '12.5', 2],
      ['0.30000000000000004', '0.3', 2],
    ]);
    for (const { chosen, how, alternatives } of cells)
      expect({ chosen, how, alternatives }).toEqual({
        chosen: 'shown',
        how: 'certain',
        alternatives: ['kept'],
      });
  });

  test('a fraction shown as a percentage is not told as a sign that was taken away', async () => {
    const { decided, notes, schema } = await reportOn(sheet, 'a.xlsx');
    expect(notes.filter(({ columnName }) => columnName === 'Tỷ lệ')).toEqual([]);
    expect(said(decided, 'numbers', 'Tỷ lệ')).toBeUndefined();
    expect(schema.find(({ name }) => name === 'Tỷ lệ')).toMatchObject({ type: 'number', unit: '%' });
  });

  test('the officer may have the numbers themselves, now and in the next release', async () => {
    const cells = ['Cấp', 'Đến', 'Số hồ sơ', 'Tỷ lệ', 'Lượng'].map((column) => ({
      column,
      as: 'kept' as const,
    }));
    const { csv, report } = await derive(sheet, 'a.xlsx', { cells });
    expect(csv.slice(1)).toEqual([
      ['A', '45123', '0.5', '7', '0.125', '0.30000000000000004'],
      ['B', '45000.5', '0.75', '123', '0.5', '1.5'],
    ]);
    expect(said(report.decided, 'cells', 'Cấp')).toMatchObject({
      chosen: 'kept',
      how: 'told',
      alternatives: ['shown'],
    });
    expect(carriedOver({ cells })).toEqual({ cells });
  });

  test('in an XLS as in an XLSX', async () => {
    const book = utils.book_new();
    const page = utils.aoa_to_sheet([
      ['Xã', 'Cấp', 'Mã số'],
      ['A', 45_123, 7],
      ['B', 45_124, 12],
    ]);
    for (const at of ['B2', 'B3']) (page[at] as { z?: string }).z = 'dd/mm/yyyy';
    for (const at of ['C2', 'C3']) (page[at] as { z?: string }).z = '00000';
    utils.book_append_sheet(book, page, 'A');
    const { decided } = await reportOn(write(book, { bookType: 'xls', type: 'buffer' }) as Buffer, 'a.xls');
    expect(said(decided, 'cells', 'Cấp')?.samples[0]).toMatchObject({
      before: '45123',
      after: '2023-07-16',
      row: 2,
    });
    expect(said(decided, 'cells', 'Mã số')?.samples[0]).toMatchObject({ before: '7', after: '00007' });
  });
});

describe('Vietnamese dates typed where the spreadsheet wants the month first', () => {
  // 05/03/2025 became the third of May, 25/03/2025 stayed a text; 07/07 is the same either way.
  const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;
  const rows = [
    text('Xã') + text('Ngày cấp'),
    text('A') + number(serial('2025-05-03'), day),
    text('B') + text('25/03/2025'),
    text('C') + number(serial('2025-07-07'), day),
    text('D') + number(serial('2025-12-01'), day),
    text('E') + text('30/11/2025'),
  ];
  const sheet = sheetOf(...rows);
  const daysWith = async (reading: Reading) =>
    (await derive(sheet, 'a.xlsx', reading)).csv.slice(1).map(([, one]) => one);

  test('the question shows the ways, and the days in doubt are named by their rows', async () => {
    const { decided, notes } = await reportOn(sheet, 'a.xlsx');
    expect(said(decided, 'dates')).toMatchObject({
      chosen: 'string',
      how: 'guessed',
      samples: [
        { before: '2025-05-03', after: '2025-05-03', row: 2 },
        { before: '25/03/2025', after: '25/03/2025', row: 3 },
      ],
    });
    // Both ways are named by their rows of the sheet.
    expect(notes.find(({ code }) => code === 'mixed-dates')?.facts).toEqual({
      first: '25/03/2025',
      firstRow: 3,
      second: '2025-05-03',
      secondRow: 2,
    });
    expect(said(decided, 'cells')).toMatchObject({
      chosen: 'shown',
      how: 'guessed',
      alternatives: ['exchanged', 'kept'],
    });
    expect(notes).toContainEqual({
      code: 'days-exchanged',
      sheet: 'A',
      line: 2,
      column: 2,
      columnName: 'Ngày cấp',
      facts: { count: 2, rows: '2, 5', text: '25/03/2025', textRow: 3 },
    });
  });

  test('told so, day and month are put back', async () => {
    const cells = [{ column: 'Ngày cấp', as: 'exchanged' as const }];
    expect(await daysWith({ cells })).toEqual([
      '2025-03-05',
      '2025-03-25',
      '2025-07-07',
      '2025-01-12',
      '2025-11-30',
    ]);
    const { decided, notes } = await reportOn(sheet, 'a.xlsx', undefined, { cells });
    expect(notes.map(({ code }) => code)).not.toContain('days-exchanged');
    expect(said(decided, 'cells')).toMatchObject({ chosen: 'exchanged', how: 'told' });
    expect(said(decided, 'dates')).toMatchObject({ chosen: 'day-first', how: 'certain' });
  });

  test('told only that days come first, the days stay as the sheet has them, and the warning too', async () => {
    const columns = [{ name: 'Ngày cấp', type: 'date', dateOrder: 'day-first' } as const];
    expect((await daysWith({ columns }))[0]).toBe('2025-05-03');
    const report = await reportOn(sheet, 'a.xlsx', undefined, { columns });
    expect(report.notes.map(({ code }) => code)).toContain('days-exchanged');
    const sure = { columns, cells: [{ column: 'Ngày cấp', as: 'shown' as const }] };
    expect((await reportOn(sheet, 'a.xlsx', undefined, sure)).notes.map(({ code }) => code)).not.toContain(
      'days-exchanged',
    );
  });

  test('days alone, or beside texts that could be days of that spreadsheet, are in no doubt', async () => {
    for (const other of [number(serial('2025-05-04'), day), text('chưa cấp'), text('2025-03-25')]) {
      const { notes } = await reportOn(sheetOf(...rows.slice(0, 2), text('B') + other), 'a.xlsx');
      expect(notes.map(({ code }) => code)).not.toContain('days-exchanged');
    }
  });
});
