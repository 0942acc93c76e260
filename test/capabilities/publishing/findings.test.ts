import { describe, expect, it } from 'vitest';
import type { PublishingEvent } from '../../../events/publishing.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import type { Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { FindingDecision, type FindingSummary } from '../../../shared/kernel/screening.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import {
  aDeclaration,
  aPassedCheck,
  checkPassed,
  datasetCreated,
  firstUpload,
  releaseReturned,
  secondUpload,
  theCreation,
  theFocalOfficer,
  uploadReceived,
} from '../../fixtures/datasets.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';

const after = (facts: readonly PublishingEvent[]) =>
  given(publishing, [...facts], {
    ...aContext(),
    by: { kind: 'person', ref: theFocalOfficer, role: 'focal', agency: theCreation.agency },
  });

const findings: FindingSummary[] = [
  { id: 'citizen-id.cell.2', kind: 'citizen-id', columnName: 'Số hồ sơ', count: 12 },
  { id: 'small-cell.cell.4', kind: 'small-cell', columnName: 'Số ca mắc', count: 3 },
];
const isCode: FindingDecision = {
  id: 'citizen-id.cell.2',
  decision: 'not-what-it-looks-like',
  reason: 'Mã hồ sơ do phần mềm một cửa cấp, trùng dạng',
};
const isLawful: FindingDecision = {
  id: 'small-cell.cell.4',
  decision: 'lawful-to-open',
  reason: 'Số liệu cấp huyện đã công bố trong niên giám',
};

const screened: PublishingEvent = {
  type: 'CheckPassed',
  data: { uploadId: firstUpload, ...aPassedCheck, findings },
};
const untilScreened = [datasetCreated, uploadReceived(), screened];

const submit =
  (decisions?: FindingDecision[], uploadId = firstUpload) =>
  (state: Dataset | undefined) =>
    decide.submitRelease(
      { uploadId, declaration: aDeclaration, notes: '', ...(decisions ? { findings: decisions } : {}) },
      state,
    );

const submitted = (decisions?: FindingDecision[], uploadId = firstUpload): PublishingEvent => ({
  type: 'ReleaseSubmitted',
  data: {
    uploadId,
    number: 1,
    declaration: aDeclaration,
    notes: '',
    ...(decisions ? { findings: decisions } : {}),
  },
});

describe('a check that found something', () => {
  it('keeps what and where, and nothing of the cells', () => {
    const state = after([datasetCreated, uploadReceived()])
      .when((it) =>
        decide.recordCheck(
          { uploadId: firstUpload, outcome: { passed: true, ...aPassedCheck, findings } },
          it,
        ),
      )
      .thenFacts(screened);
    expect(state?.draft?.upload.findings).toEqual(
      findings.map(({ id, kind, count }) => ({ id, kind, count })),
    );
  });
  it('that found nothing says nothing of it, as checks before this one did', () => {
    const state = after([datasetCreated, uploadReceived()])
      .when((it) =>
        decide.recordCheck(
          { uploadId: firstUpload, outcome: { passed: true, ...aPassedCheck, findings: [] } },
          it,
        ),
      )
      .thenFacts(checkPassed());
    expect(state?.draft?.upload).not.toHaveProperty('findings');
  });
});

describe('submitting what something was found in', () => {
  it('is refused until every finding is decided, and says how many are not', () => {
    after(untilScreened)
      .when(submit())
      .thenRefused({ refused: 'findings-undecided', facts: { count: 2 } });
    after(untilScreened)
      .when(submit([isCode]))
      .thenRefused({ refused: 'findings-undecided', facts: { count: 1 } });
    after(untilScreened)
      .when(submit([isCode, { ...isLawful, id: 'small-cell.cell.5' }]))
      .thenRefused({ refused: 'findings-undecided', facts: { count: 1 } });
  });
  it('records each decision with its reason, in the order of the findings', () => {
    const state = after(untilScreened)
      .when(submit([isLawful, isCode]))
      .thenFacts(submitted([isCode, isLawful]));
    expect(state?.draft).toMatchObject({ phase: 'submitted', submittedBy: theFocalOfficer });
    // A hundred reasons would fill the state's item: they stand in the ledger alone.
    expect(JSON.stringify(state)).not.toContain(isCode.reason);
  });
  it('records nothing about what was not found, and of two words on one finding the later', () => {
    const first: FindingDecision = { ...isCode, decision: 'lawful-to-open' };
    const foreign: FindingDecision = { ...isCode, id: 'phone.cell.9' };
    after(untilScreened)
      .when(submit([first, isLawful, foreign, isCode]))
      .thenFacts(submitted([isCode, isLawful]));
    after([datasetCreated, uploadReceived(), checkPassed()])
      .when(submit([foreign]))
      .thenFacts(submitted());
  });
  it('asks anew for a file that took its place, and after a return', () => {
    const next: PublishingEvent = {
      type: 'CheckPassed',
      data: { uploadId: secondUpload, ...aPassedCheck, findings: findings.slice(0, 1) },
    };
    after([...untilScreened, uploadReceived(secondUpload), next])
      .when(submit(undefined, secondUpload))
      .thenRefused({ refused: 'findings-undecided', facts: { count: 1 } });
    const returned = [...untilScreened, submitted([isCode, isLawful]), releaseReturned()];
    after(returned)
      .when(submit())
      .thenRefused({ refused: 'findings-undecided', facts: { count: 2 } });
  });
});

it('a decision needs a reason of ten characters and no more than five hundred', () => {
  const reasonOf = (reason: string): boolean => FindingDecision.safeParse({ ...isCode, reason }).success;
  expect(reasonOf('quá ngắn')).toBe(false);
  expect(reasonOf('          ')).toBe(false);
  expect(reasonOf('vừa đủ dài')).toBe(true);
  expect(reasonOf('a'.repeat(501))).toBe(false);
  expect(FindingDecision.safeParse({ ...isCode, decision: 'whatever' }).success).toBe(false);
});
