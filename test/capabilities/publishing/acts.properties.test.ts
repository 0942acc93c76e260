import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublishingEvent } from '../../../events/publishing.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import { evolve } from '../../../shared/capabilities/publishing/evolve.ts';
import { indexesOf } from '../../../shared/capabilities/publishing/indexes.ts';
import { statusOf, type Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { entryOf } from '../../../shared/capabilities/publishing/views/catalogue-entry.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { UploadId, uuidFrom, type PersonRef } from '../../../shared/kernel/ids.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import {
  aDeclaration,
  aPassedCheck,
  someMetadata,
  theCsv,
  theFocalOfficer,
} from '../../fixtures/datasets.ts';
import { aContext } from '../../fixtures/given-when-then.ts';
import {
  aLife,
  aLongLife,
  contextOf,
  person,
  readingSha256,
  reasons,
  seen,
  takeBack,
  uploadId,
  withdrawal,
} from './lives.ts';

const neverSeen = UploadId.parse(uuidFrom(sha256('never seen')));

/** What each act asks of the domain, as the endpoints ask it. */
const asked: Record<decide.Act, (dataset: Dataset, ref: PersonRef) => boolean> = {
  'change-metadata': (d) => !isRefusal(decide.changeMetadata({ metadata: someMetadata() }, d)),
  upload: (d, by) =>
    !isRefusal(decide.receiveUpload({ uploadId: neverSeen, fileName: 'a.csv', bytes: 1, by }, d)),
  'choose-reading': (d, by) =>
    !isRefusal(decide.chooseReading({ uploadId: neverSeen, of: seen(d), readingSha256, by }, d)),
  submit: (d) =>
    !isRefusal(decide.submitRelease({ uploadId: seen(d), declaration: aDeclaration, notes: '' }, d)),
  approve: (d, by) => !isRefusal(decide.approveRelease({ by, uploadId: seen(d) }, d)),
  return: (d, by) => !isRefusal(decide.returnRelease({ by, uploadId: seen(d), reasons }, d)),
  'withdraw-release': (d) => d.releases.some(({ number }) => !isRefusal(takeBack(number, d))),
  withdraw: (d) => !isRefusal(decide.withdrawDataset(withdrawal, d)),
};
const acts = Object.keys(asked) as decide.Act[];
const ownersActs: decide.Act[] = [
  'change-metadata',
  'upload',
  'choose-reading',
  'submit',
  'withdraw-release',
  'withdraw',
];
const departmentsActs: decide.Act[] = ['approve', 'return', 'withdraw-release', 'withdraw'];

describe('over any life of a dataset', () => {
  it('what is offered is accepted, and what is accepted is offered to whoever may ask', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(aLife, person, fc.boolean(), fc.boolean(), ({ state }, ref, ownsIt, isDepartment) => {
        if (!state) throw new Error('a life begins');
        const offered = decide.actsOpenTo(state, { ref, ownsIt, isDepartment });
        for (const act of acts) {
          const mayAsk =
            (ownsIt && ownersActs.includes(act)) || (isDepartment && departmentsActs.includes(act));
          expect([act, offered.includes(act)]).toEqual([act, mayAsk && asked[act](state, ref)]);
          if (offered.includes(act)) seen.add(act);
        }
        seen.add(statusOf(state));
      }),
      { numRuns: 500 },
    );
    // The property means nothing if the lives never get anywhere.
    expect([...seen].sort()).toEqual(
      [...acts, 'approved', 'draft', 'published', 'submitted', 'withdrawn'].sort(),
    );
  });

  it('no release was approved by the one who submitted it, sent its file or chose how it is read', () => {
    let approvals = 0;
    fc.assert(
      fc.property(aLife, ({ facts }) => {
        let [sender, reader, submitter] = ['', '', ''];
        for (const { fact, by } of facts) {
          if (fact.type === 'UploadReceived') [sender, reader] = [fact.data.by, ''];
          if (fact.type === 'ReadingChosen') reader = fact.data.by;
          if (fact.type === 'ReleaseSubmitted') submitter = by;
          if (fact.type !== 'ReleaseApproved') continue;
          approvals += 1;
          expect([sender, reader, submitter]).not.toContain(by);
        }
      }),
      { numRuns: 300 },
    );
    expect(approvals).toBeGreaterThan(50);
  });

  it('what was submitted, approved and published is the file that its deciders named', () => {
    fc.assert(
      fc.property(aLife, ({ facts }) => {
        let received: string | undefined;
        for (const { fact } of facts) {
          if (fact.type === 'UploadReceived' || fact.type === 'ReadingChosen') received = fact.data.uploadId;
          if (['ReleaseSubmitted', 'ReleaseApproved', 'ReleaseReturned'].includes(fact.type))
            expect(fact.data).toMatchObject({ uploadId: received });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('releases count up from one without a gap, no number comes twice, and one that stands never changes', () => {
    let takenBack = 0;
    fc.assert(
      fc.property(fc.oneof(aLife, aLongLife), ({ facts }) => {
        let state: Dataset | undefined;
        const published: number[] = [];
        const gone = new Set<number>();
        for (const { fact, by } of facts) {
          const before = state?.releases ?? [];
          state = evolve(state, fact, contextOf(by));
          if (fact.type === 'ReleasePublished') published.push(fact.data.number);
          if (fact.type === 'ReleaseWithdrawn') gone.add(fact.data.number);
          for (const was of before) {
            const is = state.releases.find(({ number }) => number === was.number);
            expect(is && { ...is, columns: undefined }).toEqual(
              gone.has(was.number) ? undefined : { ...was, columns: undefined },
            );
          }
          expect(published).toEqual(published.map((_, i) => i + 1));
          expect(state.releases.map(({ number }) => number)).toEqual(published.filter((n) => !gone.has(n)));
          // An address that was public has something to say until the whole dataset is withdrawn.
          expect(state.releases.length > 0).toBe(published.length > 0);
        }
        takenBack += gone.size;
      }),
      { numRuns: 300 },
    );
    expect(takenBack).toBeGreaterThan(20);
  });

  it('every fact that was decided satisfies its definition, and the state is found and shown', () => {
    fc.assert(
      fc.property(aLife, ({ state, facts }) => {
        for (const { fact } of facts) {
          const definition = publishing.definitions.find(({ type }) => type === fact.type);
          expect(definition?.data.parse(fact.data)).toEqual(fact.data);
        }
        if (!state) throw new Error('a life begins');
        expect(indexesOf(state, aContext()).status?.[0]).toBe(`dataset#${statusOf(state)}`);
        const entry = entryOf(state);
        expect(entry !== undefined).toBe(state.releases.length > 0 && !state.withdrawal);
      }),
      { numRuns: 200 },
    );
  });

  it('asking the same again changes nothing more where a message may come twice', () => {
    fc.assert(
      fc.property(aLife, uploadId, ({ state }, id) => {
        const twice = (ask: (d: Dataset | undefined) => decide.Decision) => {
          const first = ask(state);
          if (isRefusal(first)) return;
          const next = first.reduce<Dataset | undefined>(
            (d, fact) => evolve(d, fact, contextOf(theFocalOfficer)),
            state,
          );
          expect(ask(next)).toEqual([]);
        };
        twice((d) =>
          decide.receiveUpload({ uploadId: id, fileName: 'a.csv', bytes: 9, by: theFocalOfficer }, d),
        );
        twice((d) => decide.recordCheck({ uploadId: id, outcome: { passed: true, ...aPassedCheck } }, d));
        twice((d) =>
          decide.recordPublication(
            { number: state?.draft?.number ?? 1, publishedOn: localDate('2025-06-16'), files: [theCsv] },
            d,
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});

it('every fact of publishing has a place in the state, and none comes before the creation', () => {
  for (const { type } of publishing.definitions) {
    if (type === 'DatasetCreated') continue;
    const fact = { type, data: {} } as unknown as PublishingEvent;
    expect(() => evolve(undefined, fact, aContext()), type).toThrow('A dataset begins with DatasetCreated');
  }
});
