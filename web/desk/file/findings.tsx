import type { ReportFinding, Upload } from '../../../shared/contract/uploads.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { FindingDecision, FindingKind } from '../../../shared/kernel/screening.ts';
import { displayNumber } from '../../display.ts';

export const kindWords: Record<FindingKind, string> = {
  'secret-marking': 'Dấu độ mật, lưu hành nội bộ',
  'citizen-id': 'Số căn cước',
  'old-id': 'Số chứng minh nhân dân',
  'bank-account': 'Số tài khoản ngân hàng',
  phone: 'Số điện thoại di động',
  email: 'Thư điện tử',
  'name-with-birth-date': 'Họ tên và ngày sinh',
  'address-with-name': 'Họ tên và địa chỉ',
  'small-cell': 'Số đếm quá nhỏ',
};

const decisionWords: Record<FindingDecision['decision'], string> = {
  'not-what-it-looks-like': 'Không phải điều bị nghi, chỉ giống về hình thức.',
  'lawful-to-open': 'Đúng là vậy, và được mở theo pháp luật.',
};

/** A marking may also have been one: what lifted it is then the reason. */
export const decisionWordsFor = (kind: FindingKind | undefined): typeof decisionWords =>
  kind === 'secret-marking'
    ? {
        ...decisionWords,
        'not-what-it-looks-like':
          'Không phải dấu độ mật, hoặc không còn là mật: đã giải mật, đã cho công khai (nêu văn bản ở lý do).',
      }
    : decisionWords;

const placeWords = { title: 'Trên bảng', notes: 'Dưới bảng', header: 'Tên cột' } as const;

const cellPlace = (finding: ReportFinding, { row, sheet }: ReportFinding['cells'][number]): string => {
  if (row !== undefined)
    return `Dòng ${displayNumber(row, 'vi')}${sheet === undefined ? '' : `, trang “${sheet}”`}`;
  const { place } = finding;
  return place === 'title' || place === 'notes' || place === 'header' ? placeWords[place] : 'Tên';
};

/** The first cells in which it was found, masked. */
export const FindingCells = ({ finding }: { finding: ReportFinding }) =>
  finding.cells.length === 0 ? null : (
    <details>
      <summary>
        {finding.cells.length < finding.count
          ? `Xem ${finding.cells.length} chỗ đầu trong ${displayNumber(finding.count, 'vi')} chỗ (đã che bớt)`
          : `Xem ${finding.cells.length} chỗ (đã che bớt)`}
      </summary>
      <ul class="plain-list">
        {finding.cells.map((cell, index) => (
          <li key={index}>
            {cellPlace(finding, cell)}: <code>{cell.shown}</code>
          </li>
        ))}
      </ul>
    </details>
  );

/** What the check found that must be decided before the data is opened. */
export const Findings = ({ findings = [] }: { findings: readonly ReportFinding[] | undefined }) =>
  findings.length === 0 ? null : (
    <>
      <h3>Cần quyết định trước khi mở dữ liệu</h3>
      <p class="hint">
        Nếu đúng là dữ liệu cá nhân hoặc bí mật thì bỏ khỏi tệp rồi tải lên lại; nếu không, người trình quyết
        định từng điều kèm lý do.
      </p>
      <ul class="finding-list">
        {findings.map((finding) => (
          <li key={finding.id}>
            <strong>{kindWords[finding.kind]}.</strong> {finding.sentence}
            <FindingCells finding={finding} />
          </li>
        ))}
      </ul>
    </>
  );

type DecidedProps = { file: DatasetFile; upload: Upload | undefined };

/** How the submitter decided, beside what it was decided about. */
export const DecidedFindings = ({ file: { draft }, upload }: DecidedProps) => {
  const decisions = draft?.findingDecisions ?? [];
  if (decisions.length === 0) return null;
  const found = new Map((upload?.report?.findings ?? []).map((finding) => [finding.id, finding]));
  const named = new Map((draft?.findings ?? []).map((finding) => [finding.id, finding]));
  return (
    <>
      <h3>Quyết định của người trình về từng điều đã thấy</h3>
      <ul class="finding-list">
        {decisions.map(({ id, decision, reason }) => {
          const finding = found.get(id);
          const kind = named.get(id)?.kind;
          return (
            <li key={id}>
              {kind ? <strong>{kindWords[kind]}. </strong> : null}
              {finding?.sentence}
              <p>
                <strong>{decisionWordsFor(kind)[decision]}</strong> Lý do: {reason}
                {draft?.submittedBy ? ` (người quyết định: ${draft.submittedBy})` : ''}
              </p>
              {finding ? <FindingCells finding={finding} /> : null}
            </li>
          );
        })}
      </ul>
    </>
  );
};
