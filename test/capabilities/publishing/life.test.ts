import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../shared/capabilities/case-store.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import { statusOf, type Dataset } from '../../../shared/capabilities/publishing/model.ts';
import type { PersonRef } from '../../../shared/kernel/ids.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import {
  aDeclaration,
  aPassedCheck,
  checkFailed,
  checkPassed,
  datasetCreated,
  datasetWithdrawn,
  firstUpload,
  releaseApproved,
  releasePublished,
  releaseReturned,
  releaseSubmitted,
  secondUpload,
  someMetadata,
  theColleague,
  theContact,
  theCreation,
  theCsv,
  theDepartmentOfficer,
  theFocalOfficer,
  untilApproved,
  untilChecked,
  untilPublished,
  untilSubmitted,
  uploadReceived,
} from '../../fixtures/datasets.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';

const wrongState = (status: string) => ({ refused: 'wrong-state', facts: { status } });
const by = (ref: PersonRef): CommandContext => ({
  ...aContext(),
  by: { kind: 'person', ref, role: 'focal', agency: theCreation.agency },
});
/** Facts done by the focal officer, as in life. */
const after = (facts: typeof untilChecked) => given(publishing, facts, by(theFocalOfficer));
const publishedTwice = [
  ...untilPublished,
  uploadReceived(secondUpload),
  checkPassed(secondUpload),
  releaseSubmitted(2, secondUpload),
  releaseApproved(2, secondUpload),
  releasePublished(2, '2025-09-01'),
];
const metadata = someMetadata({ title: 'Cơ sở bán lẻ thuốc' });
const upload = { uploadId: secondUpload, fileName: 'thuoc-2.csv', bytes: 12, by: theColleague };

describe('creating a dataset', () => {
  const create = (state: Dataset | undefined) => decide.createDataset(theCreation, state);
  it('begins a draft with no release', () => {
    const state = after([]).when(create).thenFacts(datasetCreated);
    expect(state).toMatchObject({ slug: theCreation.slug, contact: theContact, releases: [] });
    expect(statusOf(state as Dataset)).toBe('draft');
  });
  it('happens once', () => {
    after([datasetCreated]).when(create).thenRefused(wrongState('draft'));
  });
});

describe('changing what a dataset says of itself', () => {
  const change = (state: Dataset | undefined) => decide.changeMetadata({ metadata }, state);
  const changed = { type: 'MetadataChanged' as const, data: { metadata } };
  it('is open before and after publication', () => {
    expect(after([datasetCreated]).when(change).thenFacts(changed)?.metadata).toEqual(metadata);
    expect(after(untilPublished).when(change).thenFacts(changed)?.releases).toHaveLength(1);
  });
  it('waits while somebody decides', () => {
    after(untilSubmitted).when(change).thenRefused(wrongState('submitted'));
    after(untilApproved).when(change).thenRefused(wrongState('approved'));
  });
  it('is over after withdrawal', () => {
    after([...untilPublished, datasetWithdrawn])
      .when(change)
      .thenRefused(wrongState('withdrawn'));
  });
  it('needs a dataset', () => after([]).when(change).thenRefused({ refused: 'not-found' }));
});

describe('a file that has arrived', () => {
  const receive = (state: Dataset | undefined) => decide.receiveUpload(upload, state);
  const received = { type: 'UploadReceived' as const, data: upload };
  it('opens the next release and is being checked', () => {
    const state = after(untilPublished).when(receive).thenFacts(received);
    expect(state?.draft).toMatchObject({ number: 2, phase: 'editing', upload: { check: 'running' } });
  });
  it('is received once, however often the store says so', () => {
    after([datasetCreated, received]).when(receive).thenFacts();
    after([datasetCreated, received, checkPassed(secondUpload)])
      .when(receive)
      .thenFacts();
    after(publishedTwice).when(receive).thenFacts();
  });
  it('replaces the file before it, whose check is forgotten', () => {
    const state = after(untilChecked).when(receive).thenFacts(received);
    expect(state?.draft?.upload).toEqual({
      ...upload,
      uploadId: undefined,
      id: secondUpload,
      check: 'running',
    });
  });
  it('is too late while the one before it waits for approval, or is approved', () => {
    after(untilSubmitted).when(receive).thenRefused(wrongState('submitted'));
    after(untilApproved).when(receive).thenRefused(wrongState('approved'));
  });
  it('is too late after withdrawal', () => {
    after([...untilPublished, datasetWithdrawn])
      .when(receive)
      .thenRefused(wrongState('withdrawn'));
  });
  it('keeps the reasons of the return it answers', () => {
    const state = after([...untilSubmitted, releaseReturned()])
      .when(receive)
      .thenFacts(received);
    expect(state?.draft?.returnedBecause).toBe('Cột địa chỉ còn thiếu ba giá trị');
  });
});

