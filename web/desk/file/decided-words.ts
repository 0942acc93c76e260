import type { Decided, DecidedWhat, TextEncoding, TextRepair } from '../../../shared/kernel/reading.ts';
import { displayNumber } from '../../display.ts';
import { coordinatesWords } from './coordinates-words.ts';

export const whatWords: Record<DecidedWhat, string> = {
  format: 'Loại tệp',
  encoding: 'Bảng mã của tệp',
  repair: 'Chữ bị sai mã',
  entry: 'Tệp trong gói zip',
  delimiter: 'Dấu phân cách',
  sheet: 'Trang tính',
  table: 'Bảng trên trang',
  range: 'Bảng đặt cạnh nhau',
  header: 'Dòng tên cột',
  rows: 'Các dòng dữ liệu',
  subtotals: 'Dòng cộng, dòng nhóm',
  repeatedHeaders: 'Dòng tên cột lặp lại',
  columns: 'Các cột',
  formulas: 'Dòng công thức ở cuối bảng',
  cells: 'Ô có định dạng của bảng tính',
  numbers: 'Cách ghi số',
  dates: 'Cách ghi ngày',
  booleans: 'Cách ghi đúng/sai',
  missing: 'Giá trị thiếu',
  unit: 'Đơn vị tính',
  coordinates: 'Hệ tọa độ',
};

const encodings: Record<TextEncoding, string> = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16, byte thấp trước)',
  'utf-16be': 'Unicode (UTF-16, byte cao trước)',
  'windows-1258': 'Tiếng Việt của Windows (windows-1258)',
  'windows-1252': 'Tây Âu (windows-1252, Latin-1)',
  tcvn3: 'TCVN3 (bảng mã ABC, phông .VnTime)',
  vni: 'VNI (phông VNI-Times)',
};

const repairs: Record<TextRepair, string> = {
  none: 'Giữ nguyên, không sửa',
  tcvn3: 'Chữ TCVN3 (ABC) đổi sang Unicode',
  vni: 'Chữ VNI đổi sang Unicode',
  'windows-1258': 'Chữ windows-1258 đổi sang Unicode',
  mojibake: 'UTF-8 từng bị đọc nhầm, đã dựng lại',
};

const values: Partial<Record<DecidedWhat, Readonly<Record<string, string>>>> = {
  encoding: encodings,
  repair: repairs,
  delimiter: { ',': 'Dấu phẩy', ';': 'Dấu chấm phẩy', '\t': 'Dấu tab', '|': 'Gạch đứng' },
  subtotals: { drop: 'Bỏ khỏi dữ liệu', keep: 'Giữ trong dữ liệu' },
  repeatedHeaders: { drop: 'Bỏ khỏi dữ liệu', keep: 'Giữ trong dữ liệu' },
  formulas: { keep: 'Giữ trong dữ liệu' },
  cells: {
    shown: 'Lấy giá trị theo định dạng, ngày viết yyyy-mm-dd',
    kept: 'Lấy đúng số bảng tính lưu trong ô',
    exchanged: 'Đổi lại ngày và tháng',
  },
  numbers: {
    ',': 'Dấu phẩy là dấu thập phân',
    '.': 'Dấu chấm là dấu thập phân',
    string: 'Giữ dạng chữ',
  },
  dates: {
    'day-first': 'Ngày trước, tháng sau',
    'month-first': 'Tháng trước, ngày sau',
    'year-first': 'Năm trước',
    'day-number': 'Số đếm ngày của bảng tính (45123 là 16/7/2023)',
    integer: 'Giữ dạng số',
    yearmonth: 'Tháng của năm',
    string: 'Giữ dạng chữ',
  },
  booleans: { boolean: 'Đúng/sai', string: 'Giữ dạng chữ' },
};

/** `5+2`: the names stand in two rows from row 5 on. */
const headerWords = (value: string): string => {
  const [first = 0, count = 0] = value.split('+').map(Number);
  if (count === 0) return 'Không có';
  return count === 1 ? `Dòng ${first}` : `Từ dòng ${first} đến dòng ${first + count - 1}`;
};

const rowWords = (value: string): string => {
  const [first = '', last = ''] = value.split('–');
  return last === '' ? `Từ dòng ${first} đến hết` : `Từ dòng ${first} đến dòng ${last}`;
};

/** A value of the kind that was decided, in words. */
export const valueWords = (what: DecidedWhat, value: string): string => {
  if (what === 'header') return headerWords(value);
  if (what === 'rows') return rowWords(value);
  if (what === 'coordinates') return coordinatesWords(value);
  if (what === 'table') return `Bảng thứ ${value}`;
  if (what === 'range') return value.includes('+') ? `Đọc chung các cột ${value}` : `Chỉ bảng ở cột ${value}`;
  return values[what]?.[value] ?? value;
};

/** One of the values of a decision, marked where nobody who opens the file sees it. */
export const markedWords = (
  { what, hidden = [] }: { readonly what: DecidedWhat; readonly hidden?: readonly string[] | undefined },
  value: string,
): string => `${valueWords(what, value)}${hidden.includes(value) ? ' (trang ẩn)' : ''}`;

/** The hidden sheet that the published table comes from. */
export const hiddenSheetIn = (decided: readonly Pick<Decided, 'what' | 'chosen' | 'hidden'>[] = []) =>
  decided.find(({ what, chosen, hidden }) => what === 'sheet' && hidden?.includes(chosen))?.chosen;

/** How sure the system is, and on whose word. */
export const surenessWords = ({ how, confidence }: Pick<Decided, 'how' | 'confidence'>): string => {
  if (how === 'told') return 'Theo lựa chọn của cán bộ';
  if (how === 'certain') return 'Chắc chắn';
  return confidence === undefined
    ? 'Hệ thống đoán'
    : `Hệ thống đoán, chắc khoảng ${displayNumber(Math.round(confidence * 100), 'vi')} %`;
};

/** The same in one line: what was decided, how surely, and what else it could be. */
export const decidedLine = (decision: Omit<Decided, 'samples'>): string => {
  const { what, columnName, chosen, alternatives } = decision;
  const words = (value: string): string => markedWords(decision, value);
  const name = columnName === undefined ? whatWords[what] : `${whatWords[what]}, cột “${columnName}”`;
  const others = alternatives.map(words).join('; ');
  const doubt = others === '' ? '' : `; cũng có thể là: ${others}`;
  return `${name}: ${words(chosen)} (${surenessWords(decision)}${doubt})`;
};
