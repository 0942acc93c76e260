import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findsIn } from '../../../shared/tabular/screen/finds-in.ts';
import { citizenId, twelveDigits } from '../../../shared/tabular/screen/citizen-id.ts';
import { holdsPhrase, says } from '../../../shared/tabular/screen/header-words.ts';
import { maskDigits, maskMail, maskName } from '../../../shared/tabular/screen/mask.ts';
import numbers from '../../../shared/tabular/screen/numbers.json' with { type: 'json' };
import { foundIn } from '../../../shared/tabular/screen/pattern.ts';
import { isPeopleColumn, looksLikePerson } from '../../../shared/tabular/screen/personal-name.ts';
import { mobile } from '../../../shared/tabular/screen/phone.ts';
import { isTaxCode } from '../../../shared/tabular/screen/tax-code.ts';
import { YEAR } from './screening.ts';

const { provinces } = numbers.citizenId;
const two = (n: number): string => String(n).padStart(2, '0');
const six = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
const person = fc.record({
  province: fc.constantFrom(...provinces),
  birth: fc.integer({ min: YEAR - 115, max: YEAR }),
  isWoman: fc.boolean(),
  serial: six,
});
const numberOf = ({
  province,
  birth,
  isWoman,
  serial,
}: typeof person extends fc.Arbitrary<infer P> ? P : never) =>
  `${province}${(birth >= 2000 ? 2 : 0) + (isWoman ? 1 : 0)}${two(birth % 100)}${serial}`;

describe('numbers of citizens', () => {
  test('everybody who can be alive is recognised, also in groups and inside a text', () => {
    fc.assert(
      fc.property(person, fc.constantFrom('', ' ', '.', '-'), (one, gap) => {
        const id = numberOf(one);
        const grouped = [id.slice(0, 3), id.slice(3, 6), id.slice(6, 9), id.slice(9)].join(gap);
        for (const text of [grouped, `số ${grouped}, cấp 2021`, `(${grouped})`, `Số:${grouped}.`])
          expect(foundIn(text, citizenId(YEAR))).toBe(grouped);
      }),
    );
  });

  test('another province, a later century or a year to come is nobody’s', () => {
    fc.assert(
      fc.property(
        person,
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 4, max: 9 }),
        (one, place, century) => {
          const id = numberOf(one);
          const elsewhere = String(place).padStart(3, '0');
          if (!provinces.includes(elsewhere))
            expect(foundIn(`${elsewhere}${id.slice(3)}`, citizenId(YEAR))).toBeUndefined();
          expect(foundIn(`${id.slice(0, 3)}${century}${id.slice(4)}`, citizenId(YEAR))).toBeUndefined();
          expect(
            foundIn(`${id.slice(0, 3)}2${two((YEAR % 100) + 1)}${one.serial}`, citizenId(YEAR)),
          ).toBeUndefined();
        },
      ),
    );
  });

  test('longer numbers, decimals and codes with letters hold none', () => {
    fc.assert(
      fc.property(person, fc.constantFrom('1', 'a', 'F', '_', '12.', '-1'), (one, before) => {
        const id = numberOf(one);
        expect(foundIn(`${before}${id}`, citizenId(YEAR))).toBeUndefined();
        expect(foundIn(`${id}7`, citizenId(YEAR))).toBeUndefined();
        expect(foundIn(`${id}.5`, citizenId(YEAR))).toBeUndefined();
        expect(foundIn(`20.${id}`, twelveDigits)).toBeUndefined();
      }),
    );
  });

  test('of numbers at random hardly one in thirty passes', () => {
    const some = fc.sample(fc.integer({ min: 0, max: 999_999_999_999 }), { numRuns: 3000, seed: 7 });
    const passing = some.filter((n) => foundIn(String(n).padStart(12, '0'), citizenId(YEAR)) !== undefined);
    expect(passing.length).toBeLessThan(100);
    expect(passing.length).toBeGreaterThan(0);
  });
});

describe('mobile numbers', () => {
  const prefixes = ['032', '056', '079', '081', '089', '090', '096', '099'];
  test('of today, at home and from abroad, however they are grouped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), fc.integer({ min: 0, max: 9_999_999 }), (prefix, n) => {
        const rest = String(n).padStart(7, '0');
        const all = `${prefix}${rest}`;
        const forms = [
          all,
          `${prefix} ${rest.slice(0, 3)} ${rest.slice(3)}`,
          `${prefix}${rest.slice(0, 1)}.${rest.slice(1, 4)}.${rest.slice(4)}`,
          `+84${all.slice(1)}`,
          `84 ${all.slice(1)}`,
        ];
        for (const form of forms) {
          expect(foundIn(form, mobile)).toBe(form);
          expect(foundIn(`ĐT:${form}, gọi sau 17h`, mobile)).toBe(form);
        }
      }),
    );
  });
  test.for([
    '02273831234',
    '0951234567',
    '19001234',
    '1800 599 920',
    '0312345678',
    '034099001234',
    '10912345678',
  ])('%s is none', (text) => expect(foundIn(text, mobile)).toBeUndefined());
});

test('a tax code is known by its last digit, and no other digit will do', () => {
  const codes = ['0100109106', '0101248141', '0900108574'];
  for (const code of codes) {
    expect(isTaxCode(code)).toBe(true);
    for (let last = 0; last <= 9; last += 1)
      expect(isTaxCode(`${code.slice(0, 9)}${last}`)).toBe(String(last) === code[9]);
  }
});

