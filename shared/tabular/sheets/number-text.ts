/** Digits a spreadsheet itself keeps; what comes after is the noise of binary fractions (0.1 + 0.2). */
const DIGITS = 15;

/** `12.5e-3` as `0.0125`. */
export const inFull = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === '') return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
};

/** A number in full, with a dot and without exponent or grouping: 1234567.8. */
export const numberText = (value: number): string => {
  if (Number.isSafeInteger(value)) return value === 0 ? '0' : String(value);
  const shortest = String(value);
  // Nearly every number: too short to hold more digits than are kept.
  if (shortest.length <= DIGITS && !shortest.includes('e')) return shortest;
  return inFull(String(Number(value.toPrecision(DIGITS))));
};
