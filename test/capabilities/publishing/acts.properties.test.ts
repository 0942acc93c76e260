import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublishingEvent } from '../../../events/publishing.ts';
import type { CommandContext } from '../../../shared/capabilities/case-store.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import { evolve } from '../../../shared/capabilities/publishing/evolve.ts';
import { indexesOf } from '../../../shared/capabilities/publishing/indexes.ts';
import { releaseCount, statusOf, type Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { entryOf } from '../../../shared/capabilities/publishing/views/catalogue-entry.ts';
import { withdrawRelease } from '../../../shared/capabilities/publishing/withdraw-release.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { UploadId, uuidFrom, type PersonRef } from '../../../shared/kernel/ids.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import {
  aDeclaration,
  aPassedCheck,
  someMetadata,
  theColleague,
  theCreation,
  theCsv,
  theDepartmentOfficer,
  theFocalOfficer,
} from '../../fixtures/datasets.ts';
import { aContext } from '../../fixtures/given-when-then.ts';

const people = [theFocalOfficer, theColleague, theDepartmentOfficer];
const uploads = [1, 2, 3, 4].map((n) => UploadId.parse(uuidFrom(sha256(`upload ${n}`))));
const person = fc.constantFrom(...people);
const uploadId = fc.constantFrom(...uploads);

type Step = {
  by: PersonRef;
  decide: (dataset: Dataset | undefined) => decide.Decision;
};

const reasons = 'Cột địa chỉ còn thiếu ba giá trị';
const withdrawal = { reason: 'Tệp có số điện thoại cá nhân', on: localDate('2025-07-01') };

/** The ledger knows every release whole; here what the state has of it is enough. */
const takeBack = (number: number, dataset: Dataset | undefined) =>
  withdrawRelease({ ...withdrawal, number, published: dataset?.releases ?? [] }, dataset);

/** The file whoever opens the dataset now sees; without one there is nothing to name. */
const seen = (dataset: Dataset | undefined): UploadId =>
  dataset?.draft?.upload.id ?? UploadId.parse(uuidFrom(sha256('no upload')));
/** What a screen shows: mostly the file that lies there, sometimes one that did. */
const shown = fc.option(uploadId, { freq: 3 });

const readingSha256 = sha256('{}');

/** Anything anybody might ask, in any order, sensible or not. */
const step: fc.Arbitrary<Step> = fc.oneof(
  person.map((by): Step => ({ by, decide: (d) => decide.createDataset(theCreation, d) })),
  person.map((by): Step => ({ by, decide: (d) => decide.changeMetadata({ metadata: someMetadata() }, d) })),
  fc.tuple(person, uploadId).map(([by, id]): Step => ({
    by,
    decide: (d) => decide.receiveUpload({ uploadId: id, fileName: 'thuoc.csv', bytes: 9, by }, d),
  })),
  fc.tuple(person, uploadId, shown).map(([by, id, of]): Step => ({
    by,
    decide: (d) => decide.chooseReading({ uploadId: id, of: of ?? seen(d), readingSha256, by }, d),
  })),
  fc.tuple(person, uploadId, fc.boolean()).map(([by, id, passes]): Step => ({
    by,
    decide: (d) =>
      decide.recordCheck(
        {
          uploadId: id,
          outcome: passes
            ? { passed: true, ...aPassedCheck }
            : { passed: false, problems: [{ code: 'empty', count: 1 }] },
        },
        d,
      ),
  })),
  fc.tuple(person, shown).map(([by, id]): Step => ({
    by,
    decide: (d) => decide.submitRelease({ uploadId: id ?? seen(d), declaration: aDeclaration, notes: '' }, d),
  })),
  fc.tuple(person, shown).map(([by, id]): Step => ({
    by,
    decide: (d) => decide.approveRelease({ by, uploadId: id ?? seen(d) }, d),
  })),
  fc.tuple(person, shown).map(([by, id]): Step => ({
    by,
    decide: (d) => decide.returnRelease({ by, uploadId: id ?? seen(d), reasons }, d),
  })),
  fc.tuple(person, fc.integer({ min: 1, max: 3 })).map(([by, number]): Step => ({
    by,
    decide: (d) =>
      decide.recordPublication({ number, publishedOn: localDate('2025-06-16'), files: [theCsv] }, d),
  })),
  person.map((by): Step => ({ by, decide: (d) => decide.withdrawDataset(withdrawal, d) })),
);

const takingBack: fc.Arbitrary<Step[]> = fc
  .tuple(person, fc.integer({ min: 1, max: 4 }))
  .map(([by, number]) => [{ by, decide: (d) => takeBack(number, d) }]);

/** How far a dataset goes before something else happens: often all the way, sometimes it stops in between. */
const stops = fc.oneof(
  { weight: 2, arbitrary: fc.constant(5) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
);

/** Steps that go forward come more often than chance would have it, so that lives are long enough to be interesting. */
const forward: fc.Arbitrary<Step[]> = fc
  .tuple(uploadId, fc.tuple(person, person), stops)
  .map(([id, [one, two], stop]) => {
    const way: Step[] = [
      {
        by: one,
        decide: (d) => decide.receiveUpload({ uploadId: id, fileName: 'a.csv', bytes: 9, by: one }, d),
      },
      {
        by: one,
        decide: (d) => decide.recordCheck({ uploadId: id, outcome: { passed: true, ...aPassedCheck } }, d),
      },
      {
        by: one,
        decide: (d) => decide.submitRelease({ uploadId: id, declaration: aDeclaration, notes: '' }, d),
      },
      { by: two, decide: (d) => decide.approveRelease({ by: two, uploadId: id }, d) },
      {
        by: two,
        decide: (d) =>
          decide.recordPublication(
            { number: (d ? releaseCount(d) : 0) + 1, publishedOn: localDate('2025-06-16'), files: [theCsv] },
            d,
          ),
      },
    ];
    return way.slice(0, stop);
  });

const contextOf = (ref: PersonRef): CommandContext => ({
  ...aContext(),
  by: { kind: 'person', ref, role: 'focal', agency: theCreation.agency },
});

type Life = { state: Dataset | undefined; facts: { fact: PublishingEvent; by: PersonRef }[] };

const live = (steps: readonly Step[]): Life => {
  const life: Life = { state: undefined, facts: [] };
  for (const { by, decide: ask } of steps) {
    const decided = ask(life.state);
    if (isRefusal(decided)) continue;
    for (const fact of decided) {
      life.state = evolve(life.state, fact, contextOf(by));
      life.facts.push({ fact, by });
    }
  }
  return life;
};

const begin: Step = { by: theFocalOfficer, decide: (d) => decide.createDataset(theCreation, d) };
const aLife = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: step.map((one) => [one]) },
      { weight: 2, arbitrary: forward },
      { weight: 1, arbitrary: takingBack },
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => live([begin, ...parts.flat()]));

/** Long enough that there are several releases to take back. */
const aLongLife = fc
  .array(fc.oneof({ weight: 3, arbitrary: forward }, { weight: 1, arbitrary: takingBack }), {
    minLength: 8,
    maxLength: 16,
  })
  .map((parts) => live([begin, ...parts.flat()]));

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
