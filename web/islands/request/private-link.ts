/** What opens a request: its code for where it stands, with the key all of it. */
export type Entry = { readonly code: string; readonly secret?: string };
export type PrivateLink = Required<Entry>;

/** Letters that look like digits, as people copy them from paper. */
const lookAlikes: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** A tracking code as it is written, from what a person typed: any case, spaces or no dashes. */
export const codeIn = (typed: string): string | undefined => {
  const signs = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const rest = signs.replace(/^YC/, '').replace(/[ILO]/g, (sign) => lookAlikes[sign] ?? sign);
  return /^YC/.test(signs) && /^[0-9A-HJKMNP-TV-Z]{10}$/.test(rest)
    ? `YC-${rest.slice(0, 5)}-${rest.slice(5)}`
    : undefined;
};

/** A code alone, a private link, or the part of it behind the `#`. The key is taken as it is, never mended. */
export const entryOf = (typed: string): Entry | undefined => {
  const [, first = '', secret] = /^(?:.*#)?([^#.]*)(?:\.([A-Za-z0-9_-]{43}))?$/s.exec(typed.trim()) ?? [];
  const code = codeIn(first);
  return code === undefined ? undefined : { code, ...(secret !== undefined && { secret }) };
};

/** The part of an address that never leaves the browser. */
export const fragmentOf = ({ code, secret }: Entry): string => `#${code}${secret ? `.${secret}` : ''}`;
