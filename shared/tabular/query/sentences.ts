/** Why a question was not understood: the parameter, and what to write instead, in both languages. */
export type QueryProblem = { readonly parameter: string; readonly message: string };

const both = (vi: string, en: string): string => `${vi} / ${en}`;

/** A value as it may be shown in a sentence. */
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const typeWords: Readonly<Record<string, string>> = {
  text: 'văn bản',
  integer: 'số nguyên',
  decimal: 'số thập phân',
  boolean: 'đúng/sai',
  date: 'ngày',
  datetime: 'ngày giờ',
};

const typeWord = (type: string): string => typeWords[type] ?? type;

const whatWords: Readonly<Record<string, string>> = {
  filters: 'bộ lọc',
  q: 'từ trong q',
  select: 'cột trong select',
  sort: 'cột trong sort',
  group: 'cột trong group',
  aggregate: 'phép tính trong aggregate',
};

export const say = {
  unknownColumn: (name: string, known: readonly string[]): string => {
    const some = known.slice(0, 12).map(shown).join(', ');
    return both(
      `Không có cột “${shown(name)}”. Các cột: ${some}`,
      `There is no column “${shown(name)}”. Columns: ${some}`,
    );
  },
  unknownParameter: (name: string): string =>
    both(
      `Không hiểu tham số “${shown(name)}”. Bộ lọc viết là cột__phép=giá trị, ví dụ ten__contains=truong`,
      `Unknown parameter “${shown(name)}”. A filter is written column__operator=value, such as ten__contains=truong`,
    ),
  unknownOperator: (name: string, known: readonly string[]): string =>
    both(
      `Không có phép “${shown(name)}”. Các phép: ${known.join(', ')}`,
      `There is no operator “${shown(name)}”. Operators: ${known.join(', ')}`,
    ),
  notForType: (operator: string, type: string): string =>
    both(
      `Phép “${operator}” không dùng được cho cột kiểu ${typeWord(type)}`,
      `“${operator}” does not apply to a column of type ${type}`,
    ),
  wrongValue: (value: string, type: string): string =>
    both(
      `“${shown(value)}” không phải là giá trị kiểu ${typeWord(type)}`,
      `“${shown(value)}” is not a value of type ${type}`,
    ),
  tooMany: (what: string, limit: number): string =>
    both(
      `Quá nhiều ${whatWords[what] ?? `giá trị ở ${what}`}: tối đa ${limit}`,
      `Too many (${what}): at most ${limit}`,
    ),
  tooLong: (limit: number): string =>
    both(`Giá trị dài quá ${limit} ký tự`, `The value is longer than ${limit} characters`),
  twoValues: (): string =>
    both('Phép between cần đúng hai giá trị: từ,đến', 'between takes exactly two values: from,to'),
  missingValue: (): string => both('Phép missing nhận true hoặc false', 'missing takes true or false'),
  brokenList: (): string =>
    both(
      'Danh sách viết cách nhau bằng dấu phẩy; giá trị có dấu phẩy đặt trong ngoặc kép',
      'Lists are separated by commas; a value with a comma stands in double quotes',
    ),
  repeated: (): string => both('Tham số này chỉ được dùng một lần', 'This parameter may be given only once'),
  unknownMeasure: (name: string, known: readonly string[]): string =>
    both(
      `Không hiểu “${shown(name)}”. Viết count hoặc phép:cột, phép là ${known.join(', ')}`,
      `“${shown(name)}” is not understood. Write count or measure:column, where measure is ${known.join(', ')}`,
    ),
  sortInGroups: (): string =>
    both(
      'Khi nhóm, chỉ sắp xếp theo cột đã nhóm hoặc phép tính đã nêu trong aggregate',
      'With groups, sort by a grouped column or by a measure named in aggregate',
    ),
  selectInGroups: (): string =>
    both('select không dùng cùng group hoặc aggregate', 'select does not go with group or aggregate'),
  notText: (): string => both('Có ký tự không hợp lệ', 'It holds characters that are not text'),
} as const;
