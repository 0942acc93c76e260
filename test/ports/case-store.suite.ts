import { beforeAll, describe, expect, it } from 'vitest';
import type { Case, CaseStore, Commit, Papers } from '../../shared/capabilities/case-store.ts';
import { envelop } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { InvalidCursor, toCursor } from '../../shared/adapters/cursor.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { GENESIS, linkOf, sha256 } from '../../shared/kernel/hash-chain.ts';
import { caseIdOf, uuidFrom, type CaseId } from '../../shared/kernel/ids.ts';
import { Instant } from '../../shared/kernel/local-date.ts';
import { isProven, proofOf, type Paper, type PaperProof } from '../../shared/kernel/paper.ts';
import type { People } from '../../shared/capabilities/registry/ports.ts';
import {
  datasetCreated,
  firstUpload,
  someMetadata,
  theContact,
  theFocalOfficer,
} from '../fixtures/datasets.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { uniqueName } from './target.ts';

export type CaseStorage = { store: CaseStore; people: People; papers: Papers };

const newId = () => uuidFrom(sha256(uniqueName('id')));
const aCase = (): CaseId => caseIdOf('dataset', uuidFrom(sha256(uniqueName('case'))));
const NFD_TITLE = 'Đường tỉnh 454, huyện Vũ Thư'.normalize('NFD');

