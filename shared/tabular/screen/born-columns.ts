import type { Finding } from '../../kernel/screening.ts';
import { bornPerson, nameAndBirth } from './born-person.ts';
import { maskBorn } from './mask.ts';
import { regExpOf } from './pattern.ts';
import { find, type Seat } from './seek.ts';
import { shareOf } from './share.ts';

/** Names with births in one cell: by the words between them, or because most cells of the column are so. */
export const bornIn = (
  seat: Seat,
  at: number,
  values: readonly string[],
  saysBirth: boolean,
): Promise<Finding[]> => {
  const search = { kind: 'name-with-birth-date', mask: maskBorn } as const;
  if (shareOf(values, (text) => regExpOf(nameAndBirth).test(text)) >= 0.5)
    return find(seat, at, { ...search, pattern: nameAndBirth });
  return saysBirth ? find(seat, at, { ...search, pattern: bornPerson }) : Promise.resolve([]);
};
