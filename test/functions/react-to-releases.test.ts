import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DutyFulfilled } from '../../events/duties.ts';
import type { Envelope } from '../../events/envelope.ts';
import { reactToEvent } from '../../functions/duties/react-to-events.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties as dutiesCapability } from '../../shared/capabilities/duties/capability.ts';
import { confirmNoChange } from '../../shared/capabilities/duties/decide.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import { dutyCaseId, type Duty } from '../../shared/capabilities/duties/model.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { caseIdOf, EventId, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import {
  aDatasetId,
  asPublished,
  checkPassed,
  firstUpload,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  releaseWithdrawn,
  secondUpload,
  theCsv,
  theDeptOfHealth,
  untilPublished,
  uploadReceived,
} from '../fixtures/datasets.ts';

const datasetId = aDatasetId();

const event = (word: string, type: string, day: string, data: Record<string, unknown>): Envelope => ({
  id: EventId.parse(uuidFrom(sha256(word))),
  type,
  typeVersion: 1,
  caseId: caseIdOf('dataset', datasetId),
  version: 1,
  at: Instant.parse(`${day}T03:00:00.000Z`),
  by: { kind: 'system', name: 'publish-release' },
  data,
});

const released = (number: number, day: string) =>
  event(`release ${number}`, 'ReleasePublished', day, {
    number,
    publishedOn: day,
    uploadId: firstUpload,
    files: [{ name: 'a.csv', role: 'clean-csv', mediaType: 'text/csv', bytes: 1, sha256: sha256('a') }],
    datasetId,
    slug: Slug.parse('thuoc'),
    title: 'Cơ sở bán lẻ thuốc',
    agency: theDeptOfHealth,
  });

const withdrawn = event('withdrawal', 'DatasetWithdrawn', '2025-07-20', {
  datasetId,
  reason: 'Sai số liệu gốc, thu hồi.',
  withdrawnOn: '2025-07-20',
});

const takenBack = (number: number, newest: { number: number; day: string } | undefined, day = '2025-07-20') =>
  event(`taking back ${number}`, 'ReleaseWithdrawn', day, {
    datasetId,
    number,
    reason: 'Sai số liệu của bản này.',
    withdrawnOn: day,
    publishedOn: '2025-07-01',
    uploadId: firstUpload,
    files: ['a.csv'],
    ...(newest
      ? {
          newest: {
            number: newest.number,
            publishedOn: newest.day,
            uploadId: firstUpload,
            files: [theCsv],
          },
        }
      : {}),
  });

/** Reads events as the queue gives them: those of a case in order, each as often as it comes, with what they lead to. */
const world = () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  let made = 0;
  const react = reactToEvent({ store, newId: () => uuidFrom(sha256(`made ${(made += 1)}`)) });
  const told = new Set<string>();
  const settle = async (times: () => number): Promise<void> => {
    for (;;) {
      const rows = [...tables.ledger.values()].flat().filter((row) => row.type === DutyFulfilled.type);
      const fresh = rows.filter((row) => !told.has(row.eventId));
      if (fresh.length === 0) return;
      for (const row of fresh) {
        told.add(row.eventId);
        for (let n = times(); n > 0; n -= 1) await react(JSON.parse(row.body));
      }
    }
  };
  const duties = async () =>
    (
      await Promise.all(
        (['open-data-update', 'open-data-review'] as const).map((kind) =>
          store.list<Duty>('kind', dutyKeys.turnsOf(kind, datasetId), { limit: 100 }),
        ),
      )
    ).flatMap(({ items }) =>
      items.map(({ state }) => [
        state.id,
        state.status,
        state.deadline.kind === 'known' ? state.deadline.dueOn : 'unknown',
      ]),
    );
  const openTurn = async () => {
    const { items } = await store.list<Duty>('kind', dutyKeys.turnsOf('open-data-update', datasetId), {
      limit: 1,
      newestFirst: true,
    });
    return items[0]?.state;
  };
  return { react, settle, duties, openTurn, store };
};

const turn = (kind: string, cycle: number) => `${kind}:${datasetId}:${cycle}`;

