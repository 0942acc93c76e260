import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../events/envelope.ts';
import type { PublishingEvent } from '../../events/publishing.ts';
import { comparisonKey } from '../../functions/publishing/file-keys.ts';
import { tellFollowers } from '../../functions/publishing/tell-followers.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryFollowers } from '../../shared/adapters/memory/followers.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Letter } from '../../shared/adapters/ses/mailer.ts';
import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import type { Followers } from '../../shared/capabilities/publishing/follows/ports.ts';
import { caseIdOf, PersonRef, uuidFrom } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { instant } from '../../shared/kernel/local-date.ts';
import {
  asPublished,
  datasetWithdrawn,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  releaseWithdrawn,
  secondUpload,
  theCreation,
  untilPublished,
  uploadReceived,
  checkPassed,
} from '../fixtures/datasets.ts';
import { record } from '../ledger/a-small-ledger.ts';

const caseId = caseIdOf('dataset', theCreation.datasetId);
const QUEUE = 'followers';
const BEFORE = instant(Date.parse('2025-06-01T00:00:00.000Z'));
const secondRelease: PublishingEvent[] = [
  uploadReceived(secondUpload),
  checkPassed(secondUpload),
  releaseSubmitted(2, secondUpload),
  releaseApproved(2, secondUpload),
  releasePublished(2),
];

/** A dataset with these facts, so many followers, a mailbox and the queue's own messages. */
const world = async (facts: readonly PublishingEvent[], people: number, pageSize = 50) => {
  const store = memoryCaseStore(memoryTables());
  await record(store, caseId, facts, '2025-06-16');
  const kept = memoryFollowers();
  const trouble = { contended: false };
  const followers: Followers = {
    ...kept,
    change: async (before, after) => !trouble.contended && kept.change(before, after),
  };
  const refs = Array.from({ length: people }, (_, i) => PersonRef.parse(uuidFrom(sha256(`người ${i}`))));
  for (const [i, ref] of refs.entries())
    await followers.change(undefined, {
      ref,
      email: `nguoi-${i}@example.vn`,
      secret: `s${i}`,
      follows: [{ dataset: theCreation.datasetId, since: BEFORE }],
    });
  const box: Letter[] = [];
  const unreachable = new Set<string>();
  const sent = new Map<string, QueueMessage[]>();
  const files = memoryObjects('files', new Map());
  const read = tellFollowers(
    {
      store,
      followers,
      files,
      mailer: {
        send: async (letter) => {
          if (unreachable.has(letter.to)) throw new Error('Email address is not verified');
          box.push(letter);
        },
      },
      queues: memoryQueues(sent),
      queueUrl: QUEUE,
      publicUrl: 'https://dulieu.example.vn',
    },
    pageSize,
  );
  const event = async (type: string): Promise<Envelope> => {
    const found = (await store.eventsOf(caseId, [type])).at(-1);
    if (!found) throw new Error(`No ${type}`);
    return found;
  };
  /** Everything the reader put into its own queue, read in order. */
  const drain = async () => {
    const waiting = sent.get(QUEUE) ?? [];
    for (let i = 0; i < waiting.length; i++) await read(waiting[i]?.body);
    return waiting.length;
  };
  return { trouble, followers, refs, box, unreachable, files, sent, read, event, drain };
};

