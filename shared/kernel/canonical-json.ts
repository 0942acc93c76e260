import canonicalize from 'canonicalize';

const toNfc = (value: unknown): unknown => {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(toNfc);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key.normalize('NFC'), toNfc(inner)]),
    );
  return value;
};

/** One spelling of a value: RFC 8785 over NFC text. What is hashed is exactly this string. */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(toNfc(value));
  if (text === undefined) throw new TypeError('A value without a JSON form cannot be recorded');
  return text;
};
