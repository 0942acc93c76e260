import { describe, expect, it } from 'vitest';
import { envelop } from '../../../shared/capabilities/change-case.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import {
  latestRelease,
  releaseCount,
  standingBefore,
  standingCount,
  type Dataset,
  type Release,
} from '../../../shared/capabilities/publishing/model.ts';
import { entryOf } from '../../../shared/capabilities/publishing/views/catalogue-entry.ts';
import {
  asPublished as fromLedger,
  concernedBy,
  withdrawRelease,
} from '../../../shared/capabilities/publishing/withdraw-release.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { caseIdOf, UploadId, uuidFrom } from '../../../shared/kernel/ids.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import {
  asPublished,
  checkPassed,
  datasetWithdrawn,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  releaseWithdrawn,
  secondUpload,
  theCreation,
  theFocalOfficer,
  theDepartmentOfficer,
  thirdUpload,
  untilApproved,
  untilPublished,
  uploadReceived,
} from '../../fixtures/datasets.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';

const someUpload = UploadId.parse(uuidFrom(sha256('lượt tải lên thứ tư')));

type Facts = Parameters<typeof given<Dataset, (typeof untilPublished)[number]>>[1];
const after = (facts: Facts) => given(publishing, facts);

const approved = (number: number, id: typeof secondUpload) => [
  uploadReceived(id),
  checkPassed(id),
  releaseSubmitted(number, id),
  releaseApproved(number, id),
];
const twice = [...untilPublished, ...approved(2, secondUpload), releasePublished(2, '2025-06-20')];
const thrice = [...twice, ...approved(3, thirdUpload), releasePublished(3, '2025-06-25', thirdUpload)];
const third = { ...asPublished(3, '2025-06-25'), uploadId: thirdUpload };
const all: readonly Release[] = [asPublished(1), asPublished(2, '2025-06-20'), third];

const take =
  (number: number, published = all) =>
  (state: Dataset | undefined) =>
    withdrawRelease(
      {
        number,
        reason: 'Cột điện thoại có số riêng của chủ cơ sở',
        on: localDate('2025-07-01'),
        published,
      },
      state,
    );
const newestTaken = releaseWithdrawn(3, asPublished(2, '2025-06-20'), third);
const secondTaken = releaseWithdrawn(2, undefined, asPublished(2, '2025-06-20'));

