import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { noteSentence, sentenceOf, type AnyProblem } from '../../functions/publishing/check-report.ts';
import { problemFile, ruleAndRemedy } from '../../functions/publishing/problem-file.ts';
import { problemCodes } from '../../shared/tabular/index.ts';

const at = { row: 3, line: 5, column: 2, columnName: 'Mã xã', value: '12433' };

/** One of each kind that rules find, with the facts they come with. */
const found: AnyProblem[] = [
  { code: 'value-missing', ...at, value: 'chưa có số liệu' },
  { code: 'value-repeated', ...at, facts: { first: 2 } },
  { code: 'value-pattern', ...at, facts: { pattern: '[0-9]{3}' } },
  { code: 'value-length', ...at, facts: { maximum: 3 } },
  {
    code: 'value-out-of-range',
    ...at,
    value: '01/02/2026',
    facts: { minimum: '2025-01-01', maximum: '2025-12-31' },
  },
  { code: 'value-not-listed', ...at, facts: { allowed: 'A; B' } },
  { code: 'code-unknown', ...at, facts: { list: 'commune-code' } },
  {
    code: 'code-not-in-force',
    ...at,
    facts: {
      list: 'commune-code',
      day: '2025-07-01',
      name: 'Phường Lê Hồng Phong',
      until: '2025-06-30',
      now: '13225 (Phường Thái Bình)',
    },
  },
];

describe('what is wrong, in words', () => {
  test('each rule names line, column, value, the rule and the remedy', () => {
    expect(found.map(sentenceOf)).toEqual([
      'Dòng 5, cột “Mã xã”: không có giá trị (ô ghi “chưa có số liệu”), trong khi cột này bắt buộc có giá trị. Hãy điền giá trị; nếu cột được phép trống, hãy bỏ quy tắc “bắt buộc” trong mô tả cột.',
      'Dòng 5, cột “Mã xã”: “12433” đã có ở dòng 2, trong khi mỗi giá trị chỉ được xuất hiện một lần. Hãy sửa hoặc xóa một trong hai dòng; nếu được phép trùng, hãy bỏ quy tắc “không trùng” hoặc khóa trong mô tả cột.',
      'Dòng 5, cột “Mã xã”: “12433” không đúng mẫu [0-9]{3}. Hãy sửa giá trị cho đúng mẫu, hoặc sửa mẫu trong mô tả cột.',
      'Dòng 5, cột “Mã xã”: “12433” có độ dài không đúng, phải không quá 3 ký tự. Hãy sửa giá trị, hoặc sửa độ dài cho phép trong mô tả cột.',
      'Dòng 5, cột “Mã xã”: “01/02/2026” nằm ngoài khoảng cho phép (từ 01/01/2025 đến 31/12/2025). Hãy kiểm tra lại số liệu; nếu đúng, hãy sửa khoảng cho phép trong mô tả cột.',
      'Dòng 5, cột “Mã xã”: “12433” không thuộc danh sách giá trị cho phép (A; B). Hãy dùng đúng một giá trị trong danh sách, hoặc thêm giá trị này vào mô tả cột.',
      'Dòng 5, cột “Mã xã”: “12433” không có trong danh mục mã cấp xã của tỉnh (gồm Thái Bình và Hưng Yên trước ngày 01/07/2025). Hãy kiểm tra lại mã: đủ chữ số, giữ số 0 ở đầu, đúng cấp tỉnh, huyện hay xã.',
      'Dòng 5, cột “Mã xã”: mã “12433” (Phường Lê Hồng Phong) không có hiệu lực vào ngày 01/07/2025, chỉ có hiệu lực đến hết ngày 30/06/2025; nay là 13225 (Phường Thái Bình). Hãy dùng mã có hiệu lực vào ngày của dòng, hoặc sửa lại ngày.',
    ]);
  });

  test('a record without lines is named by its number, a sheet first', () => {
    const { line: _line, ...record } = at;
    expect(sentenceOf({ code: 'value-missing', ...record, sheet: 'Bảng 1' })).toMatch(
      /^Trang tính “Bảng 1”: Dòng 3, cột/,
    );
  });

  test.each([
    ['markup', 'trang web'],
    ['nul-byte', 'ký tự rỗng'],
    ['name', 'đuôi tên tệp'],
    ['word/document.xml', 'văn bản Word'],
    ['pdf', 'tệp PDF'],
  ])('say what a file is in words, not “%s”', (found, words) => {
    for (const code of ['unsupported-type', 'binary-named-csv', 'office-not-a-workbook'] as const) {
      const sentence = sentenceOf({ code, facts: { found } });
      expect(sentence).toContain(words);
      expect(sentence).not.toContain(`: ${found}`);
    }
  });

  test('notes name a tab, a unit taken away and a day that is in no calendar', () => {
    expect(noteSentence({ code: 'delimiter-replaced', facts: { found: '\t' } })).toContain('phân cách tab;');
    const rewritten = { code: 'numbers-rewritten', columnName: 'Tỷ lệ' } as const;
    expect(noteSentence({ ...rewritten, facts: { count: 2, unit: '%' } })).toContain('bỏ “%” đứng sau số');
    expect(noteSentence({ ...rewritten, facts: { count: 2 } })).not.toContain('bỏ');
    const day = { code: 'no-such-day', columnName: 'Ngày', row: 1, value: '31/02/2024' } as const;
    expect(noteSentence(day)).toContain('“31/02/2024” (dòng dữ liệu thứ 1)');
  });

  test('days that may have been exchanged are named by their rows, with what shows it and what to do', () => {
    const sentence = noteSentence({
      code: 'days-exchanged',
      columnName: 'Ngày cấp',
      line: 2,
      facts: { count: 2, rows: '2, 5', text: '25/03/2025', textRow: 3 },
    });
    for (const words of ['2 ô ngày (dòng 2, 5)', '“25/03/2025” (dòng 3)', 'Đổi lại ngày và tháng'])
      expect(sentence).toContain(words);
  });

  test('rows that could not be judged are a note with its day', () => {
    const note = noteSentence({
      code: 'codes-not-checked',
      columnName: 'Mã xã',
      facts: { count: 7, list: 'commune-code', from: '2025-03-01' },
    });
    expect(note).toContain('7 dòng');
    expect(note).toContain('trước ngày 01/03/2025');
  });
});