/** What every capability asks of storage. `storage` is called once, before the first test. */
export const caseStoreSuite = (storage: () => Promise<CaseStorage>): void => {
  let store: CaseStore;
  let people: People;
  let papers: Papers;
  beforeAll(async () => ({ store, people, papers } = await storage()));

  const commitOf = (
    caseId: CaseId,
    from: Case<unknown> | undefined,
    more: Partial<Commit<unknown>> & { at?: string; facts?: { type: string; data: unknown }[] } = {},
  ): Commit<unknown> => {
    const { at, facts, ...rest } = more;
    const events = envelop(
      facts ?? [{ type: 'MetadataChanged', data: { metadata: someMetadata() } }],
      publishing.definitions,
      { caseId, afterVersion: from?.version ?? 0 },
      aContext(at),
      newId,
    );
    return { caseId, from, events, state: { says: 'nothing yet' }, indexes: {}, ...rest };
  };
  const done = async (commit: Commit<unknown>): Promise<Case<unknown>> => {
    const result = await store.commit(commit);
    if (result.outcome !== 'done') throw new Error(`expected a commit, got ${JSON.stringify(result)}`);
    return result.case;
  };

  describe('a commit', () => {
    it('writes events, state, claim, command and person, and gives them back', async () => {
      const caseId = aCase();
      const key = uniqueName('key');
      const person = {
        ref: theContact,
        kind: 'contact' as const,
        name: 'Nguyễn Thị Hoa',
        email: 'hoa@example.vn',
      };
      const made = await done(
        commitOf(caseId, undefined, {
          facts: [datasetCreated, { type: 'MetadataChanged', data: { metadata: someMetadata() } }],
          state: { title: 'Cơ sở bán lẻ thuốc', code: '00123' },
          claims: [uniqueName('slug')],
          idempotency: { key, fingerprint: 'f', caseId },
          person,
        }),
      );
      expect(made).toMatchObject({ caseId, version: 2, changedAt: '2025-06-16T02:00:00.000Z' });
      expect(await store.load(caseId)).toEqual(made);
      expect((await store.eventsOf(caseId)).map((event) => [event.version, event.type])).toEqual([
        [1, 'DatasetCreated'],
        [2, 'MetadataChanged'],
      ]);
      expect(await store.recall(key)).toEqual({ key, fingerprint: 'f', caseId });
      expect(await people.person(theContact)).toEqual(person);
    });

    it('chains every event to the one before, over the canonical text', async () => {
      const caseId = aCase();
      const first = await done(commitOf(caseId, undefined, { facts: [datasetCreated] }));
      const second = await done(commitOf(caseId, first));
      expect((await store.eventsOf(caseId, ['MetadataChanged'])).map((event) => event.version)).toEqual([2]);
      expect(await store.eventsOf(caseId, ['DatasetWithdrawn'])).toEqual([]);
      const [one, two] = (await store.eventsOf(caseId)).map((event) => canonicalJson(event));
      expect(first.head).toBe(linkOf(GENESIS, one as string));
      expect(second.head).toBe(linkOf(first.head, two as string));
    });

    it('records one spelling of a text, however it was typed', async () => {
      const caseId = aCase();
      await done(
        commitOf(caseId, undefined, {
          facts: [{ type: 'MetadataChanged', data: { metadata: someMetadata({ title: NFD_TITLE }) } }],
          state: { title: NFD_TITLE },
        }),
      );
      expect((await store.load<{ title: string }>(caseId))?.state.title).toBe(NFD_TITLE.normalize('NFC'));
      const [event] = await store.eventsOf(caseId);
      expect(event?.data).toMatchObject({ metadata: { title: NFD_TITLE.normalize('NFC') } });
    });

    it('does not let the caller change what is stored', async () => {
      const caseId = aCase();
      const state = { list: ['một'] };
      await done(commitOf(caseId, undefined, { state }));
      state.list.push('hai');
      expect((await store.load<{ list: string[] }>(caseId))?.state.list).toEqual(['một']);
    });

    it('refuses to be empty', async () => {
      await expect(store.commit({ ...commitOf(aCase(), undefined), events: [] })).rejects.toThrow();
    });

    it('of a case nobody has begun gives nothing back', async () => {
      const caseId = aCase();
      expect(await store.load(caseId)).toBeUndefined();
      expect(await store.eventsOf(caseId)).toEqual([]);
      expect(await store.recall(uniqueName('key'))).toBeUndefined();
    });
  });

  describe('a commit that is refused leaves nothing behind', () => {
    const leavesNothing = async (refused: Commit<unknown>, outcome: string) => {
      const before = {
        case: await store.load(refused.caseId),
        events: await store.eventsOf(refused.caseId),
        command: await store.recall(refused.idempotency?.key ?? ''),
      };
      expect((await store.commit(refused)).outcome).toBe(outcome);
      expect({
        case: await store.load(refused.caseId),
        events: await store.eventsOf(refused.caseId),
        command: await store.recall(refused.idempotency?.key ?? ''),
      }).toEqual(before);
    };
    const everything = (caseId: CaseId) => ({
      claims: [uniqueName('slug')],
      idempotency: { key: uniqueName('key'), fingerprint: 'f', caseId },
    });
    /** A claim can be taken by another case only if the refused commit did not take it. */
    const isFree = async (claims: readonly string[]) => {
      const other = aCase();
      await done(commitOf(other, undefined, { claims }));
    };

    it('when another command was first', async () => {
      const caseId = aCase();
      const first = await done(commitOf(caseId, undefined));
      await done(commitOf(caseId, first));
      const late = commitOf(caseId, first, everything(caseId));
      await leavesNothing(late, 'conflict');
      await isFree(late.claims ?? []);
    });

    it('when the case exists already', async () => {
      const caseId = aCase();
      await done(commitOf(caseId, undefined));
      await leavesNothing(commitOf(caseId, undefined, everything(caseId)), 'conflict');
    });

    it('when it was decided on a case that does not exist', async () => {
      const from = {
        caseId: aCase(),
        version: 3,
        head: GENESIS,
        state: {},
        changedAt: Instant.parse(aContext().at),
      };
      await leavesNothing(commitOf(from.caseId, from, everything(from.caseId)), 'conflict');
    });

    it('when it was decided on another history of the same length', async () => {
      const caseId = aCase();
      const first = await done(commitOf(caseId, undefined));
      const forged = { ...first, head: sha256('another history') };
      await leavesNothing(commitOf(caseId, forged, everything(caseId)), 'conflict');
    });

    it('when its claim is taken, and says which', async () => {
      const claim = uniqueName('slug');
      await done(commitOf(aCase(), undefined, { claims: [claim] }));
      const caseId = aCase();
      const free = uniqueName('slug');
      const second = { ...everything(caseId), claims: [free, claim] };
      await leavesNothing(commitOf(caseId, undefined, second), 'claim-taken');
      expect(await store.commit(commitOf(caseId, undefined, second))).toEqual({
        outcome: 'claim-taken',
        claim,
      });
      await isFree([free]);
    });

    it('when its command was carried out before, whatever else stands against it', async () => {
      const caseId = aCase();
      const command = everything(caseId);
      await done(commitOf(caseId, undefined, command));
      await leavesNothing(commitOf(caseId, undefined, command), 'repeated');
      const other = aCase();
      await leavesNothing(commitOf(other, undefined, { idempotency: command.idempotency }), 'repeated');
    });
  });

  it('lets a case name its claim again', async () => {
    const caseId = aCase();
    const claims = [uniqueName('slug')];
    const first = await done(commitOf(caseId, undefined, { claims }));
    await done(commitOf(caseId, first, { claims }));
  });

  it('tells which case holds a claim, and of a free one that nobody does', async () => {
    const caseId = aCase();
    const [held, free] = [uniqueName('slug'), uniqueName('slug')];
    await done(commitOf(caseId, undefined, { claims: [held] }));
    await store.commit(commitOf(aCase(), undefined, { claims: [free, held] }));
    expect(await store.holderOf(held)).toBe(caseId);
    expect(await store.holderOf(free)).toBeUndefined();
  });

  it('has one winner for each version when twenty commands race', async () => {
    const caseId = aCase();
    let from: Case<unknown> | undefined;
    for (let version = 1; version <= 3; version++) {
      const racers = Array.from({ length: 20 }, (_, i) =>
        store.commit(commitOf(caseId, from, { state: { winner: i } })),
      );
      const outcomes = await Promise.all(racers);
      const won = outcomes.flatMap((result) => (result.outcome === 'done' ? [result.case] : []));
      expect(won).toHaveLength(1);
      expect(outcomes.filter((result) => result.outcome === 'conflict')).toHaveLength(19);
      expect(await store.load(caseId)).toEqual(won[0]);
      from = won[0];
    }
    expect((await store.eventsOf(caseId)).map((event) => event.version)).toEqual([1, 2, 3]);
  });

  it('has one winner when twenty cases race for one claim', async () => {
    const claims = [uniqueName('slug')];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => store.commit(commitOf(aCase(), undefined, { claims }))),
    );
    expect(outcomes.filter((result) => result.outcome === 'done')).toHaveLength(1);
    // A loser of the race is told of the race or of the claim: either way it has written nothing.
    expect(new Set(outcomes.map((result) => result.outcome))).not.toContain('repeated');
  });

  it('gives back a history longer than one page of the database', async () => {
    const caseId = aCase();
    const notes = 'Đã rà soát từng dòng. '.repeat(4_000);
    const fact = (n: number) => ({
      type: 'ReleaseReturned',
      data: { uploadId: firstUpload, number: n, reasons: notes.slice(0, 4_900) },
    });
    let from = await done(
      commitOf(caseId, undefined, { facts: Array.from({ length: 40 }, (_, i) => fact(i + 1)) }),
    );
    for (let i = 0; i < 4; i++)
      from = await done(commitOf(caseId, from, { facts: Array.from({ length: 40 }, (_, n) => fact(n + 1)) }));
    expect((await store.eventsOf(caseId)).map((event) => event.version)).toEqual(
      Array.from({ length: 200 }, (_, i) => i + 1),
    );
  });

  describe('a list', () => {
    const owner = uniqueName('owner');
    const days = ['2025-06-01', '2025-06-02', '2025-06-03', '2025-06-10', '2025-07-01'];
    const idsByDay: CaseId[] = [];
    beforeAll(async () => {
      for (const day of [3, 0, 4, 2, 1]) {
        const caseId = aCase();
        idsByDay[day] = caseId;
        await done(
          commitOf(caseId, undefined, {
            state: { day: days[day] },
            indexes: { owner: [owner, `${days[day]}#${caseId}`], notice: [owner, `${days[day]}#${caseId}`] },
          }),
        );
      }
    });
    const walk = async (page: { limit: number; newestFirst?: boolean; upTo?: string }) => {
      const found: CaseId[] = [];
      let cursor: string | undefined;
      do {
        const read = await store.list('owner', owner, { ...page, ...(cursor ? { cursor } : {}) });
        expect(read.items.length).toBeLessThanOrEqual(page.limit);
        found.push(...read.items.map((item) => item.caseId));
        cursor = read.next;
      } while (cursor);
      return found;
    };

    it('is ordered by the sort part, either way', async () => {
      expect(await walk({ limit: 100 })).toEqual(idsByDay);
      expect(await walk({ limit: 100, newestFirst: true })).toEqual([...idsByDay].reverse());
    });

    it('shows everything once when read page by page', async () => {
      for (const limit of [1, 2, 3, 5]) {
        expect(await walk({ limit })).toEqual(idsByDay);
        expect(await walk({ limit, newestFirst: true })).toEqual([...idsByDay].reverse());
      }
    });

    it('ends at its bound, inclusively', async () => {
      expect(await walk({ limit: 2, upTo: '2025-06-10~' })).toEqual(idsByDay.slice(0, 4));
      expect(await walk({ limit: 2, upTo: `2025-06-03#${idsByDay[2]}` })).toEqual(idsByDay.slice(0, 3));
      expect(await walk({ limit: 2, upTo: '2025-05-31~' })).toEqual([]);
    });

    it('has the whole case in each item', async () => {
      const { items } = await store.list<Pick<Dataset, 'slug'>>('owner', owner, { limit: 1 });
      expect(items[0]).toEqual(await store.load(idsByDay[0] as CaseId));
    });

    it('of a key nobody uses is empty', async () => {
      expect(await store.list('owner', uniqueName('nobody'), { limit: 5 })).toEqual({ items: [] });
    });

    it('forgets the place a case has left', async () => {
      const caseId = aCase();
      const [one, two] = [uniqueName('status'), uniqueName('status')];
      const first = await done(commitOf(caseId, undefined, { indexes: { status: [one, '1'] } }));
      const second = await done(commitOf(caseId, first, { indexes: { status: [two, '1'] } }));
      expect((await store.list('status', one, { limit: 5 })).items).toEqual([]);
      expect((await store.list('status', two, { limit: 5 })).items).toEqual([second]);
      await done(commitOf(caseId, second, { indexes: {} }));
      expect((await store.list('status', two, { limit: 5 })).items).toEqual([]);
    });

    it('refuses a cursor that was not made for it', async () => {
      const { next } = await store.list('owner', owner, { limit: 2 });
      const sane = { pk: idsByDay[1], sk: 'state', ownerKey: owner, ownerSort: 'x' };
      const strangers: (string | undefined)[] = [
        'không phải con trỏ',
        '',
        Buffer.from('null').toString('base64url'),
        Buffer.from('[]').toString('base64url'),
        toCursor({ ...sane, ownerKey: uniqueName('another') }),
        toCursor({ ...sane, ownerSort: 7 }),
        toCursor({ ...sane, extra: 'x' }),
        toCursor({ ownerKey: owner }),
        toCursor({ pk: sane.pk, sk: sane.sk, statusKey: owner, statusSort: 'x' }),
      ];
      for (const cursor of strangers)
        await expect(store.list('owner', owner, { limit: 2, cursor: cursor as string })).rejects.toThrow(
          InvalidCursor,
        );
      expect(next).toBeDefined();
      // Another list of the same index, and another index with the same key.
      await expect(
        store.list('owner', theFocalOfficer, { limit: 2, cursor: next as string }),
      ).rejects.toThrow(InvalidCursor);
      await expect(store.list('notice', owner, { limit: 2, cursor: next as string })).rejects.toThrow(
        InvalidCursor,
      );
    });
  });

  describe('papers', () => {
    const aPaper = (part: string, content: unknown): Paper => ({ part, salt: uniqueName('salt'), content });
    const proven = (paper: Paper | undefined, proof: PaperProof) =>
      paper !== undefined && isProven(paper, proof);

    it('are written with the case, and read back word for word by its part', async () => {
      const caseId = aCase();
      const form = aPaper('form', { title: NFD_TITLE, pages: 3 });
      const question = aPaper('question-0a1b2c3d', 'Xin ghi rõ năm.');
      await done(commitOf(caseId, undefined, { papers: [form, question] }));
      expect(proven(await papers.paper(caseId, 'form'), proofOf(form))).toBe(true);
      expect((await papers.papersOf(caseId)).map(({ part }) => part).sort()).toEqual([
        'form',
        'question-0a1b2c3d',
      ]);
      expect(await papers.paper(caseId, 'answer')).toBeUndefined();
    });

    it('of a commit that is refused are not written', async () => {
      const caseId = aCase();
      const made = await done(commitOf(caseId, undefined));
      await done(commitOf(caseId, made));
      const late = await store.commit(commitOf(caseId, made, { papers: [aPaper('form', 'muộn')] }));
      expect(late).toEqual({ outcome: 'conflict' });
      expect(await papers.papersOf(caseId)).toEqual([]);
    });

    it('are erased whole, those of other cases stay, and the chain is as it was', async () => {
      const [gone, kept] = [aCase(), aCase()];
      await done(commitOf(gone, undefined, { papers: [aPaper('form', 1), aPaper('answer', 2)] }));
      await done(commitOf(kept, undefined, { papers: [aPaper('form', 3)] }));
      const before = await store.eventsOf(gone);
      expect(await papers.erase(gone)).toBe(2);
      expect(await papers.erase(gone)).toBe(0);
      expect(await papers.papersOf(gone)).toEqual([]);
      expect(await papers.papersOf(kept)).toHaveLength(1);
      expect(await store.eventsOf(gone)).toEqual(before);
    });
  });
};
