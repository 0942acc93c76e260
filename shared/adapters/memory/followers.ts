import { mailboxOf } from '../../capabilities/confirmation.ts';
import type { Followers, FollowOf, KeptFollower } from '../../capabilities/publishing/follows/ports.ts';

/** Who follows what, in this process. */
export const memoryFollowers = (): Followers => {
  const kept = new Map<string, KeptFollower>();
  const told = new Map<string, number>();
  const copyOf = (one: KeptFollower | undefined) => one && structuredClone(one);
  const followsOf = (dataset: string): FollowOf[] =>
    [...kept.values()]
      .flatMap(({ follower: { ref, follows } }) =>
        follows
          .filter((one) => one.dataset === dataset)
          .map(({ since }) => ({ ref, since, toldVersion: told.get(`${dataset} ${ref}`) ?? 0 })),
      )
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  return {
    byAddress: async (mailbox) =>
      copyOf([...kept.values()].find(({ follower }) => mailboxOf(follower.email) === mailbox)),
    byRef: async (ref) => copyOf(kept.get(ref)),
    async change(before, after) {
      const ref = (before?.follower ?? after)?.ref;
      if (!ref) return true;
      const mailbox = after && mailboxOf(after.email);
      const namesake = [...kept.values()].find(({ follower }) => mailboxOf(follower.email) === mailbox);
      if (kept.get(ref)?.version !== before?.version || (!before && namesake)) return false;
      for (const { dataset } of before?.follower.follows ?? [])
        if (!after?.follows.some((one) => one.dataset === dataset)) told.delete(`${dataset} ${ref}`);
      if (after) kept.set(ref, { follower: structuredClone(after), version: (before?.version ?? 0) + 1 });
      else kept.delete(ref);
      return true;
    },
    async of(dataset, after, limit) {
      const left = followsOf(dataset).filter(({ ref }) => after === undefined || ref > after);
      const last = left[limit - 1];
      return { items: left.slice(0, limit), ...(left.length > limit && last ? { next: last.ref } : {}) };
    },
    async markTold(dataset, ref, version) {
      if (kept.get(ref)?.follower.follows.some((one) => one.dataset === dataset))
        told.set(`${dataset} ${ref}`, version);
    },
    count: async (dataset) => followsOf(dataset).length,
  };
};
