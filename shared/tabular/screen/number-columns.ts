import type { Finding } from '../../kernel/screening.ts';
import {
  accountAfterWords,
  accountBeside,
  longAccount,
  namedAccount,
  namesBank,
  treasury,
} from './bank-account.ts';
import {
  citizenId,
  citizenIdAfterWords,
  namedCitizenId,
  twelveDigits,
  withCitizenZeros,
} from './citizen-id.ts';
import { says } from './header-words.ts';
import { mail, officeMail } from './mail.ts';
import { maskDigits, maskMail } from './mask.ts';
import { namedOldId, nineDigits, oldIdAfterWords, withOldZero } from './old-id.ts';
import { sqlMatches, sqlWithout, type Pattern } from './pattern.ts';
import {
  isOfficePhone,
  looksLikePhones,
  mobile,
  mobileAfterWords,
  officeNumber,
  phoneLong,
  sqlOpened,
  withPhoneZero,
} from './phone.ts';
import { sqlPlain } from './plain-text.ts';
import { columnAsText, countsOf, find, rowsOf, type Search, type Seat } from './seek.ts';
import { shareOf } from './share.ts';
import { isTaxColumn, taxCodeInText, tenDigits } from './tax-code.ts';

/** What is known of the whole table when one of its columns is judged. */
export type TableSense = { readonly hasPeople: boolean; readonly hasBankNames: boolean };

type Counts = Readonly<
  Record<
    | 'filled'
    | 'twelve'
    | 'citizen'
    | 'citizenWords'
    | 'citizenZeros'
    | 'nine'
    | 'nineWords'
    | 'phoneLong'
    | 'mobile'
    | 'mobileZeros'
    | 'mobileWords'
    | 'accountWords'
    | 'account',
    number
  >
>;

/** Without tax codes and numbers of agencies named as such, so that what is left is somebody's. */
const CLEANED = sqlWithout(sqlWithout(sqlOpened('c'), taxCodeInText), officeNumber);

const countNumbers = (seat: Seat, at: number, { hasPeople }: TableSense): Promise<Counts> =>
  countsOf(seat, `(SELECT c, ${CLEANED} AS t FROM ${columnAsText(seat, at, sqlPlain)})`, {
    filled: 'c IS NOT NULL',
    twelve: sqlMatches('c', twelveDigits),
    citizen: sqlMatches('c', citizenId(seat.year)),
    citizenWords: sqlMatches('c', citizenIdAfterWords(seat.year)),
    // Numbers of other things may look so, too; beside names of people they hardly do.
    citizenZeros: hasPeople ? sqlMatches(withCitizenZeros('c'), citizenId(seat.year)) : 'false',
    nine: sqlMatches('c', nineDigits),
    nineWords: sqlMatches('c', oldIdAfterWords),
    phoneLong: sqlMatches('t', phoneLong),
    mobile: sqlMatches('t', mobile),
    mobileZeros: `regexp_full_match(trim(c), '[0-9]{9}(?:[.]0)?') AND ${sqlMatches(withPhoneZero('t'), mobile)}`,
    mobileWords: sqlMatches('t', mobileAfterWords),
    accountWords: `${sqlMatches('c', accountAfterWords)} AND NOT ${sqlMatches('c', treasury)}`,
    account: sqlMatches('c', accountBeside),
  });

const digits = (head: number, tail: number) => (found: string) => maskDigits(found, head, tail);

const isOtherNumber = (header: string): boolean =>
  (['otherCode', 'phone', 'bankAccount', 'taxCode'] as const).some((about) => says(header, about));

/** How a column of this name and these counts is searched for one kind, or not at all. */
const citizenSearch = (header: string, counts: Counts, year: number): Search | undefined => {
  const search = (pattern: Pattern, because: string, expression?: string): Search => ({
    kind: 'citizen-id',
    pattern,
    mask: digits(3, 2),
    facts: { because },
    ...(expression === undefined ? {} : { expression }),
  });
  if (says(header, 'citizenId')) return search(namedCitizenId(year), 'header', withCitizenZeros('c'));
  // One number in seven of eleven digits looks like one that lost its zero: nearly all of a column do not by chance.
  const isFew = counts.citizenZeros < 2 || counts.citizenZeros < 0.8 * counts.filled;
  if (counts.citizenZeros > counts.citizen && !isFew && !isOtherNumber(header))
    return search(citizenId(year), 'values', withCitizenZeros('c'));
  // Of numbers of twelve digits made at random one in fifty passes; of numbers of citizens nearly all do.
  if (counts.citizen > 0 && counts.citizen >= 0.5 * counts.twelve) return search(citizenId(year), 'values');
  return counts.citizenWords > 0 ? search(citizenIdAfterWords(year), 'words') : undefined;
};

const oldIdSearch = (header: string, counts: Counts, hasPeople: boolean): Search | undefined => {
  const search = (pattern: Pattern, because: string, expression?: string): Search => ({
    kind: 'old-id',
    pattern,
    mask: digits(2, 2),
    facts: { because },
    ...(expression === undefined ? {} : { expression }),
  });
  if (says(header, 'oldId')) return search(namedOldId, 'header', withOldZero('c'));
  if (hasPeople && !isOtherNumber(header) && counts.nine >= 0.9 * counts.filled && counts.nine >= 3)
    return search(nineDigits, 'values');
  return counts.nineWords > 0 ? search(oldIdAfterWords, 'words') : undefined;
};

