import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Follower } from '../../shared/capabilities/publishing/follows/model.ts';
import type { Followers } from '../../shared/capabilities/publishing/follows/ports.ts';
import { DatasetId, PersonRef } from '../../shared/kernel/ids.ts';
import { instant } from '../../shared/kernel/local-date.ts';
import { uniqueName } from './target.ts';

const since = instant(Date.parse('2025-06-16T02:00:00.000Z'));
const aDataset = () => DatasetId.parse(randomUUID());
const somebody = (...datasets: DatasetId[]): Follower => ({
  ref: PersonRef.parse(randomUUID()),
  email: `${uniqueName('Ban')}@Example.vn`,
  secret: 's',
  follows: datasets.map((dataset) => ({ dataset, since })),
});

/** What every store of followers must do. */
export const followersSuite = (open: () => Promise<Followers>): void => {
  let followers: Followers;
  beforeAll(async () => {
    followers = await open();
  });
  const refsOf = async (dataset: DatasetId) =>
    (await followers.of(dataset, undefined, 100)).items.map(({ ref }) => ref);
  const keep = async (follower: Follower) => {
    expect(await followers.change(undefined, follower)).toBe(true);
    return { follower, version: 1 };
  };

  describe('a person', () => {
    it('is found by reference, by mailbox however it is written, and under each dataset', async () => {
      const [one, two] = [aDataset(), aDataset()];
      const kept = await keep(somebody(one, two));
      expect(await followers.byRef(kept.follower.ref)).toEqual(kept);
      expect(await followers.byAddress(kept.follower.email.toLowerCase())).toEqual(kept);
      expect(await followers.of(one, undefined, 10)).toEqual({
        items: [{ ref: kept.follower.ref, since, toldVersion: 0 }],
      });
      expect([await followers.count(one), await followers.count(aDataset())]).toEqual([1, 0]);
    });

    it('who was never kept is not found', async () => {
      expect(await followers.byRef(PersonRef.parse(randomUUID()))).toBeUndefined();
      expect(await followers.byAddress('khong@example.vn')).toBeUndefined();
    });

    it('leaves nothing behind when everything stops', async () => {
      const [one, two] = [aDataset(), aDataset()];
      const kept = await keep(somebody(one, two));
      expect(await followers.change(kept, undefined)).toBe(true);
      expect(await followers.byRef(kept.follower.ref)).toBeUndefined();
      expect(await followers.byAddress(kept.follower.email.toLowerCase())).toBeUndefined();
      expect([...(await refsOf(one)), ...(await refsOf(two))]).toEqual([]);
      await keep({ ...somebody(one), email: kept.follower.email });
    });

    it('stops and follows some, and the rest stays as it is told', async () => {
      const [one, two, three] = [aDataset(), aDataset(), aDataset()];
      const kept = await keep(somebody(one, two));
      await followers.markTold(two, kept.follower.ref, 7);
      const after = { ...kept.follower, follows: [two, three].map((dataset) => ({ dataset, since })) };
      expect(await followers.change(kept, after)).toBe(true);
      expect(await followers.byRef(after.ref)).toEqual({ follower: after, version: 2 });
      expect(await refsOf(one)).toEqual([]);
      expect((await followers.of(two, undefined, 10)).items).toMatchObject([{ toldVersion: 7 }]);
      expect((await followers.of(three, undefined, 10)).items).toMatchObject([{ toldVersion: 0 }]);
    });
  });

  describe('under races', () => {
    it('a change of what has changed meanwhile does nothing', async () => {
      const [one, two] = [aDataset(), aDataset()];
      const kept = await keep(somebody(one));
      const more = { ...kept.follower, follows: [...kept.follower.follows, { dataset: two, since }] };
      const outcomes = await Promise.all([
        followers.change(kept, more),
        followers.change(kept, { ...more, follows: more.follows.toReversed() }),
      ]);
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await followers.change(kept, undefined)).toBe(false);
      expect(await refsOf(one)).toEqual([kept.follower.ref]);
    });

    it('one address is kept once, whoever comes first', async () => {
      const dataset = aDataset();
      const first = somebody(dataset);
      const second = { ...somebody(dataset), email: first.email.toUpperCase() };
      const outcomes = await Promise.all([first, second].map((one) => followers.change(undefined, one)));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await refsOf(dataset)).toHaveLength(1);
    });
  });

  describe('of a dataset', () => {
    it('everybody comes once, page by page, also when those of a page stop meanwhile', async () => {
      const dataset = aDataset();
      const all = await Promise.all([1, 2, 3, 4, 5].map(() => keep(somebody(dataset))));
      const seen: PersonRef[] = [];
      let after: PersonRef | undefined;
      do {
        const page = await followers.of(dataset, after, 2);
        for (const { ref } of page.items) {
          seen.push(ref);
          await followers.change(
            all.find(({ follower }) => follower.ref === ref),
            undefined,
          );
        }
        after = page.next;
      } while (after);
      expect(seen.toSorted()).toEqual(all.map(({ follower }) => follower.ref).sort());
      expect(await followers.count(dataset)).toBe(0);
    });

    it('whoever stopped is not brought back by having been told', async () => {
      const dataset = aDataset();
      const kept = await keep(somebody(dataset));
      await followers.change(kept, undefined);
      await followers.markTold(dataset, kept.follower.ref, 3);
      expect(await refsOf(dataset)).toEqual([]);
    });
  });
};
