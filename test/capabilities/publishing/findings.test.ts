import { describe, expect, it } from 'vitest';
import { ReleaseSubmitted, type PublishingEvent } from '../../../events/publishing.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import { strayIn } from '../../../shared/capabilities/publishing/findings.ts';
import type { Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { GateDeclaration } from '../../../shared/kernel/dataset.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { FindingDecision } from '../../../shared/kernel/screening.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import {
  aDeclaration,
  aPassedCheck,
  checkPassed,
  datasetCreated,
  firstUpload,
  releaseApproved,
  releasePublished,
  releaseReturned,
  releaseSubmitted,
  secondUpload,
  theCreation,
  theCsv,
  theFocalOfficer,
  uploadReceived,
} from '../../fixtures/datasets.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';
import {
  findings,
  isCode,
  isLawful,
  screened,
  submit,
  submitted,
  untilScreened,
} from '../../fixtures/screened.ts';

const after = (facts: readonly PublishingEvent[]) =>
  given(publishing, [...facts], {
    ...aContext(),
    by: { kind: 'person', ref: theFocalOfficer, role: 'focal', agency: theCreation.agency },
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

describe('a secrecy marking', () => {
  const marked: PublishingEvent = {
    type: 'CheckPassed',
    data: {
      uploadId: firstUpload,
      ...aPassedCheck,
      findings: [{ id: 'secret-marking.title', kind: 'secret-marking', count: 1 }],
    },
  };
  const said = { id: 'secret-marking.title', reason: 'Đã giải mật theo Quyết định 12/QĐ-UBND' };
  const untilMarked = [datasetCreated, uploadReceived(), marked];

  it('that holds is never opened, whatever is stated beside it', () => {
    after(untilMarked)
      .when(submit([{ ...said, decision: 'lawful-to-open' }]))
      .thenRefused({ refused: 'secret-marking-opened', facts: { count: 1 } });
  });

  it('that is none, or no longer one, is submitted with the reason', () => {
    const decided: FindingDecision = { ...said, decision: 'not-what-it-looks-like' };
    after(untilMarked)
      .when(submit([decided]))
      .thenFacts(submitted([decided]));
  });
});

describe('personal data that may be open', () => {
  const opened: FindingDecision = { ...isCode, decision: 'lawful-to-open' };
  const personalData = {
    kind: 'lawful-to-open',
    by: 'law',
    basis: 'Giấy phép kinh doanh là thông tin phải công khai theo luật chuyên ngành',
  } as const;
  const submitAs =
    (declared: GateDeclaration['personalData'], decisions: FindingDecision[]) =>
    (state: Dataset | undefined) =>
      decide.submitRelease(
        {
          uploadId: firstUpload,
          declaration: { ...aDeclaration, personalData: declared },
          notes: 'Số liệu quý II',
          findings: decisions,
        },
        state,
      );
  const submittedLawful: PublishingEvent = {
    type: 'ReleaseSubmitted',
    data: {
      uploadId: firstUpload,
      number: 1,
      declaration: { ...aDeclaration, personalData },
      notes: 'Số liệu quý II',
      findings: [opened, isLawful],
    },
  };

  it('contradicts a statement that there is none, or none any more', () => {
    for (const declared of [
      { kind: 'none' },
      { kind: 'de-identified', method: 'Đã thay tên bằng mã số' },
    ] as const)
      after(untilScreened)
        .when(submitAs(declared, [opened, isLawful]))
        .thenRefused({ refused: 'personal-data-undeclared', facts: { count: 1 } });
  });

  it('is submitted with what makes it public; a count that may be open is no personal data', () => {
    after(untilScreened)
      .when(submitAs(personalData, [opened, isLawful]))
      .thenFacts(submittedLawful);
    after(untilScreened)
      .when(submit([isCode, isLawful]))
      .thenFacts(submitted([isCode, isLawful]));
  });

  it('stands with the newest release, for its page, and with no earlier one', () => {
    const lawful = [...untilScreened, submittedLawful, releaseApproved()];
    const first = after(lawful)
      .when((it) =>
        decide.recordPublication({ number: 1, publishedOn: localDate('2025-06-16'), files: [theCsv] }, it),
      )
      .thenFacts(releasePublished());
    expect(first?.releases.map(({ personalData: held }) => held)).toEqual([
      { by: 'law', basis: personalData.basis },
    ]);
    const second = after([
      ...lawful,
      releasePublished(),
      uploadReceived(secondUpload),
      checkPassed(secondUpload),
      releaseSubmitted(2, secondUpload),
      releaseApproved(2, secondUpload),
    ])
      .when((it) =>
        decide.recordPublication({ number: 2, publishedOn: localDate('2025-09-16'), files: [theCsv] }, it),
      )
      .thenFacts(releasePublished(2, '2025-09-16'));
    expect(second?.releases.some(({ personalData: held }) => held !== undefined)).toBe(false);
  });

  it.each([
    ['no basis', { kind: 'lawful-to-open', by: 'law' }],
    ['a basis of a word', { kind: 'lawful-to-open', by: 'law', basis: 'luật' }],
    ['neither law nor consent', { kind: 'lawful-to-open', basis: personalData.basis }],
    ['a reason of its own', { kind: 'lawful-to-open', by: 'habit', basis: personalData.basis }],
  ])('%s is no statement', (_, declared) => {
    expect(GateDeclaration.safeParse({ ...aDeclaration, personalData: declared }).success).toBe(false);
  });

  it.each([{ kind: 'none' }, { kind: 'de-identified', method: 'Đã thay tên bằng mã số' }])(
    'a submission of before, with $kind, is read as it was written',
    (declared) => {
      const data = { ...submitted().data, declaration: { ...aDeclaration, personalData: declared } };
      expect(ReleaseSubmitted.data.parse(data)).toEqual(data);
    },
  );
});

it('a decision needs a reason of ten characters and no more than five hundred', () => {
  const reasonOf = (reason: string): boolean => FindingDecision.safeParse({ ...isCode, reason }).success;
  expect(reasonOf('quá ngắn')).toBe(false);
  expect(reasonOf('          ')).toBe(false);
  expect(reasonOf('vừa đủ dài')).toBe(true);
  expect(reasonOf('a'.repeat(501))).toBe(false);
  expect(FindingDecision.safeParse({ ...isCode, decision: 'whatever' }).success).toBe(false);
});

describe('decisions that are about nothing', () => {
  it('are those on what was not found, and second ones on the same', () => {
    expect(strayIn(findings, [isCode, isLawful])).toEqual([]);
    expect(strayIn(findings, [isCode, { id: 'phone.cell.9' }, isLawful, isCode])).toEqual([
      'phone.cell.9',
      isCode.id,
    ]);
    expect(strayIn([], [isCode])).toEqual([isCode.id]);
  });
});
