/** A cursor that is not one of ours: the caller's mistake, answered as invalid input. */
export class InvalidCursor extends Error {
  override name = 'InvalidCursor';
}

/** A page's end as an opaque, URL-safe word. */
export const toCursor = (key: Record<string, unknown> | undefined): string | undefined =>
  key && Buffer.from(JSON.stringify(key)).toString('base64url');

/** What can stand in a key of the store: text with something in it, of a key's length. */
const isKeyText = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= 1000 && value.isWellFormed();

/** Reads a cursor back and holds it to the list it was made for: these parts, all text, and `key` must carry `value`. */
export const fromCursor = (
  cursor: string | undefined,
  expected: { key: string; value: string; parts: readonly string[] },
): Record<string, unknown> | undefined => {
  if (cursor === undefined) return undefined;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor();
  }
  const isOurs =
    typeof key === 'object' &&
    key !== null &&
    (key as Record<string, unknown>)[expected.key] === expected.value &&
    Object.keys(key).length === expected.parts.length &&
    expected.parts.every((part) => isKeyText((key as Record<string, unknown>)[part]));
  if (!isOurs) throw new InvalidCursor();
  return key as Record<string, unknown>;
};
