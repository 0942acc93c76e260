/**
 * Messages of errors are written by libraries, and libraries quote what they were given: a cell, an address, a signed
 * URL. This keeps the sentence and leaves out what may be somebody's. Own log lines need no scrubbing: they hold codes
 * and ids only.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  // A query string may carry a signature, a token or a search for a name.
  [/(https?:\/\/[^\s"'?]+|\/[^\s"'?]*)\?[^\s"']+/g, '$1?…'],
  [/\bBearer\s+\S+/gi, 'Bearer …'],
  [/\beyJ[\w-]+(\.[\w-]*)*/g, '…'],
  [/[^\s"'<>(),;:“”‘’]+@[^\s"'<>(),;:“”‘’]+/g, '…'],
  // Numbers of people: telephone, identity card, account. Parts of a UUID stand between hyphens and stay.
  [/(?<![\w.-])\+?\d(?:[ .-]?\d){8,}(?![\w-])/g, '…'],
];

const QUOTED = /"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|`[^`]*`/g;

/** A module, an ARN, a variable: quoted, and nobody's. */
const isTechnical = (inner: string): boolean => /^[\w./:#*-]+$/.test(inner) && /[:/_.]/.test(inner);

export const scrub = (text: string): string =>
  rules
    .reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text)
    .replace(QUOTED, (whole) =>
      isTechnical(whole.slice(1, -1)) ? whole : `${whole.charAt(0)}…${whole.slice(-1)}`,
    );
