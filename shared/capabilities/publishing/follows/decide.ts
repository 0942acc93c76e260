import { PersonRef, type DatasetId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/local-date.ts';
import { keyedHash } from '../../../kernel/keyed-hash.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { linkOf, MOST_FOLLOWS, type Follower } from './model.ts';

/** Who asks to follow, proved by a code; `ref` and `secret` are for somebody not kept yet. */
export type Following = {
  readonly dataset: DatasetId;
  readonly at: Instant;
  readonly email: string;
  readonly ref: PersonRef;
  readonly secret: string;
};

/** Following twice changes nothing; the day it began stays. */
export const follow = (
  { dataset, at, ...person }: Following,
  before: Follower | undefined,
): Follower | Refusal<'follow-limit'> => {
  const { follows, ...who } = before ?? { ...person, follows: [] };
  if (before && follows.some((one) => one.dataset === dataset)) return before;
  return follows.length < MOST_FOLLOWS
    ? { ...who, follows: [...follows, { dataset, since: at }] }
    : refuse('follow-limit', { limit: MOST_FOLLOWS });
};

/** Without a dataset: all of them. Whoever follows nothing any more is forgotten. */
export const stop = (dataset: DatasetId | undefined, before: Follower): Follower | undefined => {
  const follows = dataset ? before.follows.filter((one) => one.dataset !== dataset) : [];
  return follows.length > 0 ? { ...before, follows } : undefined;
};

/** Whose link this might be; undefined for what is no link of ours. */
export const refIn = (link: string): PersonRef | undefined => PersonRef.safeParse(link.split('.')[0]).data;

/** Compared by hashes, so that how long it takes tells nothing of the secret. */
export const holdsLink = (link: string, follower: Follower): boolean =>
  keyedHash(follower.ref, link) === keyedHash(follower.ref, linkOf(follower));

/** An event of the followed dataset, by its place in the ledger. */
export type Told = { readonly at: Instant; readonly version: number };

/** What came before somebody followed is no news, and what was said once, or after it something newer, is not said again. */
export const isNewsFor = (
  { at, version }: Told,
  following: { since: Instant; toldVersion: number },
): boolean => at > following.since && version > following.toldVersion;
