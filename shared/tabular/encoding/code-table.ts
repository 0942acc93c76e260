import tables from './code-tables.json' with { type: 'json' };

export type TableName = 'windows-1252' | 'windows-1258' | 'tcvn3' | 'vni' | 'viscii';
const NO_LETTER = 0xfffd;

/** One byte, one letter; or a letter and the byte after it that puts a mark on it. */
export type CodeTable = {
  /** UTF-16 code unit of each byte. */
  readonly single: Uint16Array;
  /** The letter made of two bytes, at `first * 256 + second`; 0 where they are two characters. */
  readonly pairs?: Uint16Array;
  /** 1 for each byte that may begin a pair: a block must not end behind it. */
  readonly opens?: Uint8Array;
};

type Codes = Readonly<Record<string, string>>;

const singles = (...layers: readonly Codes[]): Uint16Array => {
  const single = Uint16Array.from({ length: 256 }, (_, byte) => byte);
  for (const layer of layers)
    for (const [hex, letter] of Object.entries(layer))
      single[Number.parseInt(hex, 16)] = letter.charCodeAt(0);
  return single;
};

type Mark = { readonly byte: number; readonly adds: string; readonly on?: string };

const withPairs = (single: Uint16Array, marks: readonly Mark[]): CodeTable => {
  const pairs = new Uint16Array(256 * 256);
  const opens = new Uint8Array(256);
  for (let first = 0; first < 256; first += 1) {
    const letter = String.fromCharCode(single[first] ?? 0);
    for (const { byte, adds, on } of marks) {
      if (on !== undefined && !on.includes(letter.toLowerCase())) continue;
      const joined = `${letter}${adds}`.normalize('NFC');
      if (joined.length > 1) continue;
      pairs[first * 256 + byte] = joined.charCodeAt(0);
      opens[first] = 1;
    }
  }
  return { single, pairs, opens };
};

const combining = /^\p{M}$/u;

const windows1258 = (): CodeTable => {
  const single = singles(tables['windows-1252'], tables['windows-1258']);
  const marks = Object.entries(tables['windows-1258']).filter(([, letter]) => combining.test(letter));
  return withPairs(
    single,
    marks.map(([hex, adds]) => ({ byte: Number.parseInt(hex, 16), adds })),
  );
};

const vniMarks = new Set(
  Object.keys(tables.vni.marks).flatMap((hex) => [Number.parseInt(hex, 16), Number.parseInt(hex, 16) - 0x20]),
);
const isVniMark = (byte: number): boolean => vniMarks.has(byte);

/** A mark stands in its own case (`Ù` on capitals), yet the letter alone says which case is meant. */
const vni = (): CodeTable => {
  const single = singles(tables['windows-1252'], tables.vni.letters);
  const marks = Object.entries(tables.vni.marks).flatMap(([hex, { on, adds }]) => {
    const byte = Number.parseInt(hex, 16);
    return [byte, byte - 0x20].map((code) => ({ byte: code, on, adds }));
  });
  return withPairs(single, marks);
};

/** Codes without a letter keep their windows-1252 sign: people wrote `m²` and `25°` in these fonts. */
const built: Readonly<Record<TableName, CodeTable>> = {
  'windows-1252': { single: singles(tables['windows-1252']) },
  'windows-1258': windows1258(),
  tcvn3: { single: singles(tables['windows-1252'], tables.tcvn3.letters) },
  vni: vni(),
  viscii: { single: singles(tables.viscii) },
};

export const codeTable = (name: TableName): CodeTable => built[name];

/** VNI in which a mark without its letter is no letter at all: French in Latin-1 must not pass for VNI. */
export const strictVni: CodeTable = {
  ...built.vni,
  single: built.vni.single.map((unit, byte) => (isVniMark(byte) ? NO_LETTER : unit)),
};

/** Bytes as text. The bytes must end where a character ends (see `openAt`). */
export const decodeTable = (bytes: Uint8Array, { single, pairs }: CodeTable): string => {
  const units = new Uint16Array(bytes.length);
  if (!pairs) {
    for (let i = 0; i < bytes.length; i += 1) units[i] = single[bytes[i] ?? 0] ?? 0;
    return Buffer.from(units.buffer).toString('utf16le');
  }
  let length = 0;
  let previous = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    const joined = byte >= 0x80 ? (pairs[previous * 256 + byte] ?? 0) : 0;
    if (joined > 0) {
      units[length - 1] = joined;
      previous = 0;
    } else {
      units[length] = single[byte] ?? 0;
      length += 1;
      previous = byte;
    }
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
};

/** How many bytes at the end may belong to a letter that is not complete yet: 0 or 1. */
export const openAt = (bytes: Uint8Array, { opens }: CodeTable): number =>
  opens?.[bytes[bytes.length - 1] ?? 0] === 1 ? 1 : 0;
