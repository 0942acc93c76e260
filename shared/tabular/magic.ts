/** First bytes of what people name `.csv` by mistake, or upload in its place. */
const magics: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole2', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x31]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['exe', [0x4d, 0x5a, 0x90, 0x00]],
];

/** The kind of a well-known binary format, by its first bytes. */
export const binaryKind = (head: Uint8Array): string | undefined =>
  magics.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))?.[0];

/** UTF-16 with a mark, or text where every other byte is zero. */
export const utf16Kind = (head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const length = Math.min(head.length, 512) & ~1;
  if (length < 8) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros += 1;
    if (head[i + 1] === 0) oddZeros += 1;
  }
  if (evenZeros === 0 && oddZeros > length / 4) return 'utf-16le';
  return oddZeros === 0 && evenZeros > length / 4 ? 'utf-16be' : undefined;
};

/** What text that is not a table is written in, by its first characters. */
export const textKind = (head: string): 'json' | 'markup' | 'plain' => {
  const start = head.trimStart();
  if (start.startsWith('{')) return 'json';
  if (/^\[\s*[[{"\d]/.test(start)) return 'json';
  return /^<(\?xml|!doctype|html|svg|kml|[a-z]+[ >])/i.test(start) ? 'markup' : 'plain';
};