/** Nine digits each, and with a zero in front a mobile number: beside people, or where the numbers themselves leave no doubt. */
const lostTheirZero = (
  header: string,
  counts: Counts,
  values: readonly string[],
  hasPeople: boolean,
): boolean =>
  !says(header, 'otherCode') &&
  !says(header, 'taxCode') &&
  !says(header, 'bankAccount') &&
  !says(header, 'oldId') &&
  counts.mobileZeros >= 3 &&
  counts.mobileZeros >= 0.95 * counts.filled &&
  (hasPeople || looksLikePhones(values));

const phoneSearch = (
  header: string,
  counts: Counts,
  isTax: boolean,
  isWithoutZero: boolean,
): Search | undefined => {
  const search = (pattern: Pattern, because: string, expression = CLEANED): Search => ({
    kind: 'phone',
    pattern,
    mask: digits(3, 2),
    facts: { because },
    expression,
  });
  if (isOfficePhone(header)) return undefined;
  if (says(header, 'phone')) return search(mobile, 'header', withPhoneZero(sqlOpened('c')));
  if (isWithoutZero) return search(mobile, 'values', withPhoneZero(sqlOpened('c')));
  if (!isTax && !says(header, 'otherCode') && counts.mobile > 0 && counts.mobile >= 0.8 * counts.phoneLong)
    return search(mobile, 'values');
  return counts.mobileWords > 0 ? search(mobileAfterWords, 'words') : undefined;
};

const accountSearch = (
  header: string,
  counts: Counts,
  isNumber: boolean,
  hasBanks: boolean,
): Search | undefined => {
  const search = (pattern: Pattern, because: string): Search => ({
    kind: 'bank-account',
    pattern,
    mask: digits(0, 3),
    facts: { because },
  });
  const isOther = says(header, 'notBankAccount');
  if (says(header, 'bankAccount') && !isOther) return search(isNumber ? longAccount : namedAccount, 'header');
  const isCode = isOther || says(header, 'otherCode') || says(header, 'taxCode');
  if (hasBanks && !isCode && counts.account >= 0.8 * counts.filled && counts.account > 0)
    return search(accountBeside, 'bank');
  return counts.accountWords > 0 ? { ...search(accountAfterWords, 'words') } : undefined;
};

const isTaxNumbers = async (seat: Seat, at: number): Promise<boolean> => {
  const name = seat.columns[at]?.name ?? '';
  if (says(name, 'taxCode')) return true;
  const found = await rowsOf(
    seat,
    `SELECT c FROM ${columnAsText(seat, at)} WHERE ${sqlMatches('c', tenDigits)} LIMIT 2000`,
  );
  return isTaxColumn(found.map(([text]) => String(text)));
};

/** Numbers of people in one column that may hold some: what it is called, or what most of it is, decides. */
export const numbersIn = async (
  seat: Seat,
  at: number,
  sense: TableSense,
  values: readonly string[],
): Promise<Finding[]> => {
  const column = seat.columns[at];
  if (!column) return [];
  const counts = await countNumbers(seat, at, sense);
  const isTax = counts.mobile > 0 && (await isTaxNumbers(seat, at));
  const isNumber = column.type !== 'text';
  const isWithoutZero = lostTheirZero(column.name, counts, values, sense.hasPeople);
  const searches = [
    citizenSearch(column.name, counts, seat.year),
    oldIdSearch(column.name, counts, sense.hasPeople && !isWithoutZero),
    phoneSearch(column.name, counts, isTax, isWithoutZero),
  ];
  const findings: Finding[] = [];
  for (const search of searches)
    if (search) findings.push(...(await find(seat, at, { ...search, readAs: sqlPlain })));
  // What is a phone or an identity is no account besides.
  const account = accountSearch(column.name, counts, isNumber, sense.hasBankNames && findings.length === 0);
  if (account) findings.push(...(await find(seat, at, { ...account, readAs: sqlPlain })));
  return findings;
};

export const mailIn = (seat: Seat, at: number): Promise<Finding[]> =>
  find(seat, at, {
    kind: 'email',
    pattern: mail,
    mask: maskMail,
    readAs: sqlPlain,
    expression: sqlWithout('c', officeMail),
  });

/** A column of names of banks, from a sample of it. */
export const isBankColumn = (header: string, values: readonly string[]): boolean => {
  const share = values.length === 0 ? 0 : values.filter(namesBank).length / values.length;
  return share >= (says(header, 'bankName') ? 0.3 : 0.5);
};

const namesNumber = (header: string): boolean =>
  (['citizenId', 'oldId', 'phone', 'bankAccount'] as const).some((about) => says(header, about));

/**
 * Numbers are looked for in a column of numbers where its name speaks of them, and beside names of people also where most of
 * its values are as long as those of an identity.
 */
export const mayBeNumbers = (header: string, values: readonly string[], { hasPeople }: TableSense): boolean =>
  namesNumber(header) ||
  (hasPeople && shareOf(values, (text) => /^\d{9,12}$/.test(text)) >= 0.8) ||
  looksLikePhones(values);