test('what is shown never holds what was found', () => {
  fc.assert(
    fc.property(person, (one) => {
      const id = numberOf(one);
      expect(maskDigits(id, 3, 2)).toBe(`${id.slice(0, 3)}•••••••${id.slice(-2)}`);
      expect(maskMail(`ten.rieng${one.serial}@gmail.com`)).toBe('t•••@gmail.com');
    }),
  );
  expect(maskName('Nguyễn Văn An')).toBe('N•• V•• A••');
});

describe('names of people', () => {
  test.for([
    'Nguyễn Văn An',
    'NGUYỄN THỊ HOA',
    'Nguyen Van An',
    'Ông Trần Minh',
    'Giàng A Páo',
    'Lê Nguyễn Bảo Ngọc Anh',
  ])('%s', (name) => expect(looksLikePerson(name)).toBe(true));
  test.for([
    'Lê Lợi',
    'Đường Trần Phú',
    'Xã Vũ Lạc',
    'Trường Lê Quý Đôn',
    'Hà Nội',
    'Nguyễn',
    'Cầu Vũ Văn An',
    'cao su',
    'Lê 5 quả',
    'Kim Sơn',
  ])('not %s', (name) => expect(looksLikePerson(name)).toBe(false));
  test('a name of a column outweighs its values, and values decide where the name says nothing', () => {
    const people = ['Nguyễn Văn An', 'Trần Thị Bình', 'Phạm Minh Châu'];
    expect(isPeopleColumn('Cột 2', people)).toBe(true);
    expect(isPeopleColumn('Tên đường', people)).toBe(false);
    expect(isPeopleColumn('Tên chủ cơ sở', ['Nguyễn Văn An', 'HTX Bình Minh', 'Công ty A'])).toBe(true);
    expect(isPeopleColumn('Tên cơ sở', ['Nguyễn Văn An', 'HTX Bình Minh', 'Công ty A'])).toBe(false);
  });
});

describe('names of columns', () => {
  test('are read word by word, with their marks or without any', () => {
    expect(says('Số CCCD/CMND', 'citizenId')).toBe(true);
    expect(says('so_can_cuoc', 'citizenId')).toBe(true);
    expect(says('soDienThoai', 'phone')).toBe(true);
    expect(says('so dien thoai', 'agency')).toBe(false);
    expect(says('Điện thoại chủ sở hữu', 'agency')).toBe(false);
    expect(holdsPhrase('Mật độ', ['mật'])).toBe(true);
    expect(holdsPhrase('Bình mật ong', ['mật độ'])).toBe(false);
  });
});

describe('markings in the text around a table', () => {
  const kinds = (place: 'title' | 'notes' | 'header' | 'file-name' | 'sheet-name', text: string) =>
    findsIn({ place, text }, YEAR).map(({ kind }) => kind);
  test.for([
    ['title', 'MẬT'],
    ['title', '(TỐI MẬT)'],
    ['title', 'TỐI  MẬT'],
    ['title', 'TỐI\u00a0MẬT'],
    ['title', 'TUYỆT \u00a0 MẬT'],
    ['title', 'M Ậ T'],
    ['title', 'T Ố I   M Ậ T'],
    ['title', 'T U Y Ệ T \u00a0 M Ậ T – Số 12'],
    ['notes', 'Độ  mật:  Tối  mật'],
    ['file-name', 'Báo cáo (TỐI MẬT).xlsx'.normalize('NFD')],
    ['title', 'BÁO CÁO QUÝ II\nTUYỆT MẬT'],
    ['notes', 'Độ mật: Tối mật'],
    ['notes', 'Tài liệu lưu hành nội bộ'],
    ['title', 'TÀI LIỆU THU HỒI'],
    ['title', 'TÀI LIỆU MẬT'],
    ['title', 'BÁO CÁO MẬT'],
    ['title', 'TÀI LIỆU TUYỆT MẬT'],
    ['title', 'Báo cáo tối mật'],
    ['title', 'UBND TỈNH\nTÀI LIỆU MẬT – Số 12/BC'],
    ['title', 'Bí mật nhà nước'],
    ['title', 'TÀI LIỆU BÍ MẬT NHÀ NƯỚC'],
    ['file-name', 'Tài liệu mật.xlsx'],
    ['header', 'MẬT'],
    ['file-name', 'bao-cao-tuyet-mat.xlsx'],
    ['file-name', 'Danh sách (TỐI MẬT).csv'],
    ['sheet-name', 'Lưu hành nội bộ'],
  ] as const)('%s: %s', ([place, text]) => expect(kinds(place, text)).toEqual(['secret-marking']));
  test.for([
    ['title', 'MẬT ĐỘ DÂN SỐ NĂM 2024'],
    ['title', 'SẢN LƯỢNG MẬT ONG'],
    ['title', 'M Ậ T   Đ Ộ   D Â N   S Ố'],
    ['title', 'T Ố I   M Ặ T'],
    ['title', 'HỘI NGHỊ TỐI MẬT THIẾT'],
    ['title', 'DANH MỤC BÍ MẬT NHÀ NƯỚC'],
    ['title', 'BÁO CÁO MẬT ĐỘ DÂN SỐ'],
    ['title', 'Số liệu mật ong năm 2024'],
    ['title', 'Thông tin bảo mật'],
    ['title', 'Luật Bảo vệ bí mật nhà nước'],
    ['title', 'Quyết định bí mật nhà nước nào được giải mật'],
    ['notes', 'Ghi chú: số liệu không thuộc danh mục bí mật nhà nước'],
    ['header', 'Số tài liệu lưu hành nội bộ'],
    ['header', 'Mật độ'],
    ['file-name', 'mat-do-dan-so.csv'],
    ['file-name', 'san-luong-mat-ong.xlsx'],
    ['sheet-name', 'Mặt bằng'],
  ] as const)('not %s: %s', ([place, text]) => expect(kinds(place, text)).toEqual([]));
});
