type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
// The reviver's third argument (the number as written) is in Node 24 but not in TypeScript's library yet.
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/** The value of a JSON text. Whole numbers too long to be exact are kept as their digits, and counted. */
export const parseJson = (json: string): { readonly value: unknown; readonly bigNumbers: number } => {
  if (!/\d{16}/.test(json)) return { value: JSON.parse(json), bigNumbers: 0 };
  let bigNumbers = 0;
  const value = parseWithSource(json, (_key, inner, { source }) => {
    if (typeof inner !== 'number' || Number.isSafeInteger(inner) || !/^-?\d{16,}$/.test(source ?? ''))
      return inner;
    bigNumbers += 1;
    return source;
  });
  return { value, bigNumbers };
};