describe('the list of problems to open in a spreadsheet', () => {
  test('has a line a problem: sheet, line, column, value, rule, remedy, read as UTF-8 by Excel', () => {
    const text = problemFile([{ ...(found[1] as AnyProblem), sheet: 'Trường, lớp' }]);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(Papa.parse<string[]>(text.slice(1).trim()).data).toEqual([
      ['Trang tính', 'Dòng', 'Cột', 'Giá trị', 'Quy tắc', 'Cách sửa'],
      [
        'Trường, lớp',
        '5',
        'Mã xã',
        '12433',
        '“12433” đã có ở dòng 2, trong khi mỗi giá trị chỉ được xuất hiện một lần.',
        'Hãy sửa hoặc xóa một trong hai dòng; nếu được phép trùng, hãy bỏ quy tắc “không trùng” hoặc khóa trong mô tả cột.',
      ],
    ]);
  });

  test('no value, name of a column or of a sheet runs as a formula', () => {
    const evil = '=HYPERLINK("http://x","bấm")';
    const text = problemFile([
      { code: 'value-missing', line: 2, columnName: evil, value: evil, sheet: '@SUM(A1)' },
    ]);
    const [, row = []] = Papa.parse<string[]>(text.slice(1).trim()).data;
    expect([row[0], row[2], row[3]]).toEqual(["'@SUM(A1)", `'${evil}`, `'${evil}`]);
  });

  test('every problem says what is wrong, and those of rows and cells what to do', () => {
    for (const code of problemCodes) expect(ruleAndRemedy({ code }).rule).not.toBe('');
    for (const problem of found) expect(ruleAndRemedy(problem).remedy).toMatch(/^Hãy /);
  });
});
