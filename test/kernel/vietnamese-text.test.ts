import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slug } from '../../shared/kernel/ids.ts';
import { fold, nfc, slugOf } from '../../shared/kernel/vietnamese-text.ts';

const LETTERS = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';

describe('folding', () => {
  it.each([
    ['Đường bộ', 'duong bo'],
    ['ĐẤT ĐAI', 'dat dai'],
    ['Nguyễn Thị Hỷ', 'nguyen thi hy'],
    ['Quỹ đất, ước tính', 'quy dat, uoc tinh'],
    ['THÁI BÌNH', 'thai binh'],
  ])('makes %s into %s', (text, folded) => expect(fold(text)).toBe(folded));

  it('leaves plain letters of every Vietnamese letter, either way it is encoded', () => {
    for (const form of ['NFC', 'NFD', 'NFKC'] as const) {
      expect(fold(LETTERS.normalize(form))).toMatch(/^[a-z]+$/);
      expect(fold(LETTERS.toUpperCase().normalize(form))).toBe(fold(LETTERS));
    }
  });
  it('says the same twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

it('composes what a Mac writes apart', () => {
  expect(nfc('Đường'.normalize('NFD'))).toBe('Đường');
  expect(nfc('Đường')).toHaveLength(5);
});

describe('a path segment made of a title', () => {
  it.each([
    ['Đường tỉnh, cầu', 'duong-tinh-cau'],
    ['  --Cơ sở (GPP) 2025!--  ', 'co-so-gpp-2025'],
    ['Tổng/số: 12%', 'tong-so-12'],
    ['../../etc/passwd', 'etc-passwd'],
  ])('of %s is %s', (title, slug) => expect(slugOf(title)).toBe(slug));

  it('is empty when nothing of the title can stand in an address', () => {
    for (const title of ['', '   ', '!!!', '统计数据', '😀']) expect(slugOf(title)).toBe('');
  });
  it('is a slug or nothing, and never longer than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 80 }), (title, max) => {
        const slug = slugOf(title, max);
        expect(slug.length).toBeLessThanOrEqual(max);
        expect(slug === '' || Slug.safeParse(slug).success, JSON.stringify(slug)).toBe(true);
      }),
    );
  });
  it('does not end in a dash where it is cut', () => {
    expect(slugOf('một hai ba', 4)).toBe('mot');
  });
});
