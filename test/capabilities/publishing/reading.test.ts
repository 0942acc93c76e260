import { describe, expect, it } from 'vitest';
import type { PublishingEvent } from '../../../events/publishing.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import type { Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import {
  aDeclaration,
  aPassedCheck,
  checkFailed,
  checkPassed,
  datasetCreated,
  firstUpload,
  readingChosen,
  releaseSubmitted,
  secondUpload,
  theColleague,
  theCreation,
  theFocalOfficer,
  thirdUpload,
  untilChecked,
  untilSubmitted,
  uploadReceived,
} from '../../fixtures/datasets.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';

const wrongState = (status: string) => ({ refused: 'wrong-state', facts: { status } });
/** Facts done by the focal officer, as in life. */
const after = (facts: typeof untilChecked) =>
  given(publishing, facts, {
    ...aContext(),
    by: { kind: 'person', ref: theFocalOfficer, role: 'focal', agency: theCreation.agency },
  });

describe('choosing how a file is read', () => {
  const choose =
    (of = firstUpload, uploadId = secondUpload) =>
    (state: Dataset | undefined) =>
      decide.chooseReading(
        { uploadId, of, readingSha256: sha256('{"encoding":"tcvn3"}'), by: theFocalOfficer },
        state,
      );
  it('begins a new check of the same file, whether the one before passed or failed', () => {
    const state = after(untilChecked).when(choose()).thenFacts(readingChosen());
    expect(state?.draft?.upload).toEqual({
      id: secondUpload,
      fileName: 'Cơ sở bán lẻ thuốc.csv',
      bytes: 48213,
      by: theFocalOfficer,
      readBy: theFocalOfficer,
      check: 'running',
    });
    after([datasetCreated, uploadReceived(), checkFailed()]).when(choose()).thenFacts(readingChosen());
  });
  it('holds for the files that come after', () => {
    const state = after([...untilChecked, readingChosen()])
      .when((it) =>
        decide.receiveUpload({ uploadId: thirdUpload, fileName: 'a.csv', bytes: 1, by: theFocalOfficer }, it),
      )
      .thenFacts({
        type: 'UploadReceived',
        data: { uploadId: thirdUpload, fileName: 'a.csv', bytes: 1, by: theFocalOfficer },
      });
    expect(state?.reading).toBe(secondUpload);
  });
  it('is about the file that was seen, and happens once', () => {
    after([...untilChecked, uploadReceived(thirdUpload), checkPassed(thirdUpload)])
      .when(choose())
      .thenRefused({ refused: 'file-changed' });
    after([...untilChecked, readingChosen()])
      .when(choose())
      .thenFacts();
  });
  it('waits for a check that is under way', () => {
    after([datasetCreated, uploadReceived()]).when(choose()).thenRefused({ refused: 'check-running' });
  });
  it('is not open for a file that was held back before it was read', () => {
    const heldBack: PublishingEvent = {
      type: 'CheckFailed',
      data: { uploadId: firstUpload, problems: [{ code: 'malware-found', count: 1 }] },
    };
    after([datasetCreated, uploadReceived(), heldBack])
      .when(choose())
      .thenRefused({ refused: 'file-unread' });
  });
  it('is too late once it was submitted, and needs a file', () => {
    after(untilSubmitted).when(choose()).thenRefused(wrongState('submitted'));
    after([datasetCreated]).when(choose()).thenRefused(wrongState('draft'));
    after([]).when(choose()).thenRefused({ refused: 'not-found' });
  });
});

describe('submitting what was guessed about', () => {
  const guessed: PublishingEvent = {
    type: 'CheckPassed',
    data: { uploadId: firstUpload, ...aPassedCheck, guesses: 2 },
  };
  const submit = (confirmsGuesses?: boolean) => (state: Dataset | undefined) =>
    decide.submitRelease(
      {
        uploadId: firstUpload,
        declaration: aDeclaration,
        notes: '',
        ...(confirmsGuesses === undefined ? {} : { confirmsGuesses }),
      },
      state,
    );
  const facts = [datasetCreated, uploadReceived(), guessed];
  it('is refused until a person has looked at the guesses', () => {
    after(facts)
      .when(submit())
      .thenRefused({ refused: 'guesses-unconfirmed', facts: { count: 2 } });
    after(facts)
      .when(submit(false))
      .thenRefused({ refused: 'guesses-unconfirmed', facts: { count: 2 } });
  });
  it('records how many were found right, and by whom', () => {
    after(facts)
      .when(submit(true))
      .thenFacts({
        type: 'ReleaseSubmitted',
        data: {
          uploadId: firstUpload,
          number: 1,
          declaration: aDeclaration,
          notes: '',
          guessesConfirmed: 2,
        },
      });
  });
});

describe('four eyes', () => {
  it('keep the one who chose how the file is read from deciding on it', () => {
    const facts = [
      ...untilChecked,
      readingChosen(secondUpload, firstUpload, theColleague),
      checkPassed(secondUpload),
      releaseSubmitted(1, secondUpload),
    ];
    after(facts)
      .when((state) => decide.approveRelease({ by: theColleague, uploadId: secondUpload }, state))
      .thenRefused({ refused: 'four-eyes' });
    after(facts)
      .when((state) =>
        decide.returnRelease({ by: theColleague, uploadId: secondUpload, reasons: 'Cột sai' }, state),
      )
      .thenRefused({ refused: 'four-eyes' });
  });
});