describe('a new release', () => {
  test('is told to everybody once, however often the event comes', async () => {
    const { read, event, box } = await world(untilPublished, 3);
    for (let i = 0; i < 3; i++) await read(await event('ReleasePublished'));
    expect(box.map(({ to }) => to).sort()).toEqual([
      'nguoi-0@example.vn',
      'nguoi-1@example.vn',
      'nguoi-2@example.vn',
    ]);
  });

  test('goes page by page through the queue, in messages that hold no address', async () => {
    const { read, event, box, drain, sent } = await world(untilPublished, 7, 3);
    await read(await event('ReleasePublished'));
    expect(box).toHaveLength(3);
    expect(JSON.stringify(sent.get(QUEUE))).not.toMatch(/@|"s\d"/);
    expect(await drain()).toBe(2);
    expect(new Set(box.map(({ to }) => to)).size).toBe(7);
    expect(box).toHaveLength(7);
  });

  test('is said with its address, what changed, and both ways to stop', async () => {
    const { read, event, box, files, refs } = await world([...untilPublished, ...secondRelease], 1);
    await files.put(
      comparisonKey(secondUpload),
      JSON.stringify({
        release: 1,
        key: ['Mã cơ sở'],
        keyIs: 'found',
        rowsBefore: 600,
        rowsAfter: 1612,
        added: 1012,
        removed: 0,
        changed: 3,
        unchanged: 597,
        columnsAdded: ['Ghi chú'],
        columnsRemoved: [],
        typesChanged: [],
        samples: { added: [], removed: [], changed: [] },
      }),
      { contentType: 'application/json' },
    );
    await read(await event('ReleasePublished'));
    const [letter] = box;
    const stop = `https://dulieu.example.vn/api/v1/follows?link=${refs[0]}.s0&dataset=${theCreation.datasetId}`;
    expect(letter?.subject).toBe('Bản phát hành mới (2): Cơ sở bán lẻ thuốc đạt GPP');
    expect(letter?.stopAddress).toBe(stop);
    for (const line of [
      'Thay đổi so với bản trước: thêm 1.012 dòng, sửa 3 dòng, thêm 1 cột.',
      `Xem và tải: https://dulieu.example.vn/datasets/${theCreation.slug}/`,
      `(unsubscribe): ${stop}`,
      `(all you follow): https://dulieu.example.vn/api/v1/follows?link=${refs[0]}.s0`,
    ])
      expect(letter?.text).toContain(line);
  });

  test('that was not compared says nothing of changes', async () => {
    const { read, event, box } = await world(untilPublished, 1);
    await read(await event('ReleasePublished'));
    expect(box[0]?.text).not.toContain('Thay đổi');
  });

  test('is no news to who began to follow after it', async () => {
    const { read, event, box, followers, refs } = await world(untilPublished, 1);
    const [ref] = refs;
    const before = ref && (await followers.byRef(ref));
    if (!before) throw new Error('nobody is kept');
    const { at } = await event('ReleasePublished');
    await followers.change(before, undefined);
    await followers.change(undefined, {
      ...before.follower,
      follows: [{ dataset: theCreation.datasetId, since: at }],
    });
    await read(await event('ReleasePublished'));
    expect(box).toEqual([]);
  });

  test('one address that is refused holds up nobody, and is tried again alone', async () => {
    const { read, event, box, unreachable } = await world(untilPublished, 3);
    unreachable.add('nguoi-1@example.vn');
    await expect(read(await event('ReleasePublished'))).rejects.toThrow('1 of 3 followers could not be told');
    expect(box).toHaveLength(2);
    unreachable.clear();
    await read(await event('ReleasePublished'));
    expect(box.slice(2).map(({ to }) => to)).toEqual(['nguoi-1@example.vn']);
  });

  test('one address that is refused does not keep the next page from being told', async () => {
    const { read, event, box, unreachable, drain } = await world(untilPublished, 4, 2);
    for (const one of ['nguoi-0@example.vn', 'nguoi-1@example.vn', 'nguoi-2@example.vn'])
      unreachable.add(one);
    await read(await event('ReleasePublished')).catch(() => undefined);
    await drain().catch(() => undefined);
    expect(box.map(({ to }) => to)).toEqual(['nguoi-3@example.vn']);
  });

  test('of a dataset that is withdrawn meanwhile is not said: the letter of the withdrawal is next', async () => {
    const { read, event, box } = await world([...untilPublished, datasetWithdrawn], 1);
    await read(await event('ReleasePublished'));
    expect(box).toEqual([]);
  });
});

describe('a release that is taken back', () => {
  const facts = [...untilPublished, ...secondRelease, releaseWithdrawn(2, asPublished(1))];

  test('is told once, with the reason and what to use instead; the following goes on', async () => {
    const { read, event, box, followers } = await world(facts, 2);
    for (let i = 0; i < 3; i++) await read(await event('ReleaseWithdrawn'));
    expect(box).toHaveLength(2);
    expect(box[0]?.subject).toBe('Đã rút bản phát hành 2: Cơ sở bán lẻ thuốc đạt GPP');
    for (const line of [
      'Lý do: Cột điện thoại có số riêng của chủ cơ sở',
      'Bản mới nhất hiện nay: bản 1, công bố ngày 16/06/2025.',
      'Release 2 of this dataset was taken back',
    ])
      expect(box[0]?.text).toContain(line);
    expect(await followers.count(theCreation.datasetId)).toBe(2);
  });

  test('before the letters of its publication went out leads nobody to it', async () => {
    const { read, event, box } = await world(facts, 1);
    await read(await event('ReleasePublished'));
    expect(box).toEqual([]);
    await read(await event('ReleaseWithdrawn'));
    expect(box).toHaveLength(1);
  });
});

describe('a withdrawal', () => {
  test('is told once and ends the following: who follows nothing else is forgotten', async () => {
    const { read, event, box, followers, refs } = await world([...untilPublished, datasetWithdrawn], 2, 1);
    for (let i = 0; i < 3; i++) await read(await event('DatasetWithdrawn'));
    expect(box).toHaveLength(2);
    expect(box[0]?.subject).toBe('Đã thu hồi: Cơ sở bán lẻ thuốc đạt GPP');
    expect(box[0]?.text).toContain('Đây là thư cuối cùng');
    expect(await followers.count(theCreation.datasetId)).toBe(0);
    for (const ref of refs) expect(await followers.byRef(ref)).toBeUndefined();
  });
});

test('a withdrawal that meets somebody changing what they follow is told once, and ends the following when it comes again', async () => {
  const { read, event, box, followers, trouble } = await world([...untilPublished, datasetWithdrawn], 1);
  trouble.contended = true;
  await expect(read(await event('DatasetWithdrawn'))).rejects.toThrow('1 of 1');
  trouble.contended = false;
  await read(await event('DatasetWithdrawn'));
  expect(box).toHaveLength(1);
  expect(await followers.count(theCreation.datasetId)).toBe(0);
});

test('an event of a dataset nobody follows sends nothing', async () => {
  const { read, event, box } = await world(untilPublished, 0);
  await read(await event('ReleasePublished'));
  expect(box).toEqual([]);
});
