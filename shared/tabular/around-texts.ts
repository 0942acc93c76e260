import * as z from 'zod';
import { clip } from './problem-list.ts';
import { propertyText } from './property-columns.ts';

/**
 * What a file says beside its table: titles above it and notes below, rows of the table that are no data (sums, headings), and
 * parts outside any table (members beside the records of a JSON). Nothing of it is published but with the original, so it is read.
 */
export const AroundTexts = z.array(
  z.object({
    place: z.enum(['title', 'notes', 'left-out', 'outside']),
    row: z.int().nonnegative().optional().meta({ description: 'Row, record or feature, where it has one' }),
    sheet: z.string().optional(),
    cells: z.array(z.tuple([z.string(), z.string()])).meta({
      description: 'Texts, each behind the name of its column or member, which may be empty',
    }),
  }),
);
export type AroundTexts = z.infer<typeof AroundTexts>;
type One = AroundTexts[number];

export const Around = z.object({
  texts: AroundTexts,
  isCut: z.boolean().meta({ description: 'There is more than is kept here, and nobody has read it' }),
});
export type Around = z.infer<typeof Around>;

const MAX_CHARS = 500_000;
const MAX_CELLS = 10_000;
const MAX_NAME = 300;

/** Neither a name, a marking nor a number of somebody: sums and shares. A year may be somebody's. */
const saysNothing = (text: string): boolean =>
  !/\p{L}|[@/]|(?:\d[ .-]?){6}/u.test(text) && !/^\s*(?:19|20)\d\d\s*$/.test(text);

/** Names of columns are read anyway; the name of a member is a text like any other. */
const telling = ({ place, cells }: One): One['cells'] => {
  if (place !== 'outside') return cells.filter(([, text]) => !saysNothing(text));
  const named = cells.map(([name, text]): One['cells'][number] => [name, saysNothing(text) ? '' : text]);
  return named.filter(([name, text]) => text !== '' || !saysNothing(name));
};

export type AroundTracker = {
  readonly add: (one: One) => void;
  /** The scalars of a JSON value, one text for each object or list in it. */
  readonly addJson: (name: string, value: unknown, row?: number) => void;
  /** Something was left unread. */
  readonly cut: () => void;
  readonly result: () => Around;
};

/** Keeps what may say something, each text once, as far as it is bounded; that something is left unread is said. */
export const aroundTracker = (): AroundTracker => {
  const texts: AroundTexts = [];
  const known = new Set<string>();
  let [chars, count, isCut] = [0, 0, false];
  const add = (one: One): void => {
    if (isCut) return;
    const { cells: _all, ...place } = one;
    const cells = [...new Map(telling(one).map((cell) => [cell.join('\n'), cell])).values()];
    const key = `${place.place} ${JSON.stringify(cells)}`;
    if (cells.length === 0 || known.has(key)) return;
    chars += key.length;
    count += cells.length;
    isCut = chars > MAX_CHARS || count > MAX_CELLS;
    if (isCut) return;
    known.add(key);
    texts.push({
      ...place,
      cells: cells.map(([name, text]) => [clip(name, MAX_NAME), clip(text, MAX_CHARS)]),
    });
  };
  const addJson = (name: string, value: unknown, row?: number): void => {
    if (isCut) return;
    const place = { place: 'outside' as const, ...(row === undefined ? {} : { row }) };
    if (typeof value !== 'object' || value === null)
      return add({ ...place, cells: [[name, propertyText(value)]] });
    const members = Object.entries(value).map(([key, inner]) => [key, inner as unknown] as const);
    const isScalar = (inner: unknown): boolean => typeof inner !== 'object' || inner === null;
    const nameOf = (key: string): string => (Array.isArray(value) ? name : key);
    // The name of an object or a list is a text, too.
    const cells = members.map(([key, inner]): One['cells'][number] => [
      nameOf(key),
      isScalar(inner) ? propertyText(inner) : '',
    ]);
    add({ ...place, cells });
    for (const [key, inner] of members) if (!isScalar(inner)) addJson(nameOf(key), inner, row);
  };
  return {
    add,
    addJson,
    cut: () => {
      isCut = true;
    },
    result: () => ({ texts, isCut }),
  };
};

/** As part of a report: absent where a file says nothing beside its table. */
export const aroundOf = ({ texts, isCut }: Around): { around?: Around } =>
  texts.length === 0 && !isCut ? {} : { around: { texts, isCut } };
