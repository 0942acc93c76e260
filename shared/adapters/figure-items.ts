import type { Adds } from '../capabilities/figures.ts';
import { addsOf as addsOfDuty } from '../capabilities/duties/views/adds.ts';
import type { Duty } from '../capabilities/duties/model.ts';
import { addsOf as addsOfRequest } from '../capabilities/requests/views/adds.ts';
import type { InformationRequest } from '../capabilities/requests/model.ts';
import type { CaseId } from '../kernel/ids.ts';

type Key = { readonly pk: string; readonly sk: string };

/** Cases that are counted, by the kind of their id: what each adds as it stands. */
const counted: Readonly<Record<string, (state: unknown) => Adds>> = {
  duty: (state) => addsOfDuty(state as Duty),
  request: (state) => addsOfRequest(state as InformationRequest),
};

/** How to count a case; undefined for one that no figure counts. */
export const countingOf = (caseId: string): ((state: unknown) => Adds) | undefined =>
  counted[caseId.slice(0, caseId.indexOf(':'))];

/** Where it stands what a case adds, as keys of the views table. */
export const addsKey = (caseId: CaseId): Key => ({ pk: `adds#${caseId}`, sk: 'adds' });

export const sheetKey = (sheet: string): string => `figures#${sheet}`;

const rowKey = ({ sheet, row }: { sheet: string; row: string }): Key => ({ pk: sheetKey(sheet), sk: row });

/** What has to be written so that a case adds the one thing in the place of the other. */
export type Moves = {
  readonly gone: readonly Key[];
  readonly stand: readonly (Key & Readonly<Record<string, string>>)[];
  readonly added: readonly { readonly key: Key; readonly by: ReadonlyMap<string, number> }[];
};

export const movesBetween = (before: Adds, after: Adds): Moves => {
  const sums = new Map<string, { key: Key; by: Map<string, number> }>();
  const weigh = ({ counts }: Adds, sign: 1 | -1): void => {
    for (const count of counts) {
      const key = rowKey(count);
      const name = JSON.stringify(key);
      const sum = sums.get(name) ?? { key, by: new Map<string, number>() };
      sums.set(name, sum);
      sum.by.set(count.what, (sum.by.get(count.what) ?? 0) + sign * count.n);
    }
  };
  weigh(before, -1);
  weigh(after, 1);
  const stand = after.places.map((place) => ({ ...rowKey(place), ...place.says }));
  const isStanding = (key: Key) => stand.some(({ pk, sk }) => pk === key.pk && sk === key.sk);
  return {
    gone: before.places.map(rowKey).filter((key) => !isStanding(key)),
    stand,
    added: [...sums.values()]
      .map(({ key, by }) => ({ key, by: new Map([...by].filter(([, n]) => n !== 0)) }))
      .filter(({ by }) => by.size > 0),
  };
};
