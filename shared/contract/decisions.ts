import * as z from 'zod';
import { GateDeclaration, paragraphs } from '../kernel/dataset.ts';
import { DatasetId, UploadId } from '../kernel/ids.ts';
import { FindingDecision, MAX_FINDINGS } from '../kernel/screening.ts';
import { officers, operation } from './operation.ts';
import { DatasetFile } from './publishing.ts';

/** A decision names the file its maker looked at; another one in its place is the problem `file-changed`. */
const seenUpload = UploadId.meta({
  description: 'Lượt tải lên mà người quyết định đã xem (draft.upload); đã bị thay thì trả file-changed',
});
const idParam = z.object({ id: DatasetId });

/** What people decide about a release on its way, and about a dataset that should not be public any more. */
export const decisionOperations = {
  submitRelease: operation({
    id: 'submitRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/submission',
    summary: 'Trình công bố, kèm bốn xác nhận trước khi mở dữ liệu',
    who: officers,
    params: idParam,
    body: z.object({
      upload: seenUpload,
      declaration: GateDeclaration,
      notes: paragraphs(2000, 0).default(''),
      confirmsGuesses: z
        .boolean()
        .default(false)
        .meta({ description: 'Đã xem những điều hệ thống đoán về tệp (report.decided) và thấy đúng' }),
      findings: z.array(FindingDecision).max(MAX_FINDINGS).default([]).meta({
        description:
          'Quyết định và lý do cho từng điều trong report.findings: không phải điều bị nghi, hoặc được mở hợp pháp',
      }),
    }),
    success: { status: 200, body: DatasetFile },
    problems: [
      'not-found',
      'not-your-agency',
      'wrong-state',
      'file-changed',
      'guesses-unconfirmed',
      'findings-undecided',
      'findings-unknown',
      'personal-data-undeclared',
      'secret-marking-opened',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  approveRelease: operation({
    id: 'approveRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/approval',
    summary: 'Phê duyệt công bố (người khác với người trình)',
    who: ['department'],
    params: idParam,
    body: z.object({ upload: seenUpload }),
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'four-eyes', 'wrong-state', 'file-changed', 'conflict', 'idempotency-mismatch'],
  }),
  returnRelease: operation({
    id: 'returnRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/return',
    summary: 'Trả lại kèm lý do',
    who: ['department'],
    params: idParam,
    body: z.object({ upload: seenUpload, reasons: paragraphs(5000, 5) }),
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'four-eyes', 'wrong-state', 'file-changed', 'conflict', 'idempotency-mismatch'],
  }),
  withdrawRelease: operation({
    id: 'withdrawRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/releases/{number}/withdrawal',
    summary: 'Rút một bản phát hành; tệp của bản đó trả 410, bộ dữ liệu và các bản khác vẫn còn',
    who: officers,
    params: idParam.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
    body: z.object({ reason: paragraphs(2000, 10) }),
    success: { status: 200, body: DatasetFile },
    problems: [
      'not-found',
      'not-your-agency',
      'wrong-state',
      'release-withdrawn',
      'only-release',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  withdrawDataset: operation({
    id: 'withdrawDataset',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/withdrawal',
    summary: 'Thu hồi bộ dữ liệu; địa chỉ cũ trả 410 và trang thông báo',
    who: officers,
    params: idParam,
    body: z.object({ reason: paragraphs(2000, 10) }),
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'not-your-agency', 'wrong-state', 'conflict', 'idempotency-mismatch'],
  }),
} as const;
