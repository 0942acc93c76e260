import { MAX_FINDING_CELLS, type Finding } from '../../kernel/screening.ts';
import { sqlName } from '../engine.ts';
import type { Column } from '../report.ts';
import { isAddressColumn, isHamletColumn } from './addresses.ts';
import { isBirthColumn, isCalledBirth } from './births.ts';
import { says } from './header-words.ts';
import { maskAddress, maskBirth, maskName } from './mask.ts';
import type { Roles } from './pairs-around.ts';
import { isPeopleColumn, mayBePeople } from './personal-name.ts';
import { cellFinding, countsOf, ROW, rowsOf, type Seat } from './seek.ts';

/** Columns by what they hold of people, numbered from 0. */
export type ColumnRoles = Readonly<
  Record<
    | 'people'
    | 'births'
    | 'addresses'
    /** People only if births are beside them, and no column of people is. */
    | 'perhapsPeople',
    readonly number[]
  >
>;

export const columnRoles = ({ columns, year }: Seat, samples: readonly string[][]): ColumnRoles => {
  const pick = (is: (column: Column, values: readonly string[]) => boolean): number[] =>
    columns.flatMap((column, at) => (is(column, samples[at] ?? []) ? [at] : []));
  const people = pick(({ type, name }, values) => type === 'text' && isPeopleColumn(name, values));
  const isPrivate = people.some((at) => says(columns[at]?.name ?? '', 'privatePerson'));
  const isPerhaps = ({ type, name }: Column, values: readonly string[]): boolean =>
    people.length === 0 && type === 'text' && mayBePeople(name, values);
  return {
    people,
    perhapsPeople: pick(isPerhaps),
    births: pick((column, values) => isBirthColumn(column, values, year)),
    addresses: pick(
      (column, values) => isAddressColumn(column, values) || (isPrivate && isHamletColumn(column)),
    ).filter((at) => !people.includes(at)),
  };
};

export const roleNames = ({ columns }: Pick<Seat, 'columns'>, roles: ColumnRoles): Roles => {
  const names = (at: readonly number[]): Set<string> => new Set(at.map((one) => columns[one]?.name ?? ''));
  return { people: names(roles.people), births: names(roles.births), addresses: names(roles.addresses) };
};

type Pair = {
  readonly kind: 'name-with-birth-date' | 'address-with-name';
  readonly people: readonly number[];
  readonly other: number;
};

const MAX_NAMES = 300;

/** Rows that hold both: a name in one of the columns of people, and what makes it a certain person. */
const pairIn = async (seat: Seat, { kind, people, other }: Pair): Promise<Finding[]> => {
  const persons = people.map((at) => seat.columns[at]?.name ?? '');
  const person = `coalesce(${persons.map((name) => `nullif(trim(${sqlName(name)}), '')`).join(', ')})`;
  const beside = sqlName(seat.columns[other]?.name ?? '');
  const both = `${person} IS NOT NULL AND ${beside} IS NOT NULL`;
  const { count } = await countsOf(seat, seat.table, { count: both });
  if (count === 0) return [];
  const listed = await rowsOf(
    seat,
    `SELECT ${ROW}, left(${person}, 100), left(${beside}::VARCHAR, 200)
     FROM ${seat.table} WHERE ${both} ORDER BY ${ROW} LIMIT ${MAX_FINDING_CELLS}`,
  );
  const mask = kind === 'name-with-birth-date' ? maskBirth : maskAddress;
  const cells = listed.map(([r, who, what]) => ({
    plain: Number(r) + 1,
    shown: `${maskName(String(who))} · ${mask(String(what))}`,
  }));
  // Names may stand in several columns, each beside the same other: the finding belongs to the other.
  const withColumn = persons.join('”, “').slice(0, MAX_NAMES);
  return [cellFinding(seat, kind, other, { count, cells, facts: { withColumn } })];
};

export const pairsOfColumns = async (
  seat: Seat,
  { people, perhapsPeople, births, addresses }: ColumnRoles,
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  if (people.length === 0) {
    const called = births.filter((at) => isCalledBirth(seat.columns[at]?.name ?? ''));
    if (perhapsPeople.length > 0)
      for (const other of called)
        findings.push(
          ...(await pairIn(seat, { kind: 'name-with-birth-date', people: perhapsPeople, other })),
        );
    return findings;
  }
  for (const other of births)
    findings.push(...(await pairIn(seat, { kind: 'name-with-birth-date', people, other })));
  for (const other of addresses)
    findings.push(...(await pairIn(seat, { kind: 'address-with-name', people, other })));
  return findings;
};
