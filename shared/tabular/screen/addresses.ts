import { fold } from '../../kernel/vietnamese-text.ts';
import type { Column } from '../report.ts';
import { isCalled, says } from './header-words.ts';
import { shareOf } from './share.ts';

const SMALL = 'số nhà|số \\d|ngõ|ngách|hẻm|kiệt|tổ|thôn|xóm|ấp|khu phố|khu';
const LARGE = 'xã|phường|thị trấn|p\\.|x\\.|tp|thành phố|huyện|quận|tỉnh';
/** `Tổ 4 phường Kỳ Bá`: a small place in a larger one. */
const placeInPlace = `(?:${SMALL})\\s?.*(?:${LARGE})`;
/** `Số 5 ngõ 2 đường Lê Lợi`, `Ngõ 12/3 Trần Phú`: a house. */
const house =
  '^(?:đc|địa chỉ|ở)?[\\s:]*(?:(?:số(?: nhà)?|sn)\\s*)?\\d{1,5}\\p{L}?(?:[/-]\\d{1,4}\\p{L}?)*[\\s,]+(?:ngõ|ngách|hẻm|kiệt|đường|phố|tổ|khu phố|thôn|xóm|ấp)\\s' +
  '|^(?:đc|địa chỉ|ở)?[\\s:]*(?:ngõ|ngách|hẻm|kiệt)\\s*\\d';

const withMarks = new RegExp(`${placeInPlace}|${house}`, 'iu');
/** Without its marks “tổ” is an English word, too. */
const withoutMarks = new RegExp(fold(house).replaceAll('\\p{l}', '\\p{L}'), 'iu');

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

export const isAddressText = (text: string): boolean =>
  withMarks.test(text) || (isAscii(text) && withoutMarks.test(text));

export const isAddressColumn = (column: Column, values: readonly string[]): boolean => {
  if (column.type !== 'text' || says(column.name, 'notAddress')) return false;
  return says(column.name, 'address') || shareOf(values, isAddressText) >= 0.5;
};

/** Where a hamlet is all that is said, it is an address for those who live there: heads of households, not of offices. */
export const isHamletColumn = ({ name, type }: Column): boolean =>
  type === 'text' && isCalled(name, 'hamlet');