describe('taking one release back', () => {
  it('of the newest makes the one before it the newest again, whole as it was', () => {
    const state = after(thrice).when(take(3)).thenFacts(newestTaken) as Dataset;
    expect(latestRelease(state)).toEqual(asPublished(2, '2025-06-20'));
    expect(state.releases.map(({ number }) => number)).toEqual([1, 2]);
    expect(state.withdrawnReleases).toMatchObject([{ number: 3, on: '2025-07-01', uploadId: thirdUpload }]);
    expect(entryOf(state)).toMatchObject({ release: 2, publishedOn: '2025-06-20' });
  });

  it('of an earlier one leaves the newest alone, and counts one less in the catalogue', () => {
    const state = after(thrice).when(take(2)).thenFacts(secondTaken) as Dataset;
    expect(state.releases.map(({ number }) => number)).toEqual([1, 3]);
    expect(latestRelease(state)?.columns).toBeDefined();
    expect(entryOf(state)).toMatchObject({ release: 3, standing: 2 });
    expect(standingBefore(state, 3)).toBe(1);
    expect(standingBefore(state, 1)).toBeUndefined();
  });

  it('never gives its number again: the next release counts on', () => {
    const { state } = after([...thrice, newestTaken, uploadReceived(someUpload)]);
    expect(releaseCount(state as Dataset)).toBe(3);
    expect(state?.draft?.number).toBe(4);
  });

  it('knows its file again when the message of its arrival comes once more', () => {
    after([...thrice, newestTaken])
      .when((it) =>
        decide.receiveUpload({ uploadId: thirdUpload, fileName: 'a.csv', bytes: 9, by: theFocalOfficer }, it),
      )
      .thenFacts();
  });

  it('may happen one after the other, down to the last, which only goes with the dataset', () => {
    const one = after([...thrice, newestTaken])
      .when(take(2))
      .thenFacts(releaseWithdrawn(2, asPublished(1), asPublished(2, '2025-06-20'))) as Dataset;
    expect(latestRelease(one)?.number).toBe(1);
    expect(standingCount(one)).toBe(1);
    const facts = [...thrice, secondTaken, releaseWithdrawn(3, asPublished(1), third)];
    after(facts)
      .when(take(1))
      .thenRefused({ refused: 'only-release', facts: { number: 1 } });
    after(untilPublished)
      .when(take(1))
      .thenRefused({ refused: 'only-release', facts: { number: 1 } });
  });

  it('happens once, and only to what was published', () => {
    after([...thrice, newestTaken])
      .when(take(3))
      .thenRefused({ refused: 'release-withdrawn', facts: { number: 3 } });
    after(thrice).when(take(4)).thenRefused({ refused: 'not-found' });
    after([]).when(take(1)).thenRefused({ refused: 'not-found' });
    after([...untilPublished, ...approved(2, secondUpload)])
      .when(take(2))
      .thenRefused({ refused: 'not-found' });
    after(untilApproved).when(take(1)).thenRefused({ refused: 'not-found' });
    after([...thrice, datasetWithdrawn])
      .when(take(2))
      .thenRefused({ refused: 'wrong-state', facts: { status: 'withdrawn' } });
  });

  it('is asked again where another act changed meanwhile what it is about', () => {
    // Somebody took back the second: the first becomes the newest, and nobody asked the ledger for it.
    after([...thrice, secondTaken])
      .when(take(3, all.slice(1)))
      .thenRefused({ refused: 'conflict' });
    // A newer one was published: the third is not the newest any more, and what was asked for is enough.
    const fourth = [...approved(4, someUpload), releasePublished(4, '2025-06-30', someUpload)];
    after([...thrice, ...fourth])
      .when(take(3, all.slice(1)))
      .thenFacts(releaseWithdrawn(3, undefined, third));
  });

  it('leaves alone what waits for approval, and what is being put in place', () => {
    const waiting = approved(4, someUpload);
    for (const facts of [waiting.slice(0, 3), waiting]) {
      const state = after([...thrice, ...facts])
        .when(take(3))
        .thenFacts(newestTaken);
      expect(state?.draft).toMatchObject({ number: 4, upload: { id: someUpload } });
    }
    after([...thrice, ...waiting, newestTaken])
      .when((it) =>
        decide.recordPublication(
          { number: 4, publishedOn: localDate('2025-07-02'), files: asPublished().files },
          it,
        ),
      )
      .thenFacts(releasePublished(4, '2025-07-02', someUpload));
  });

  it('is offered to owner and Department while another release stands', () => {
    const offered = (facts: Facts, ownsIt: boolean, isDepartment: boolean) =>
      decide
        .actsOpenTo(after(facts).state as Dataset, { ref: theDepartmentOfficer, ownsIt, isDepartment })
        .includes('withdraw-release');
    expect(offered(twice, true, false)).toBe(true);
    expect(offered(twice, false, true)).toBe(true);
    expect(offered(twice, false, false)).toBe(false);
    expect(offered(untilPublished, true, true)).toBe(false);
    expect(offered([...twice, datasetWithdrawn], true, true)).toBe(false);
  });
});

describe('what the ledger says of a release', () => {
  const caseId = caseIdOf('dataset', theCreation.datasetId);
  const events = envelop(thrice, publishing.definitions, { caseId, afterVersion: 0 }, aContext(), () =>
    uuidFrom(sha256('event')),
  );

  it('is what it was when it was the newest', () => {
    expect(fromLedger(events, [1, 3])).toEqual([asPublished(1), third]);
    expect(fromLedger(events, [7])).toEqual([]);
  });

  it('is asked of the release, and of the one that follows it as the newest', () => {
    expect(concernedBy(after(thrice).state as Dataset, 3)).toEqual([3, 2]);
    expect(concernedBy(after([...thrice, secondTaken]).state as Dataset, 3)).toEqual([3, 1]);
    expect(concernedBy(after(thrice).state as Dataset, 1)).toEqual([1]);
  });
});
