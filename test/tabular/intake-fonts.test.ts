import { describe, expect, test } from 'vitest';
import type { TextEncoding } from '../../shared/kernel/reading.ts';
import { encode, encodeAbc } from '../fixtures/legacy-encoders.ts';
import { inOldLetters } from '../fixtures/old-fonts.ts';
import { xlsInFonts, type FontCell } from '../fixtures/xls-in-fonts.ts';
import { xlsxOf } from '../fixtures/xlsx-parts.ts';
import { derive } from './workbench.ts';

const table = [
  ['Mã xã', 'Tên xã', 'Ghi chú'],
  ['04321', 'Thị trấn Đông Hưng', 'Đường tỉnh đã được sửa chữa'],
  ['04322', 'Xã Quỳnh Phụ', 'Trường học mới xây dựng'],
  ['04323', 'Xã Vũ Thư', 'Những hộ nghèo được hỗ trợ'],
];
const latin =
  (encoding: TextEncoding) =>
  (text: string): string =>
    encode(text, encoding).toString('latin1');
const mojibake = (text: string): string => Buffer.from(text).toString('latin1');
const repairOf = ({ report }: Awaited<ReturnType<typeof derive>>) =>
  report.decided.find(({ what }) => what === 'repair');

describe('an XLS in old fonts, from the file to the clean table', () => {
  const ascii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);
  const inFont = (text: string, font: 0 | 1 | 2, write: (text: string) => string): FontCell =>
    ascii(text) ? { text, font: 0 } : { text: write(text), font };

  test('VNI', async () => {
    const cells = table.map((row) => row.map((text) => inFont(text, 1, latin('vni'))));
    const derived = await derive(xlsInFonts(['Arial', 'VNI-Times'], cells), 'a.xls');
    expect(derived.csv).toEqual(table);
    expect(repairOf(derived)).toMatchObject({ chosen: 'vni', how: 'guessed', facts: { byFont: 9 } });
    expect(repairOf(derived)?.samples).toContainEqual(
      expect.objectContaining({ before: latin('vni')('Tên xã'), after: 'Tên xã' }),
    );
  });

  test('a title and names in a font of capital letters', async () => {
    const abc = (text: string): string => encodeAbc(text).toString('latin1');
    const cells = [
      // What such a font shows as a capital is written as a small letter.
      [inFont('danh sách các xã, thị trấn', 2, abc)],
      ...table.map((row, i) =>
        row.map((text) => inFont(i === 0 ? text.toLowerCase() : text, i === 0 ? 2 : 1, abc)),
      ),
    ];
    const derived = await derive(xlsInFonts(['Arial', '.VnTime', '.VnTimeH'], cells), 'a.xls');
    expect(derived.csv).toEqual([(table[0] ?? []).map((name) => name.toUpperCase()), ...table.slice(1)]);
    expect(repairOf(derived)).toMatchObject({ chosen: 'tcvn3', how: 'guessed' });
    const rows = derived.report.decided.find(({ what }) => what === 'rows');
    expect(rows?.samples).toContainEqual({ before: 'DANH SÁCH CÁC XÃ, THỊ TRẤN', after: '', row: 1 });
  });
});

describe('an XLSX whose font says nothing', () => {
  const styles =
    '<fonts count="1"><font><name val="Arial"/></font></fonts><cellXfs count="1"><xf fontId="0"/></cellXfs>';
  const escaped = (text: string): string =>
    text.replaceAll(/[<>&\u0080-\u009f]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const sheetOf = (rows: readonly (readonly string[])[]): Buffer => {
    const data = rows.map((row, i) => {
      const cells = row.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`);
      return `<row r="${i + 1}">${cells.join('')}</row>`;
    });
    return xlsxOf({ sheets: { A: `<sheetData>${data.join('')}</sheetData>` }, styles });
  };

  test.for([
    ['tcvn3', latin('tcvn3')],
    ['vni', latin('vni')],
    ['mojibake', mojibake],
  ] as const)('%s in Arial is found by its words, and said', async ([repair, write]) => {
    const sheet = sheetOf(table.map((row) => row.map(write)));
    const derived = await derive(sheet, 'a.xlsx');
    expect(derived.csv).toEqual(table);
    expect(repairOf(derived)).toMatchObject({ chosen: repair, how: 'guessed' });
    expect(repairOf(derived)?.alternatives).toContain('none');
    const kept = await derive(sheet, 'a.xlsx', { repair: 'none' });
    expect(kept.csv[1]?.[1]).toBe(write('Thị trấn Đông Hưng'));
  });

  test('of one cell in two fonts, each part is read by its own', async () => {
    const run = (font: string, text: string): string =>
      `<r><rPr><rFont val="${font}"/></rPr><t xml:space="preserve">${text}</t></r>`;
    const row = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;
    const plain = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const twoFonts = (old: string, now: string): string =>
      `<c t="inlineStr"><is>${run('.VnTime', inOldLetters(old))}${run('Arial', now)}</is></c>`;
    const data =
      row(1, plain('Mã') + plain('Tên')) +
      row(2, plain('A1') + twoFonts('Cầu Tân Đệ ', '(đường tỉnh 454)')) +
      row(3, plain('A2') + twoFonts('Bộ ', 'Bé'));
    const derived = await derive(
      xlsxOf({ sheets: { A: `<sheetData>${data}</sheetData>` }, styles }),
      'a.xlsx',
    );
    expect(derived.csv.slice(1).map(([, name]) => name)).toEqual(['Cầu Tân Đệ (đường tỉnh 454)', 'Bộ Bé']);
    expect(repairOf(derived)).toMatchObject({ chosen: 'tcvn3', facts: { byFont: 2 } });
  });
});

describe('JSON records whose UTF-8 holds old letters', () => {
  const [names = [], ...rows] = table;
  const jsonOf = (write: (text: string) => string): string =>
    JSON.stringify(
      rows.map((row) => Object.fromEntries(row.map((text, i) => [write(names[i] ?? ''), write(text)]))),
    );

  test.for([
    ['tcvn3', latin('tcvn3')],
    ['vni', latin('vni')],
    ['mojibake', mojibake],
  ] as const)('%s is repaired, names too, and said with before and after', async ([repair, write]) => {
    const derived = await derive(jsonOf(write), 'xa.json');
    expect(derived.csv).toEqual(table);
    expect(repairOf(derived)).toMatchObject({ chosen: repair, how: 'guessed' });
    expect(repairOf(derived)?.samples).toContainEqual(
      expect.objectContaining({ before: write('Thị trấn Đông Hưng'), after: 'Thị trấn Đông Hưng' }),
    );
    const kept = await derive(jsonOf(write), 'xa.json', { repair: 'none' });
    expect(kept.json[0]).toHaveProperty(write('Tên xã'), write('Thị trấn Đông Hưng'));
  });
});
