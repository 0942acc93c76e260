/** A request target taken apart: the path as received and decoded, and the decoded query pairs in order. */
export type Target = { rawPath: string; path: string; query: [string, string][] };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes percent escapes as UTF-8; undefined when the escapes or the bytes are invalid. */
const decode = (text: string): string | undefined => {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  const bytes = Buffer.from(
    text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Splits path and query of a request as received; undefined when it cannot be decoded. Signature and meaning must
 * be read from this one place, or an address could be signed as one thing and understood as another.
 */
export const splitTarget = (url: string): Target | undefined => {
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  const path = decode(rawPath);
  if (path === undefined || !rawPath.startsWith('/')) return undefined;
  const query: [string, string][] = [];
  for (const pair of mark < 0 ? [] : url.slice(mark + 1).split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode((at < 0 ? pair : pair.slice(0, at)).replaceAll('+', ' '));
    const value = decode(at < 0 ? '' : pair.slice(at + 1).replaceAll('+', ' '));
    if (name === undefined || value === undefined) return undefined;
    query.push([name, value]);
  }
  return { rawPath, path, query };
};
