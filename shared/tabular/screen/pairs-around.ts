import { isAddressText } from './addresses.ts';
import { isDateText } from './births.ts';
import type { Find } from './finds-in.ts';
import { says } from './header-words.ts';
import { maskAddress, maskBirth, maskName } from './mask.ts';
import { looksLikePerson } from './personal-name.ts';

/** Names of the columns of the table by what they hold. */
export type Roles = Readonly<Record<'people' | 'births' | 'addresses', ReadonlySet<string>>>;

type Cell = readonly [name: string, text: string];

const isPerson = ([name, text]: Cell, roles: Roles): boolean =>
  (roles.people.has(name) || !says(name, 'notPerson')) && looksLikePerson(text);

const isBirth = ([name, text]: Cell, roles: Roles): boolean =>
  (roles.births.has(name) || (says(name, 'birth') && !says(name, 'notBirth'))) && isDateText(text);

const isAddress = ([name, text]: Cell, roles: Roles): boolean =>
  text.trim() !== '' &&
  !looksLikePerson(text) &&
  (roles.addresses.has(name) ||
    (!says(name, 'notAddress') && (says(name, 'address') || isAddressText(text))));

/** A name and a birth, a name and an address, in one row or object: what the columns of a table are asked, of a few cells. */
export const pairsIn = (cells: readonly Cell[], roles: Roles): Find[] => {
  const person = cells.find((cell) => isPerson(cell, roles));
  if (!person) return [];
  const birth = cells.find((cell) => isBirth(cell, roles));
  const address = cells.find((cell) => isAddress(cell, roles));
  const shown = maskName(person[1]);
  return [
    ...(birth ? [{ kind: 'name-with-birth-date' as const, shown: `${shown} · ${maskBirth(birth[1])}` }] : []),
    ...(address
      ? [{ kind: 'address-with-name' as const, shown: `${shown} · ${maskAddress(address[1])}` }]
      : []),
  ];
};
