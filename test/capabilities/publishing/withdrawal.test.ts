import { describe, expect, it } from 'vitest';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../../shared/capabilities/publishing/decide.ts';
import { statusOf, type Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import {
  checkPassed,
  datasetWithdrawn,
  releaseApproved,
  releaseSubmitted,
  secondUpload,
  theCsv,
  untilApproved,
  untilPublished,
  untilSubmitted,
  uploadReceived,
} from '../../fixtures/datasets.ts';
import { given } from '../../fixtures/given-when-then.ts';

const wrongState = (status: string) => ({ refused: 'wrong-state', facts: { status } });
const after = (facts: typeof untilPublished) => given(publishing, facts);
const approvedAgain = [
  ...untilPublished,
  uploadReceived(secondUpload),
  checkPassed(secondUpload),
  releaseSubmitted(2, secondUpload),
  releaseApproved(2, secondUpload),
];
const withdrawal = {
  reason: 'Tệp có số điện thoại cá nhân của người phụ trách',
  on: localDate('2025-07-01'),
};

describe('withdrawal', () => {
  const withdraw = (state: Dataset | undefined) => decide.withdrawDataset(withdrawal, state);
  it('takes a published dataset back, its next draft with it', () => {
    for (const more of [
      [],
      [uploadReceived(secondUpload)],
      [uploadReceived(secondUpload), checkPassed(secondUpload), releaseSubmitted(2, secondUpload)],
    ]) {
      const state = after([...untilPublished, ...more])
        .when(withdraw)
        .thenFacts(datasetWithdrawn);
      expect(state?.draft).toBeUndefined();
      expect(statusOf(state as Dataset)).toBe('withdrawn');
    }
  });
  it('has nothing to take back before publication', () => {
    after([]).when(withdraw).thenRefused({ refused: 'not-found' });
    after(untilSubmitted).when(withdraw).thenRefused(wrongState('submitted'));
  });
  it('does not wait for files that are being put in place: it remembers which, and they are never published', () => {
    for (const [facts, number] of [
      [untilApproved, 1],
      [approvedAgain, 2],
    ] as const) {
      const state = after([...facts])
        .when(withdraw)
        .thenFacts(datasetWithdrawn);
      expect(state?.withdrawal?.unfinished).toEqual({ number, files: [theCsv] });
      expect(state?.releases).toHaveLength(number - 1);
      after([...facts, datasetWithdrawn])
        .when((it) =>
          decide.recordPublication({ number, publishedOn: localDate('2025-06-16'), files: [theCsv] }, it),
        )
        .thenRefused(wrongState('withdrawn'));
    }
  });
  it('happens once and for ever', () => {
    after([...untilPublished, datasetWithdrawn])
      .when(withdraw)
      .thenRefused(wrongState('withdrawn'));
  });
});
