import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { DatasetFile } from '../../shared/contract/publishing.ts';
import { FindingKind } from '../../shared/kernel/screening.ts';
import type { ReportFinding } from '../../shared/contract/uploads.ts';
import { decisionsOf } from '../../web/desk/file/finding-choices.tsx';
import { DecidedFindings, Findings, kindWords } from '../../web/desk/file/findings.tsx';

const finding: ReportFinding = {
  id: 'citizen-id.cell.3',
  kind: 'citizen-id',
  place: 'cell',
  column: 3,
  columnName: 'Số hồ sơ',
  count: 31,
  cells: [{ row: 5, sheet: 'Biểu 1', shown: '034•••••••34' }],
  facts: { because: 'values' },
  sentence: 'Cột “Số hồ sơ”: 31 ô giống số căn cước.',
};

const choice = { decision: 'not-what-it-looks-like', reason: 'Mã hồ sơ một cửa' } as const;

describe('what the check found, as the officer sees it', () => {
  it('shows what, where, how many, and the first places, masked', () => {
    const html = render(h(Findings, { findings: [finding] }));
    for (const words of [
      'Cần quyết định trước khi mở dữ liệu',
      'Số căn cước',
      '31 ô giống số căn cước',
      'Xem 1 chỗ đầu trong 31 chỗ (đã che bớt)',
      'Dòng 5, trang “Biểu 1”',
      '034•••••••34',
    ])
      expect(html).toContain(words);
  });
  it('shows nothing where nothing was found', () => {
    expect(render(h(Findings, { findings: undefined }))).toBe('');
  });
  it('has a name for every kind', () => {
    expect(Object.keys(kindWords).toSorted()).toEqual([...FindingKind.options].toSorted());
  });
});

describe('decisions about findings', () => {
  const other = { id: 'phone.cell.4' };
  it('are sent when each has one, with its reason', () => {
    expect(decisionsOf([finding], { [finding.id]: choice })).toEqual({
      decisions: [{ id: finding.id, ...choice }],
      wrong: {},
    });
  });
  it('that are missing or without a reason are marked, each at its place', () => {
    const { wrong } = decisionsOf([finding, other], { [finding.id]: { ...choice, reason: 'không' } });
    expect(wrong).toEqual({
      'citizen-id.cell.3.reason': 'Cần ít nhất 10 ký tự.',
      'phone.cell.4.decision': 'Cần chọn hoặc điền mục này.',
      'phone.cell.4.reason': 'Cần ít nhất 10 ký tự.',
    });
  });
  it('are shown to the approver beside what they are about', () => {
    const draft = DatasetFile.shape.draft.parse({
      number: 1,
      submittedBy: 'Bùi Quang Đạt',
      findings: [{ id: finding.id, kind: finding.kind, columnName: 'Số hồ sơ', count: 31 }],
      findingDecisions: [{ id: finding.id, ...choice }],
    });
    const file = { draft } as DatasetFile;
    const html = render(h(DecidedFindings, { file, upload: undefined }));
    const words = ['Số căn cước', 'Không phải điều bị nghi', 'Lý do: Mã hồ sơ một cửa'];
    for (const one of [...words, 'người quyết định: Bùi Quang Đạt']) expect(html).toContain(one);
  });
});
