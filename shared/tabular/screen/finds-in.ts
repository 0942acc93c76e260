import type { FindingKind, FindingPlace } from '../../kernel/screening.ts';
import { nfc } from '../../kernel/vietnamese-text.ts';
import { accountAfterWords, treasury } from './bank-account.ts';
import { bornPerson, maybeBorn } from './born-person.ts';
import { citizenId, citizenIdAfterWords, namedCitizenId, zerosBefore } from './citizen-id.ts';
import { says } from './header-words.ts';
import { mail, officeMail } from './mail.ts';
import { marking, markingInName, maybeMarking, secretLevel, statedMarking, titleMarking } from './marking.ts';
import { maskBorn, maskDigits, maskMail, showMarking } from './mask.ts';
import { oldIdAfterWords } from './old-id.ts';
import { foundIn, regExpOf, type Pattern } from './pattern.ts';
import { isOfficePhone, mobile, officeNumber, opened } from './phone.ts';
import { plain } from './plain-text.ts';
import { taxCodeInText } from './tax-code.ts';

export type Find = { readonly kind: FindingKind; readonly shown: string };

/** A text that is not a cell of the table, and the name of its column or member where it has one. */
export type NamedText = {
  readonly place: Exclude<FindingPlace, 'cell'>;
  readonly name?: string;
  readonly text: string;
};

const without = (text: string, pattern: Pattern): string => text.replace(regExpOf(pattern, 'g'), ' ');

const isName = (place: FindingPlace): boolean => place === 'sheet-name' || place === 'file-name';

/** What marks a text as secret. The name of a column is a marking only in capitals: it may well speak of documents. */
const markingIn = (place: NamedText['place'], name: string, text: string): string | undefined =>
  foundIn(text, marking) ??
  (place === 'header' ? undefined : foundIn(text, statedMarking)) ??
  // A heading among the rows names a subject, as a cell does.
  (place === 'header' || place === 'left-out' ? undefined : foundIn(text, titleMarking)) ??
  (isName(place) ? foundIn(text.replace(/-+/g, ' '), markingInName) : undefined) ??
  (name !== '' && says(name, 'secretLevel') ? foundIn(text, secretLevel) : undefined);

/** Numbers of people in a text behind its name, which is among the words that give a number its meaning. */
const numbersOf = (name: string, named: string, text: string, year: number): Find[] => {
  const find = (kind: FindingKind, found: string | undefined, [head, tail]: [number, number]): Find[] =>
    found === undefined ? [] : [{ kind, shown: maskDigits(found, head, tail) }];
  const citizen =
    foundIn(named, citizenId(year)) ??
    foundIn(named, citizenIdAfterWords(year)) ??
    (says(name, 'citizenId') ? foundIn(zerosBefore(text), namedCitizenId(year)) : undefined);
  const phone = isOfficePhone(name)
    ? undefined
    : foundIn(without(without(opened(named), taxCodeInText), officeNumber), mobile);
  const account = regExpOf(treasury).test(named) ? undefined : foundIn(named, accountAfterWords);
  return [
    ...find('citizen-id', citizen, [3, 2]),
    ...find('old-id', foundIn(named, oldIdAfterWords), [2, 2]),
    ...find('phone', phone, [3, 2]),
    ...find('bank-account', account, [0, 3]),
  ];
};

const maybeNumber: Pattern = { source: '[0-9](?:[ .()-]{0,3}[0-9]){5}' };

const maybe = (pattern: Pattern, text: string): boolean => regExpOf(pattern).test(text);

/** Everything one piece of text holds of what must not be published unseen. */
export const findsIn = ({ place, name = '', text: raw }: NamedText, year: number): Find[] => {
  const whole = nfc(raw);
  const text = isName(place) ? whole.replace(/\.[A-Za-z]{2,5}$/, '').replace(/[_+]+/g, ' ') : whole;
  const named = name === '' ? text : `${nfc(name).replace(/_+/g, ' ')}: ${text}`;
  const finds: Find[] = [];
  const add = (kind: FindingKind, found: string | undefined, mask: (found: string) => string): void => {
    if (found !== undefined) finds.push({ kind, shown: mask(found) });
  };
  if (maybe(maybeMarking, text) || maybe(maybeMarking, name))
    add('secret-marking', markingIn(place, name, text), showMarking);
  if (text.includes('@')) add('email', foundIn(without(plain(text), officeMail), mail), maskMail);
  if (maybe(maybeBorn, text)) add('name-with-birth-date', foundIn(text, bornPerson), maskBorn);
  const typed = plain(named);
  return maybe(maybeNumber, typed) ? [...finds, ...numbersOf(name, typed, plain(text), year)] : finds;
};
