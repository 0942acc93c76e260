type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
// The reviver's third argument (the number as written) is in Node 24 but not in TypeScript's library yet.
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

export type ParsedJson = {
  readonly value: unknown;
  /** Numbers no program keeps exactly: whole ones too long, and those beyond any number. They stay as they are written. */
  readonly bigNumbers: number;
  /** Fractions with more digits than a number keeps. */
  readonly rounded: number;
};

const MAX_DIGITS = 17;

/** `0.0150e3` and `15` are both `15`: without sign, point, exponent and the zeros around. */
const digitsOf = (number: string): string =>
  number
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');

const isRounded = (source: string, value: number): boolean =>
  source.length > MAX_DIGITS && digitsOf(source) !== digitsOf(String(value));

/** The value of a JSON text, and what of its numbers could not be kept as numbers. */
export const parseJson = (json: string): ParsedJson => {
  if (!/\d{16}|e\+?\d{3}/i.test(json)) return { value: JSON.parse(json), bigNumbers: 0, rounded: 0 };
  let [bigNumbers, rounded] = [0, 0];
  const value = parseWithSource(json, (_key, inner, { source = '' }) => {
    if (typeof inner !== 'number' || Number.isSafeInteger(inner)) return inner;
    if (!Number.isFinite(inner) || /^-?\d{16,}$/.test(source)) {
      bigNumbers += 1;
      return source;
    }
    if (isRounded(source, inner)) rounded += 1;
    return inner;
  });
  return { value, bigNumbers, rounded };
};
