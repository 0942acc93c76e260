/**
 * A list as one parameter carries it: separated by commas; what holds a comma or begins with a quote stands in double
 * quotes, doubled inside (as in CSV). Undefined when a quote does not close.
 */
export const listOf = (text: string): string[] | undefined => {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let value = '';
      at += 1;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close < 0) return undefined;
        value += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        value += '"';
        at += 1;
      }
      if (at < text.length && text[at] !== ',') return undefined;
      found.push(value);
    } else {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      found.push(text.slice(at, end).trim());
      at = end;
    }
    if (at >= text.length) return found;
    at += 1;
  }
};

/** One value as `listOf` reads it back. */
export const listValue = (value: string): string =>
  /[,"]|^\s|\s$/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value;

/** The words of a search; what stands in double quotes is one of them, spaces included. */
export const wordsOf = (text: string): string[] =>
  [...text.matchAll(/"([^"]*)"?|[^\s"]+/gu)]
    .map((match) => (match[1] ?? match[0]).trim())
    .filter((word) => word !== '');
