import { fold } from '../kernel/vietnamese-text.ts';
import { form } from './values/form.ts';
import words from './words.json' with { type: 'json' };

const spellings = (word: string): string[] => {
  const capital = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
  return [word, capital, word.toUpperCase()].flatMap((one) => [one, one.normalize('NFD')]);
};

const known = new Map<string, number>([
  ...words.missing
    .flatMap((word) => [word, word.normalize('NFD')])
    .map((word) => [word, form.missing] as const),
  ...words.true.flatMap(spellings).map((word) => [word, form.yes] as const),
  ...words.false.flatMap(spellings).map((word) => [word, form.no] as const),
]);

const units: ReadonlySet<string> = new Set(words.units);
const maxUnitChars = Math.max(...words.units.map((word) => word.length));
const codeTokens: ReadonlySet<string> = new Set(words.codeTokens);
const codeFirstTokens: ReadonlySet<string> = new Set(words.codeFirstTokens);
const timeTokens: ReadonlySet<string> = new Set(words.timeTokens);
const dayTokens: ReadonlySet<string> = new Set(words.dayTokens);
const amountTokens: ReadonlySet<string> = new Set(words.amountTokens);
const yearTokens: ReadonlySet<string> = new Set(words.yearTokens);

/** For each first character the lengths of the words it begins (bits), and whether a number or date may begin. */
const lengths = new Int32Array(65536);
const beginsValue = new Uint8Array(65536);
const endsWord = new Uint8Array(65536);
const blanks = new Uint8Array(65536);
for (const one of ' \t\n\r\u00a0\u202f\u2009') blanks[one.charCodeAt(0)] = 1;
const allowWord = (word: string): void => {
  const [first, last] = [word.charCodeAt(0), word.charCodeAt(word.length - 1)];
  lengths[first] = (lengths[first] ?? 0) | (1 << word.length);
  endsWord[last] = 1;
};
for (const word of [...known.keys(), 'true', 'True', 'TRUE', 'false', 'False', 'FALSE']) allowWord(word);
for (const one of '0123456789-(\u2212nNtT') beginsValue[one.charCodeAt(0)] = 1;

/** Space, tab, line ends, no-break and thin spaces. */
export const isBlank = (c: number): boolean => blanks[c] === 1;

/** A look at the ends of a cell and its length, to spare nearly all cells the look into the list. */
export const mayBeWord = (first: number, last: number, length: number): boolean =>
  length < 32 && ((lengths[first] ?? 0) & (1 << length)) !== 0 && endsWord[last] === 1;

/** A number or date in more than its plain form may begin like this. */
export const mayBeginValue = (first: number): boolean => beginsValue[first] === 1;

const boolean = /^(?:true|false)$/i;

/** What a whole cell says as a word; as listed only: `NA` is a missing value, `Na` is a fruit. */
export const wordKind = (cell: string): number | undefined => {
  const found = known.get(cell);
  if (found !== undefined) return found;
  if (cell.length === 4 || cell.length === 5) if (boolean.test(cell)) return form.boolean;
  const trimmed = cell.trim();
  return trimmed === cell ? undefined : known.get(trimmed) === form.missing ? form.missing : undefined;
};

/** True for `có`, `đúng`, `yes`, `true` in any usual case. */
export const saysTrue = (cell: string): boolean => {
  const found = known.get(cell.trim());
  return found === undefined ? cell.trim().toLowerCase() === 'true' : found === form.yes;
};

/** A unit that may stand behind a number. */
export const isUnit = (text: string): boolean =>
  text.length <= maxUnitChars && units.has(text.normalize('NFC').toLowerCase());

const foldedRanks = words.rankPhrases.map(fold);

const tokensOf = (header: string): string[] =>
  header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');

/**
 * The header says that the column holds codes, which are text whatever they look like. Without diacritics
 * `ma` may be a code or rice seedlings, so it counts only as the first word (`ma_tinh`), never as `mạ`.
 */
export const namesCode = (header: string): boolean => {
  const tokens = tokensOf(header);
  const phrase = ` ${tokens.join(' ')} `;
  return (
    tokens.some((token) => codeTokens.has(token)) ||
    codeFirstTokens.has(tokens[0] ?? '') ||
    words.codePhrases.some((one) => phrase.includes(` ${one} `))
  );
};

/**
 * The header says that the numbers put things in order (`Xếp hạng`, `Vị trí năm 2024`), so that their mean says
 * nothing. `Số vị trí việc làm`, `Khách sạn hạng 3 sao` and `Hạng 2` count. Without diacritics `hang` may be goods.
 */
export const namesRank = (header: string): boolean => {
  const tokens = tokensOf(header.normalize('NFC'));
  if (amountTokens.has(tokens[0] ?? '')) return false;
  const phrase = tokens.join(' ');
  return (
    words.rankPhrases.some(
      (one) =>
        phrase === one || phrase.endsWith(` ${one}`) || new RegExp(`^${one} (?!\\d|[ivx]+$)`).test(phrase),
    ) || foldedRanks.includes(phrase)
  );
};

/** The header speaks of a rate or an index: values that are not added up. */
export const namesRate = (header: string): boolean => {
  const phrase = ` ${tokensOf(header.normalize('NFC')).join(' ')} `;
  return words.ratePhrases.some((one) => phrase.includes(` ${one} `));
};

/** The header speaks of a month or a period: then `01/2024` is January, elsewhere it may be a document number. */
export const namesTime = (header: string): boolean => tokensOf(header).some((token) => timeTokens.has(token));

/** The header speaks of a day, as `Ngày cấp` and `Ngày (số)` do, and not of how many there were: `Số ngày`, `Ngày công`. */
export const namesDay = (header: string): boolean => {
  const tokens = tokensOf(header.replace(/\([^()]*\)\s*$/, ''));
  return tokens.some((token) => dayTokens.has(token)) && !tokens.some((token) => amountTokens.has(token));
};

export const namesYear = (header: string): boolean => {
  const tokens = tokensOf(header);
  return tokens.length <= 3 && yearTokens.has(tokens[0] ?? '');
};

const bracketed = /[([]\s*([^()[\]]{1,40}?)\s*[)\]]\s*$/;
const afterComma = /[,:]\s*([^,:]{1,20})$/;

/** The unit a header carries: `Diện tích (ha)`, `Tỷ lệ, %`. Only known units, so that `(người nộp)` is no unit. */
export const unitInHeader = (header: string): string | undefined => {
  const found = bracketed.exec(header)?.[1] ?? afterComma.exec(header)?.[1];
  if (found === undefined) return undefined;
  const bare = found.replace(/^(?:đơn vị(?: tính)?|đvt)\s*:?\s*/iu, '').trim();
  return isUnit(bare) ? bare : undefined;
};
