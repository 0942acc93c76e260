/** A text of a JSON file: a value under its key, or a name itself. */
export type JsonText = { readonly text: string; readonly key?: string };

export type JsonTexts = {
  /** What is certain so far of the file with its texts changed. */
  readonly push: (chunk: string) => string;
  readonly end: () => string;
};

const QUOTE = 34;
const BACKSLASH = 92;

/** The place of the closing quote of the text that opens at `from`, or -1. */
const closing = (json: string, from: number): number => {
  for (let i = json.indexOf('"', from + 1); i >= 0; i = json.indexOf('"', i + 1)) {
    let slashes = 0;
    while (json.charCodeAt(i - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return i;
  }
  return -1;
};

const textOf = (literal: string): string | undefined => {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
};

/** ASCII says nothing of letters, unless it spells them by their numbers or stands for lost ones. */
const saysSomething = (literal: string): boolean => /[^\u0000-\u007f]|\\u|\?/.test(literal);

/**
 * Changes the texts of a JSON file and nothing else: every other letter stays, also where the grammar is broken. `change`
 * answers the text instead, or nothing. A text longer than `maxChars` ends it, and the rest is passed on.
 */
export const jsonTexts = (maxChars: number, change: (text: JsonText) => string | undefined): JsonTexts => {
  let left = '';
  let key: string | undefined;
  /** The last letter outside texts and blanks: after a colon comes a value. */
  let before = '';
  let isPassing = false;
  const replaced = (literal: string): string => {
    const isValue = before === ':';
    const text = textOf(literal);
    if (!isValue) key = text;
    if (text === undefined || !saysSomething(literal)) return literal;
    const instead = change({ text, ...(isValue && key !== undefined ? { key } : {}) });
    return instead === undefined || instead === text ? literal : JSON.stringify(instead);
  };
  const push = (chunk: string): string => {
    const json = left + chunk;
    left = '';
    if (isPassing) return json;
    let done = '';
    let from = 0;
    while (from < json.length) {
      let open = from;
      while (open < json.length && json.charCodeAt(open) !== QUOTE) open += 1;
      const between = json.slice(from, open);
      before = between.trimEnd().at(-1) ?? before;
      done += between;
      if (open === json.length) break;
      const end = closing(json, open);
      if (end < 0) {
        left = json.slice(open);
        isPassing = left.length > maxChars;
        break;
      }
      done += replaced(json.slice(open, end + 1));
      before = '"';
      from = end + 1;
    }
    if (!isPassing) return done;
    const rest = left;
    left = '';
    return done + rest;
  };
  return {
    push,
    end: () => {
      const rest = left;
      left = '';
      return rest;
    },
  };
};
