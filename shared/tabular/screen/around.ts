import {
  MAX_FINDING_CELLS,
  type Finding,
  type FindingKind,
  type FindingPlace,
} from '../../kernel/screening.ts';
import { accountAfterWords, treasury } from './bank-account.ts';
import { citizenId, citizenIdAfterWords } from './citizen-id.ts';
import { mail, officeMail } from './mail.ts';
import { marking, markingInName, statedMarking, titleMarking } from './marking.ts';
import { maskDigits, maskMail, showMarking } from './mask.ts';
import { oldIdAfterWords } from './old-id.ts';
import { foundIn, regExpOf, type Pattern } from './pattern.ts';
import { mobile, officeNumber } from './phone.ts';
import { taxCodeInText } from './tax-code.ts';

/** A piece of text that is not a cell of the table. */
export type AroundText = {
  readonly place: Exclude<FindingPlace, 'cell'>;
  readonly text: string;
  readonly row?: number | undefined;
  readonly sheet?: string | undefined;
  readonly column?: number | undefined;
};

type Find = { readonly kind: FindingKind; readonly shown: string };

const without = (text: string, pattern: Pattern): string => text.replace(regExpOf(pattern, 'g'), ' ');

const isName = (place: FindingPlace): boolean => place === 'sheet-name' || place === 'file-name';

/** What marks a text as secret. The name of a column is a marking only in capitals: it may well speak of documents. */
const markingIn = ({ place, text }: AroundText): string | undefined =>
  foundIn(text, marking) ??
  (place === 'header' ? undefined : (foundIn(text, statedMarking) ?? foundIn(text, titleMarking))) ??
  (isName(place) ? foundIn(text.replace(/-+/g, ' '), markingInName) : undefined);

/** Everything one piece of text holds of what must not be published unseen. */
export const findsIn = (one: AroundText, year: number): Find[] => {
  const text = isName(one.place) ? one.text.replace(/\.[A-Za-z]{2,5}$/, '').replace(/[_+]+/g, ' ') : one.text;
  const finds: Find[] = [];
  const add = (kind: FindingKind, found: string | undefined, mask: (found: string) => string): void => {
    if (found !== undefined) finds.push({ kind, shown: mask(found) });
  };
  const asNumber = (head: number, tail: number) => (found: string) => maskDigits(found, head, tail);
  add('secret-marking', markingIn({ ...one, text }), showMarking);
  add(
    'citizen-id',
    foundIn(text, citizenId(year)) ?? foundIn(text, citizenIdAfterWords(year)),
    asNumber(3, 2),
  );
  add('old-id', foundIn(text, oldIdAfterWords), asNumber(2, 2));
  add('phone', foundIn(without(without(text, taxCodeInText), officeNumber), mobile), asNumber(3, 2));
  add('email', foundIn(without(text, officeMail), mail), maskMail);
  if (!regExpOf(treasury).test(text)) add('bank-account', foundIn(text, accountAfterWords), asNumber(0, 3));
  return finds;
};

/** One finding for each kind and place; names of columns are places of their own. */
export const aroundFindings = (texts: readonly AroundText[], year: number): Finding[] => {
  const found = new Map<string, Finding>();
  for (const one of texts)
    for (const { kind, shown } of findsIn(one, year)) {
      const id = [kind, one.place, ...(one.column === undefined ? [] : [one.column])].join('.');
      const { row, sheet, column } = one;
      const before = found.get(id);
      const cell = {
        ...(row === undefined ? {} : { row }),
        ...(sheet === undefined ? {} : { sheet }),
        shown,
      };
      found.set(id, {
        id,
        kind,
        place: one.place,
        ...(column === undefined ? {} : { column }),
        count: (before?.count ?? 0) + 1,
        cells: [...(before?.cells ?? []), cell].slice(0, MAX_FINDING_CELLS),
        facts: {},
      });
    }
  return [...found.values()];
};