describe('what releases and withdrawals mean for duties', () => {
  test('a first release opens both, a second closes the update duty and opens its next turn', async () => {
    const { react, settle, duties } = world();
    await react(released(1, '2025-06-16'));
    await react(released(2, '2025-07-01'));
    await settle(() => 1);
    expect(await duties()).toEqual([
      [turn('open-data-update', 1), 'fulfilled', '2025-09-16'],
      [turn('open-data-update', 2), 'open', '2025-10-01'],
      [turn('open-data-review', 1), 'open', '2025-12-16'],
    ]);
  });

  test('however often each is told, and told again late, it comes to the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 40, maxLength: 40 }),
        async (repeats) => {
          const times = () => repeats.pop() ?? 1;
          const { react, settle, duties } = world();
          const history = [released(1, '2025-06-16'), released(2, '2025-07-01'), withdrawn];
          for (const one of history) {
            for (let n = times(); n > 0; n -= 1) await react(one);
            await settle(times);
          }
          for (const late of history) await react(late);
          await settle(times);
          expect(await duties()).toEqual([
            [turn('open-data-update', 1), 'fulfilled', '2025-09-16'],
            [turn('open-data-update', 2), 'waived', '2025-10-01'],
            [turn('open-data-review', 1), 'waived', '2025-12-16'],
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  const first = { number: 1, day: '2025-06-16' };

  test('a release that was taken back updated nothing: the open turn runs from the one that stands, and says why', async () => {
    const { react, settle, duties, openTurn } = world();
    await react(released(1, '2025-06-16'));
    await react(released(2, '2025-07-01'));
    await settle(() => 1);
    for (let n = 0; n < 3; n += 1) await react(takenBack(2, first));
    expect(await duties()).toEqual([
      [turn('open-data-update', 1), 'fulfilled', '2025-09-16'],
      [turn('open-data-update', 2), 'open', '2025-09-16'],
      [turn('open-data-review', 1), 'open', '2025-12-16'],
    ]);
    const open = await openTurn();
    expect(open?.earlierDeadlines).toMatchObject([{ because: 'release-withdrawn' }]);
    expect(open?.earlierDeadlines?.[0]?.why).toContain('01/07/2025');
    expect(open?.untoldSince).toBe('2025-07-20');
    await react(released(3, '2025-08-01'));
    await settle(() => 1);
    expect((await duties()).slice(1, 3)).toEqual([
      [turn('open-data-update', 2), 'fulfilled', '2025-09-16'],
      [turn('open-data-update', 3), 'open', '2025-11-03'],
    ]);
  });

  test('an earlier release that is taken back moves no day', async () => {
    const { react, settle, duties } = world();
    await react(released(1, '2025-06-16'));
    await react(released(2, '2025-07-01'));
    await settle(() => 1);
    await react(takenBack(1, undefined));
    expect((await duties())[1]).toEqual([turn('open-data-update', 2), 'open', '2025-10-01']);
  });

  test('of several, taken back one after the other, the day goes back with each', async () => {
    const { react, settle, duties } = world();
    await react(released(1, '2025-06-16'));
    await react(released(2, '2025-07-01'));
    await settle(() => 1);
    await react(released(3, '2025-07-10'));
    await settle(() => 1);
    await react(takenBack(3, { number: 2, day: '2025-07-01' }, '2025-07-20'));
    expect((await duties())[2]).toEqual([turn('open-data-update', 3), 'open', '2025-10-01']);
    await react(takenBack(2, first, '2025-07-21'));
    expect((await duties())[2]).toEqual([turn('open-data-update', 3), 'open', '2025-09-16']);
  });

  test('what the agency reviewed since still counts', async () => {
    const { react, settle, duties, openTurn, store } = world();
    await react(released(1, '2025-06-16'));
    const open = await openTurn();
    await changeCase(store, () => uuidFrom(sha256('a review')), dutiesCapability, {
      caseId: dutyCaseId(open!.id),
      context: { at: Instant.parse('2025-06-25T03:00:00.000Z'), by: { kind: 'system', name: 'test' } },
      decide: (duty) => confirmNoChange({ agencies: [theDeptOfHealth], on: localDate('2025-06-25') }, duty),
    });
    await settle(() => 1);
    await react(released(2, '2025-07-01'));
    await settle(() => 1);
    await react(takenBack(2, first));
    expect((await duties())[2]).toEqual([turn('open-data-update', 3), 'open', '2025-09-25']);
  });

  test('taken back before its turn has opened, the turn opens with the right day', async () => {
    const { react, settle, openTurn, store } = world();
    for (const [i, fact] of [
      ...untilPublished,
      uploadReceived(secondUpload),
      checkPassed(secondUpload),
      releaseSubmitted(2, secondUpload),
      releaseApproved(2, secondUpload),
      releasePublished(2, '2025-07-01'),
      releaseWithdrawn(2, asPublished(1)),
    ].entries())
      await changeCase(store, () => uuidFrom(sha256(`fact ${i}`)), publishing, {
        caseId: caseIdOf('dataset', datasetId),
        context: { at: Instant.parse('2025-07-01T03:00:00.000Z'), by: { kind: 'system', name: 'test' } },
        decide: () => [fact],
      });
    await react(released(1, '2025-06-16'));
    await react(released(2, '2025-07-01'));
    await react(takenBack(2, first));
    await settle(() => 2);
    expect((await openTurn())?.deadline).toMatchObject({ kind: 'known', dueOn: '2025-09-16' });
  });
});