describe('the check of a file', () => {
  const passed: decide.CheckOutcome = { passed: true, ...aPassedCheck };
  const failed: decide.CheckOutcome = { passed: false, problems: [{ code: 'broken-quote', count: 2 }] };
  const record =
    (outcome: decide.CheckOutcome, uploadId = firstUpload) =>
    (state: Dataset | undefined) =>
      decide.recordCheck({ uploadId, outcome }, state);
  const running = [datasetCreated, uploadReceived()];
  it('that passes leaves counts, columns and files', () => {
    const state = after(running).when(record(passed)).thenFacts(checkPassed());
    expect(state?.draft?.upload).toMatchObject({ check: 'passed', rows: 612, files: [theCsv] });
  });
  it('that fails leaves the file unfit', () => {
    const state = after(running).when(record(failed)).thenFacts(checkFailed());
    expect(state?.draft?.upload.check).toBe('failed');
  });
  it('is recorded once', () => {
    after(untilChecked).when(record(passed)).thenFacts();
    after(untilChecked).when(record(failed)).thenFacts();
    after([...running, checkFailed()])
      .when(record(passed))
      .thenFacts();
  });
  it('of a file replaced meanwhile says nothing', () => {
    after([...running, uploadReceived(secondUpload)])
      .when(record(passed))
      .thenFacts();
    after([datasetCreated]).when(record(passed)).thenFacts();
  });
  it('needs a dataset', () => after([]).when(record(passed)).thenRefused({ refused: 'not-found' }));
});

describe('submitting', () => {
  const submit = (state: Dataset | undefined) =>
    decide.submitRelease(
      { uploadId: firstUpload, declaration: aDeclaration, notes: 'Số liệu quý II' },
      state,
    );
  it('records who stands for the four statements', () => {
    const state = after(untilChecked).when(submit).thenFacts(releaseSubmitted());
    expect(state?.draft).toMatchObject({
      phase: 'submitted',
      declaration: aDeclaration,
      submittedBy: theFocalOfficer,
    });
  });
  it('is about the file that was seen: one in its place is not submitted unseen', () => {
    after([...untilChecked, uploadReceived(secondUpload), checkPassed(secondUpload)])
      .when(submit)
      .thenRefused({ refused: 'file-changed' });
    after([...untilChecked, uploadReceived(secondUpload)])
      .when(submit)
      .thenRefused({ refused: 'file-changed' });
  });
  it('needs a file that passed its check', () => {
    after([datasetCreated]).when(submit).thenRefused(wrongState('draft'));
    after([datasetCreated, uploadReceived()]).when(submit).thenRefused(wrongState('draft'));
    after([datasetCreated, uploadReceived(), checkFailed()]).when(submit).thenRefused(wrongState('draft'));
    after(untilPublished).when(submit).thenRefused(wrongState('published'));
  });
  it('happens once', () => {
    after(untilSubmitted).when(submit).thenRefused(wrongState('submitted'));
    after(untilApproved).when(submit).thenRefused(wrongState('approved'));
  });
  it('again after a return answers the reasons', () => {
    const state = after([...untilSubmitted, releaseReturned()])
      .when(submit)
      .thenFacts(releaseSubmitted());
    expect(state?.draft?.returnedBecause).toBeUndefined();
  });
});

