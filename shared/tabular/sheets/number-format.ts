/** What a number format makes of a number, as far as it changes what the number is. */
export type FormatKind =
  | { readonly is: 'number' | 'percent' | 'text' | 'date' | 'time' | 'elapsed' }
  | { readonly is: 'padded'; readonly digits: number };

const NUMBER: FormatKind = { is: 'number' };

/** Formats that a file does not spell out (ECMA-376 18.8.30); 27 to 58 are dates of East Asian versions. */
const builtIn = (id: number): FormatKind => {
  if (id === 9 || id === 10) return { is: 'percent' };
  if (id === 49) return { is: 'text' };
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return { is: 'date' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return { is: 'time' };
  return id === 46 ? { is: 'elapsed' } : NUMBER;
};

/** The first section without what only decorates: quoted words, escaped letters, spacing, colours, locales. */
const bare = (code: string): string =>
  code
    .replace(/"[^"]*"?|\\.|[_*]./gu, '')
    .split(';', 1)
    .join('')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi, '')
    .trim();

const custom = (code: string): FormatKind => {
  const format = bare(code);
  if (format === '@') return { is: 'text' };
  if (/^general$/i.test(format)) return NUMBER;
  if (/\[[hms]+\]/i.test(format)) return { is: 'elapsed' };
  if (/^0{2,20}$/.test(format)) return { is: 'padded', digits: format.length };
  // Letters of a date stand apart from the digits of a number; E+00 is an exponent, not a date.
  const hasDigits = /[0#?]/.test(format.replace(/s\.?0+/gi, 's'));
  if (!hasDigits && /[dy]/i.test(format)) return { is: 'date' };
  if (!hasDigits && /[hs]/i.test(format)) return { is: 'time' };
  if (!hasDigits && /m/i.test(format)) return { is: 'date' };
  return format.includes('%') ? { is: 'percent' } : NUMBER;
};

/** By the format's own text when the file has one, else by its number. */
export const formatKind = (id: number, code: string | undefined): FormatKind =>
  code === undefined ? builtIn(id) : custom(code);
