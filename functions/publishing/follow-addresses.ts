import { API_BASE } from '../../shared/contract/operations.ts';
import { followOperations as op } from '../../shared/contract/follows.ts';
import { linkOf, type Follower } from '../../shared/capabilities/publishing/follows/model.ts';
import type { DatasetId } from '../../shared/kernel/ids.ts';

/** Where somebody sees what they follow, and with a dataset, where they end following that one: below the portal's address. */
export const followsPath = (follower: Pick<Follower, 'ref' | 'secret'>, dataset?: DatasetId): string =>
  `${API_BASE}${op.readFollows.path}?${new URLSearchParams({ link: linkOf(follower), ...(dataset ? { dataset } : {}) }).toString()}`;