describe('four eyes', () => {
  const approve =
    (ref: PersonRef, uploadId = firstUpload) =>
    (state: Dataset | undefined) =>
      decide.approveRelease({ by: ref, uploadId }, state);
  const sendBack =
    (ref: PersonRef, uploadId = firstUpload) =>
    (state: Dataset | undefined) =>
      decide.returnRelease({ by: ref, uploadId, reasons: 'Cột địa chỉ còn thiếu ba giá trị' }, state);
  it('let another person approve', () => {
    const state = after(untilSubmitted).when(approve(theDepartmentOfficer)).thenFacts(releaseApproved());
    expect(statusOf(state as Dataset)).toBe('approved');
  });
  it('let another person return, with reasons, and the draft is open again', () => {
    const state = after(untilSubmitted).when(sendBack(theDepartmentOfficer)).thenFacts(releaseReturned());
    expect(state?.draft).toMatchObject({
      phase: 'editing',
      returnedBecause: 'Cột địa chỉ còn thiếu ba giá trị',
    });
  });
  it('keep the submitter from deciding', () => {
    after(untilSubmitted).when(approve(theFocalOfficer)).thenRefused({ refused: 'four-eyes' });
    after(untilSubmitted).when(sendBack(theFocalOfficer)).thenRefused({ refused: 'four-eyes' });
  });
  it('keep the one who sent the file from deciding on what a colleague submitted', () => {
    const facts = [
      datasetCreated,
      uploadReceived(firstUpload, theColleague),
      checkPassed(),
      releaseSubmitted(),
    ];
    after(facts).when(approve(theColleague)).thenRefused({ refused: 'four-eyes' });
    after(facts).when(sendBack(theColleague)).thenRefused({ refused: 'four-eyes' });
  });
  it("watch over the Department's own data too", () => {
    const facts = [datasetCreated, uploadReceived(firstUpload, theDepartmentOfficer), checkPassed()];
    const submitted = given(publishing, [...facts, releaseSubmitted()], by(theDepartmentOfficer));
    submitted.when(approve(theDepartmentOfficer)).thenRefused({ refused: 'four-eyes' });
    submitted.when(approve(theColleague)).thenFacts(releaseApproved());
  });
  it('decide on the file that was seen: one submitted in its place is looked at first', () => {
    const replaced = [
      ...untilSubmitted,
      releaseReturned(),
      uploadReceived(secondUpload),
      checkPassed(secondUpload),
      releaseSubmitted(1, secondUpload),
    ];
    after(replaced).when(approve(theDepartmentOfficer)).thenRefused({ refused: 'file-changed' });
    after(replaced).when(sendBack(theDepartmentOfficer)).thenRefused({ refused: 'file-changed' });
    after(replaced)
      .when(approve(theDepartmentOfficer, secondUpload))
      .thenFacts(releaseApproved(1, secondUpload));
    after(replaced)
      .when(sendBack(theDepartmentOfficer, secondUpload))
      .thenFacts(releaseReturned(1, secondUpload));
  });
  it('have nothing to decide on what was not submitted', () => {
    after([]).when(approve(theDepartmentOfficer)).thenRefused({ refused: 'not-found' });
    after(untilChecked).when(approve(theDepartmentOfficer)).thenRefused(wrongState('draft'));
    after(untilApproved).when(approve(theDepartmentOfficer)).thenRefused(wrongState('approved'));
    after(untilApproved).when(sendBack(theDepartmentOfficer)).thenRefused(wrongState('approved'));
    after(untilPublished).when(approve(theDepartmentOfficer)).thenRefused(wrongState('published'));
  });
});

describe('publication', () => {
  const record =
    (number = 1) =>
    (state: Dataset | undefined) =>
      decide.recordPublication({ number, publishedOn: localDate('2025-06-16'), files: [theCsv] }, state);
  it('makes the draft a release that does not change', () => {
    const state = after(untilApproved).when(record()).thenFacts(releasePublished());
    expect(state?.draft).toBeUndefined();
    expect(state?.releases).toMatchObject([
      { number: 1, uploadId: firstUpload, rows: 612, files: [theCsv], notes: 'Số liệu quý II' },
    ]);
    expect(statusOf(state as Dataset)).toBe('published');
  });
  it('is recorded once, also when told again after the next release', () => {
    after(untilPublished).when(record()).thenFacts();
    after(publishedTwice).when(record()).thenFacts();
  });
  it('happens to an approved release only', () => {
    after([]).when(record()).thenRefused({ refused: 'not-found' });
    after(untilSubmitted).when(record()).thenRefused(wrongState('submitted'));
    after(untilApproved).when(record(2)).thenRefused(wrongState('approved'));
  });
  it('of the next release leaves the first as it was', () => {
    const [first] = after(untilPublished).state?.releases ?? [];
    const { releases } = after(publishedTwice).state as Dataset;
    expect(releases.map(({ number, publishedOn }) => [number, publishedOn])).toEqual([
      [1, '2025-06-16'],
      [2, '2025-09-01'],
    ]);
    expect(releases[0]).toEqual({ ...first, columns: undefined });
    expect(releases[1]?.columns).toEqual(first?.columns);
  });
});
