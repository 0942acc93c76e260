const QUOTE = 34;
const BACKSLASH = 92;

/** The place of the closing quote of the text that opens at `from`, or the end. */
const closing = (json: string, from: number): number => {
  let at = from + 1;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
};

/** A name may spell its letters by their numbers. */
const nameIn = (literal: string): string => {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
};

/** What the parser does not tell of a JSON text. */
export type JsonScan = {
  /** How deep brackets nest, as far as `maxDepth` and one more. */
  readonly depth: number;
  /** Names that stand twice in one object: the parser keeps the last. */
  readonly repeated: { readonly count: number; readonly names: ReadonlySet<string> };
};

/** Reads brackets and names character by character, since a parser of its own would overflow first. */
export const scanJson = (json: string, maxDepth: number): JsonScan => {
  /** The names so far of each open object; a list has none. */
  const open: (Set<string> | undefined)[] = [];
  const names = new Set<string>();
  let count = 0;
  let deepest = 0;
  const name = /\s*:/y;
  for (let i = 0; i < json.length && deepest <= maxDepth; i += 1) {
    const c = json.charCodeAt(i);
    if (c === QUOTE) {
      const end = closing(json, i);
      name.lastIndex = end + 1;
      const inside = open.at(-1);
      if (inside && name.test(json)) {
        const text = nameIn(json.slice(i, end + 1));
        if (inside.has(text)) {
          count += 1;
          if (names.size < 10) names.add(text);
        }
        inside.add(text);
      }
      i = end;
    } else if (c === 91 || c === 123) {
      open.push(c === 123 ? new Set() : undefined);
      deepest = Math.max(deepest, open.length);
    } else if (c === 93 || c === 125) open.pop();
  }
  return { depth: deepest, repeated: { count, names } };
};
