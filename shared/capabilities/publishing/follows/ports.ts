import type { DatasetId, PersonRef } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/local-date.ts';
import type { Follower } from './model.ts';

/** A follower as kept, with what a change is conditional on. */
export type KeptFollower = { readonly follower: Follower; readonly version: number };

/** That somebody follows a dataset, seen from the dataset: no address. */
export type FollowOf = { readonly ref: PersonRef; readonly since: Instant; readonly toldVersion: number };

export type Followers = {
  byAddress(mailbox: string): Promise<KeptFollower | undefined>;
  byRef(ref: PersonRef): Promise<KeptFollower | undefined>;
  /** Writes all of a change or none of it; false when somebody changed it meanwhile. Without `after` everything goes. */
  change(before: KeptFollower | undefined, after: Follower | undefined): Promise<boolean>;
  /** Who follows a dataset, in a fixed order, after somebody; `next` while there are more. */
  of(
    dataset: DatasetId,
    after: PersonRef | undefined,
    limit: number,
  ): Promise<{ items: FollowOf[]; next?: PersonRef }>;
  /** Remembers up to which event somebody was told; nothing when they stopped meanwhile. */
  markTold(dataset: DatasetId, ref: PersonRef, version: number): Promise<void>;
  count(dataset: DatasetId): Promise<number>;
};
