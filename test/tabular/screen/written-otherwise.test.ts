import { describe, expect, test } from 'vitest';
import { findsIn } from '../../../shared/tabular/screen/finds-in.ts';
import { plain } from '../../../shared/tabular/screen/plain-text.ts';
import { idsOf, screenText, tableOf, YEAR } from './screening.ts';

/** Numbers as they come out of a page, a form, a letter or a program, not as a rule would have them. */
const each = (write: (serial: string) => string): string[] =>
  Array.from({ length: 12 }, (_, i) => write(String(100 + i)));

const ids: Readonly<Record<string, string[]>> = {
  'blanks that do not break': each((n) => `034\u00a0190\u00a0001\u00a0${n}`),
  'narrow blanks': each((n) => `034\u202f190\u2009001\u202f${n}`),
  'marks nobody sees': each((n) => `034\u200b190\u200b001${n}\ufeff`),
  'wide digits': each((n) => `０３４１９０００１${n}`),
  'dashes of a word processor': each((n) => `034–190–001${n}`),
  'dashes with blanks': each((n) => `034 - 190 - 001 - ${n}`),
  'fractions a program made of numbers beside empty cells': each((n) => `34190001${n}.0`),
};

const phones: Readonly<Record<string, string[]>> = {
  'a beginning in brackets': each((n) => `(0912) 345-${n}`),
  'a country in brackets': each((n) => `(+84) 912 345 ${n}`),
  'a beginning in brackets behind the country': each((n) => `+84(912)345${n}`),
  'points with blanks': each((n) => `0912. 345. ${n}`),
  'dashes of a word processor': each((n) => `0912–345–${n}`),
  'blanks that do not break': each((n) => `0912\u00a0345\u00a0${n}`),
  fractions: each((n) => `912345${n}.0`),
};

describe('numbers of people, however they are set', () => {
  test.each(Object.entries(ids))('of citizens: %s', async (_, cells) => {
    const found = await screenText(tableOf({ 'Số thứ tự': cells.map((__, i) => i + 1), 'Số CCCD': cells }));
    expect(idsOf(found)).toEqual(['citizen-id.cell.2']);
    expect(found.findings[0]?.count).toBe(12);
    expect(found.findings[0]?.cells[0]?.shown).toBe('034•••••••00');
  });

  test.each(Object.entries(phones))('phones: %s', async (_, cells) => {
    const found = await screenText(tableOf({ 'Số thứ tự': cells.map((__, i) => i + 1), SĐT: cells }));
    expect(idsOf(found)).toEqual(['phone.cell.2']);
    expect(found.findings[0]?.count).toBe(12);
  });

  test('in a column that says nothing of it, and beside the table', async () => {
    const notes = each((n) => `Gặp ông An,\u00a0034\u00a0190\u00a0001\u00a0${n}`);
    expect(idsOf(await screenText(tableOf({ mã: notes.map((_, i) => `T${i}`), 'ghi chú': notes })))).toEqual([
      'citizen-id.cell.2',
    ]);
    expect(findsIn({ place: 'title', text: 'Số CCCD: 034\u200b190\u00a0001\u00a0234' }, YEAR)).toEqual([
      { kind: 'citizen-id', shown: '034•••••••34' },
    ]);
    expect(findsIn({ place: 'notes', text: 'Người lập: Bùi Văn Sơn (0912) 345 678' }, YEAR)).toEqual([
      { kind: 'phone', shown: '091•••••78' },
    ]);
    expect(findsIn({ place: 'notes', text: 'Thư: bui.van.son@gm\u200bail.com' }, YEAR)).toEqual([
      { kind: 'email', shown: 'b•••@gmail.com' },
    ]);
  });

  test('an office’s number, set in any of these ways, is still an office’s', async () => {
    for (const text of [
      'Đường dây nóng: (0912) 345 678',
      'Đường dây nóng: 0912 - 345 - 678',
      'Hotline 0912–345–678',
    ])
      expect(findsIn({ place: 'title', text }, YEAR)).toEqual([]);
    const cells = each((n) => `Hotline: (0912) 345 ${n}`);
    expect(idsOf(await screenText(tableOf({ mã: cells.map((_, i) => `T${i}`), 'ghi chú': cells })))).toEqual(
      [],
    );
  });

  test('years, periods, sums and places stay what they are', async () => {
    const found = await screenText(
      tableOf({
        'giai đoạn': each((n) => `2021 - 2025 - 0${n}`),
        'năm (mã)': each((n) => `(2024) 17 500 ${n}`),
        'số tiền': each((n) => `1\u00a0234\u00a0567\u00a0${n}`),
        'tọa độ': each((n) => `20.446${n} – 106.336${n}`),
      }),
    );
    expect(idsOf(found)).toEqual([]);
  });

  test('a text without any of it is the same text', () => {
    const text = 'Đường tỉnh 454, dài 12,5 km – “đang nâng cấp” (2024)';
    expect(plain(text)).toBe(text);
    expect(plain('０９１２\u00a0３４５\u200b６７８')).toBe('0912 345678');
  });
});
