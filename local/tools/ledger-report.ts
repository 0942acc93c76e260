import type { Audit, FindingCode } from '../../shared/adapters/ledger-findings.ts';

const sentences: Readonly<Record<FindingCode, string>> = {
  'changed-event': 'nội dung sự kiện không khớp mã băm: sự kiện đã bị sửa',
  'misplaced-event': 'sự kiện không đứng đúng chỗ của nó: bị đổi thứ tự, hồ sơ hoặc ngày',
  'missing-version': 'thiếu một phiên bản ở giữa chuỗi',
  'cut-tail': 'đuôi chuỗi bị cắt: trạng thái hoặc bản niêm phong biết phiên bản mới hơn sổ cái',
  'rewritten-history': 'chuỗi bị viết lại: mã băm khác với mã đã ghi trong trạng thái hoặc bản niêm phong',
  'removed-case': 'cả hồ sơ đã bị xóa khỏi sổ cái',
  'unknown-case': 'hồ sơ thuộc loại không có trong hệ thống',
  'state-differs': 'trạng thái hiện tại khác với kết quả gộp các sự kiện',
  'state-missing': 'trạng thái hiện tại đã bị xóa',
  'state-behind': 'trạng thái cũ hơn sổ cái',
  'found-elsewhere': 'khóa tra cứu của hồ sơ (cơ quan, tình trạng, ngày nhắc) bị đổi',
  'manifest-altered': 'bản niêm phong không đúng khuôn dạng hoặc bỏ sót hồ sơ đã niêm phong',
  'manifest-overwritten': 'có bản khác ghi đè lên bản niêm phong (đã đối chiếu với bản gốc được khóa)',
  'manifest-removed': 'bản niêm phong bị đánh dấu xóa',
  'manifest-chain-broken': 'bản niêm phong không nối với bản ngày trước',
  'heads-altered': 'danh sách mã băm kèm bản niêm phong bị thiếu hoặc bị sửa',
};

const MOST_LATE_SHOWN = 20;

const number = (n: number): string => n.toLocaleString('vi-VN');

/** The audit in sentences for people, one finding a line. */
export const reportOf = (audit: Audit, where: string): string[] => [
  `Đối chiếu sổ cái: ${where}`,
  `  ${number(audit.cases)} hồ sơ, ${number(audit.events)} sự kiện, ${number(audit.manifests)} bản niêm phong` +
    (audit.sealedThrough ? ` (đến hết ngày ${audit.sealedThrough})` : ' (chưa niêm phong ngày nào)'),
  `  ${number(audit.unsealed)} sự kiện chờ bản niêm phong tới`,
  ...(audit.late.length > 0
    ? [
        `  ${number(audit.late.length)} sự kiện đến muộn, ghi vào ngày đã niêm phong (bản niêm phong tới sẽ bao gồm):`,
        ...audit.late
          .slice(0, MOST_LATE_SHOWN)
          .map(({ caseId, version, day }) => `    ${caseId} phiên bản ${version}, ngày ${day}`),
        ...(audit.late.length > MOST_LATE_SHOWN
          ? [`    và ${number(audit.late.length - MOST_LATE_SHOWN)} sự kiện nữa`]
          : []),
      ]
    : []),
  ...(audit.findings.length === 0
    ? ['Kết quả: TOÀN VẸN. Không phát hiện thay đổi nào.']
    : [
        `Kết quả: PHÁT HIỆN ${number(audit.findings.length)} SAI LỆCH`,
        ...audit.findings.map(
          ({ code, where: place, version, detail }) =>
            `  [${code}] ${place}${version === undefined ? '' : `, phiên bản ${version}`}: ${sentences[code]}` +
            (detail ? ` (${detail})` : ''),
        ),
      ]),
];
