import type { DatasetId, PersonRef } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/local-date.ts';

export type Follow = { readonly dataset: DatasetId; readonly since: Instant };

/** Somebody who follows datasets by mail: kept while there is something to follow, and no longer. */
export type Follower = {
  readonly ref: PersonRef;
  readonly email: string;
  /** The part of the private link that nobody guesses. */
  readonly secret: string;
  readonly follows: readonly Follow[];
};

/** So many datasets one address may follow. */
export const MOST_FOLLOWS = 50;

/** What a person's letters lead to. */
export const linkOf = ({ ref, secret }: Pick<Follower, 'ref' | 'secret'>): string => `${ref}.${secret}`;
