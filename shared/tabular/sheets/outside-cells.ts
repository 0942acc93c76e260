import type { Attributes } from './xml-feed.ts';

/** Where a workbook can hold words that stand in no cell, so that no check and no screen ever reads them. */
export const unseenPlaces = [
  'drawings',
  'page-headers',
  'links',
  'input-messages',
  'formula-texts',
  'names',
  'leftover-texts',
  'other-parts',
] as const;
export type UnseenPlace = (typeof unseenPlaces)[number];

/** Parts that hold cells, how they look, or nothing after properties were stripped. Everything else may hold words. */
const known: readonly (readonly [part: RegExp, place: UnseenPlace | undefined])[] = [
  [/^\[Content_Types\]\.xml$|(^|\/)_rels\/[^/]*\.rels$/i, undefined],
  [/^docProps\/(core|app|custom)\.xml$/i, undefined],
  [/^xl\/(workbook|styles|sharedStrings|calcChain|metadata)\.xml$/i, undefined],
  [/^xl\/(worksheets|theme|tables|persons)\/[^/]+\.xml$/i, undefined],
  [/^xl\/printerSettings\/[^/]+\.bin$/i, undefined],
  // They have notes of their own.
  [/^xl\/((threadedC|c)omments|externalLinks|vbaProject)/i, undefined],
  [
    /^xl\/(drawings|media|charts|diagrams|embeddings|ink|ctrlProps|activeX)\/|^docProps\/thumbnail\./i,
    'drawings',
  ],
];

export const unseenInParts = (names: readonly string[]): UnseenPlace[] =>
  names.flatMap((name) => {
    if (name.endsWith('/')) return [];
    const found = known.find(([part]) => part.test(name));
    const place = found ? found[1] : 'other-parts';
    return place ? [place] : [];
  });

const WORD = /[\p{L}\p{N}]/u;

/** `&L`, `&P`, `&"Arial,Bold"`, `&12`, `&K0000FF`: what a header says besides its words. */
const HEADER_CODE = /&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z&])/gi;
const headers = /^(odd|even|first)(Header|Footer)$/;
const formulas = new Set(['f', 'formula', 'formula1', 'formula2']);

/** `"Đạt"` in `IF(A1>5,"Đạt","")`. */
const hasQuotedWord = (formula: string): boolean =>
  [...formula.matchAll(/"([^"]*)"/g)].some(([, quoted = '']) => WORD.test(quoted));

const messages = ['prompt', 'promptTitle', 'error', 'errorTitle'] as const;

const inAttributes = (name: string, attributes: Attributes): UnseenPlace | undefined => {
  switch (name) {
    case 'hyperlink':
      return 'links';
    case 'dataValidation':
      return messages.some((one) => attributes[one]) ? 'input-messages' : undefined;
    case 'cfRule':
      return attributes['text'] ? 'formula-texts' : undefined;
    case 'protectedRange':
      return 'names';
    case 'filter':
    case 'customFilter':
      return WORD.test(attributes['val'] ?? '') ? 'leftover-texts' : undefined;
    case 'scenario':
      return 'other-parts';
    default:
      return undefined;
  }
};

/** Enough of a formula or a header to know whether words stand in it. */
const MOST_CHARS = 65_536;

/** Told of every element of a sheet, it knows where words stand outside of the cells. */
export class OutsideCells {
  readonly places = new Set<UnseenPlace>();
  #element: string | undefined;
  #text = '';

  open(name: string, attributes: Attributes): void {
    const place = inAttributes(name, attributes);
    if (place) this.places.add(place);
    if (!formulas.has(name) && !headers.test(name)) return;
    this.#element = name;
    this.#text = '';
  }

  add(chars: string): void {
    if (this.#element !== undefined && this.#text.length < MOST_CHARS) this.#text += chars;
  }

  close(name: string): void {
    if (name !== this.#element) return;
    this.#element = undefined;
    if (headers.test(name) && WORD.test(this.#text.replace(HEADER_CODE, ''))) this.places.add('page-headers');
    if (formulas.has(name) && hasQuotedWord(this.#text)) this.places.add('formula-texts');
  }
}
