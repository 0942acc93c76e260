import fc from 'fast-check';
import type { PublishingEvent } from '../../../events/publishing.ts';
import type { CommandContext } from '../../../shared/capabilities/case-store.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import { evolve } from '../../../shared/capabilities/publishing/evolve.ts';
import { releaseCount, type Dataset } from '../../../shared/capabilities/publishing/model.ts';
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
export const person = fc.constantFrom(...people);
export const uploadId = fc.constantFrom(...uploads);

type Step = {
  by: PersonRef;
  decide: (dataset: Dataset | undefined) => decide.Decision;
};

export const reasons = 'Cột địa chỉ còn thiếu ba giá trị';
export const withdrawal = { reason: 'Tệp có số điện thoại cá nhân', on: localDate('2025-07-01') };

/** The ledger knows every release whole; here what the state has of it is enough. */
export const takeBack = (number: number, dataset: Dataset | undefined) =>
  withdrawRelease({ ...withdrawal, number, published: dataset?.releases ?? [] }, dataset);

/** The file whoever opens the dataset now sees; without one there is nothing to name. */
export const seen = (dataset: Dataset | undefined): UploadId =>
  dataset?.draft?.upload.id ?? UploadId.parse(uuidFrom(sha256('no upload')));
/** What a screen shows: mostly the file that lies there, sometimes one that did. */
const shown = fc.option(uploadId, { freq: 3 });

export const readingSha256 = sha256('{}');

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

export const contextOf = (ref: PersonRef): CommandContext => ({
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
export const aLife = fc
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
export const aLongLife = fc
  .array(fc.oneof({ weight: 3, arbitrary: forward }, { weight: 1, arbitrary: takingBack }), {
    minLength: 8,
    maxLength: 16,
  })
  .map((parts) => live([begin, ...parts.flat()]));
