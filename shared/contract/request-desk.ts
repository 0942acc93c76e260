import * as z from 'zod';
import { paragraphs } from '../kernel/dataset.ts';
import { AgencyCode, DatasetId } from '../kernel/ids.ts';
import { Instant, LocalDate, TimeOfDay } from '../kernel/local-date.ts';
import { ContestKind, RequestChannel } from '../kernel/request.ts';
import { officers, operation, PageQuery, readers } from './operation.ts';
import type { ProblemId } from './problems.ts';
import { AttachmentOffered, FileName, RequestContent } from './request-forms.ts';
import {
  codeParam,
  FileAddress,
  fileParam,
  RequestAtDesk,
  RequestLine,
  RequestReceivedShown,
} from './requests.ts';

const words = paragraphs(5000, 5);
const groundId = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(60)
  .meta({ description: 'Mã căn cứ từ chối trong sổ quy định' });
const found = ['not-found', 'not-your-agency'] as const;
const changing = [...found, 'request-closed', 'conflict', 'idempotency-mismatch'] as const;

/** One act of the handling agency on one request: the same place, the same answer, its own word. */
const act = <Body extends z.ZodType>(draft: {
  id: string;
  path: string;
  summary: string;
  body: Body;
  /** It may come after the closing, which then is no reason to refuse it. */
  alsoClosed?: true;
  problems?: readonly ProblemId[];
}) =>
  operation({
    ...draft,
    capability: 'requests',
    method: 'POST',
    path: `/desk/requests/{code}/${draft.path}`,
    who: officers,
    params: codeParam,
    success: { status: 200, body: RequestAtDesk },
    problems: [
      ...changing.filter((id) => !(draft.alsoClosed && id === 'request-closed')),
      ...(draft.problems ?? []),
    ],
  });

/** The agency's desk: its inbox, every act the law gives it, the register. */
export const requestDeskOperations = {
  listRequests: operation({
    id: 'listRequests',
    capability: 'requests',
    method: 'GET',
    path: '/desk/requests',
    summary:
      'Yêu cầu của cơ quan tôi theo hạn trả lời (Sở, lãnh đạo: của mọi cơ quan, không có phần cá nhân)',
    who: readers,
    query: PageQuery.extend({ agency: AgencyCode.optional(), closed: z.enum(['yes', 'no']).default('no') }),
    success: {
      status: 200,
      body: z.object({ items: z.array(RequestLine), next: z.string().optional(), today: LocalDate }),
    },
    problems: ['not-your-agency'],
  }),
  readRequest: operation({
    id: 'readRequest',
    capability: 'requests',
    method: 'GET',
    path: '/desk/requests/{code}',
    summary: 'Một yêu cầu; phần cá nhân chỉ hiện với cơ quan đang giải quyết',
    who: readers,
    params: codeParam,
    success: { status: 200, body: RequestAtDesk },
    problems: found,
  }),
  enterRequest: operation({
    id: 'enterRequest',
    capability: 'requests',
    method: 'POST',
    path: '/desk/requests',
    summary: 'Ghi nhận yêu cầu nhận tại trụ sở hoặc qua bưu chính, fax',
    who: officers,
    body: z.object({
      agency: AgencyCode,
      channel: RequestChannel.exclude(['online']),
      receivedOn: LocalDate.meta({ description: 'Ngày cơ quan nhận được; không sau hôm nay' }),
      receivedTime: TimeOfDay.optional().meta({
        description:
          'Giờ nhận, giờ Việt Nam, khi biết: hạn tính bằng giờ chạy từ giờ này; không có thì từ đầu ngày nhận',
        examples: ['09:30'],
      }),
      content: RequestContent,
      attachments: z.array(AttachmentOffered).max(10).default([]),
    }),
    success: { status: 201, body: RequestReceivedShown },
    problems: [
      ...found,
      'received-in-future',
      'received-before-law',
      'agency-ended',
      'nobody-answers',
      'consent-missing',
      'about-not-published',
      'follows-not-answered',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  acceptRequest: act({
    id: 'acceptRequest',
    path: 'acceptance',
    summary: 'Tiếp nhận yêu cầu hợp lệ',
    body: z.object({}),
    problems: ['wrong-state'],
  }),
  askClarification: act({
    id: 'askClarification',
    path: 'question',
    summary: 'Đề nghị bổ sung, làm rõ',
    body: z.object({ text: words }),
    problems: ['wrong-state'],
  }),
  recordClarification: act({
    id: 'recordClarification',
    path: 'recorded-clarification',
    summary: 'Ghi nội dung người yêu cầu đã bổ sung tại trụ sở hoặc qua bưu chính',
    body: z.object({ text: words }),
    problems: ['wrong-state', 'clarification-expired'],
  }),
  findRequestComplex: act({
    id: 'findRequestComplex',
    path: 'complexity',
    summary: 'Báo yêu cầu cần thời gian tập hợp, kèm lý do; không sau hạn trả lời',
    body: z.object({ text: words }),
    problems: ['wrong-state', 'complex-after-due'],
  }),
  extendRequest: act({
    id: 'extendRequest',
    path: 'extension',
    summary: 'Gia hạn một lần, kèm lý do',
    body: z.object({ text: words }),
    problems: ['wrong-state', 'already-extended', 'only-complex-extended', 'deadline-passed'],
  }),
  transferRequest: act({
    id: 'transferRequest',
    path: 'transfer',
    summary: 'Chuyển tới cơ quan đang giữ thông tin và báo cho người yêu cầu',
    body: z.object({ to: AgencyCode, text: words }),
    problems: ['same-agency', 'agency-ended', 'nobody-answers'],
  }),
  answerRequest: act({
    id: 'answerRequest',
    path: 'answer',
    summary: 'Trả lời, kèm tệp hoặc bộ dữ liệu đã công bố',
    body: z.object({
      text: words,
      files: z
        .array(z.object({ id: z.uuid(), name: FileName }))
        .max(20)
        .default([]),
      datasets: z.array(DatasetId).max(10).default([]),
      finding: z.enum(['upheld', 'not-upheld']).optional(),
      consentSeenOnPaper: z
        .literal(true)
        .optional()
        .meta({ description: 'Cán bộ xác nhận đã có văn bản đồng ý bằng giấy, khi không có tệp' }),
    }),
    problems: ['file-not-ready', 'file-held', 'not-answer-file', 'finding-missing', 'consent-not-seen'],
  }),
  refuseRequest: act({
    id: 'refuseRequest',
    path: 'refusal',
    summary: 'Từ chối theo căn cứ luật định, kèm lý do bằng văn bản',
    body: z.object({ ground: groundId, detail: groundId.optional(), text: words }),
    problems: ['unknown-ground', 'ground-detail-missing'],
  }),
  recordContest: act({
    id: 'recordContest',
    path: 'contests',
    summary: 'Ghi nhận khiếu nại hoặc khởi kiện về yêu cầu này, cũng sau khi đã khép lại',
    body: z.object({
      how: ContestKind,
      filedOn: LocalDate.meta({ description: 'Ngày cơ quan nhận đơn hoặc thông báo thụ lý' }),
    }),
    alsoClosed: true,
    problems: ['contested-before-receipt'],
  }),
  findAnswerWrong: act({
    id: 'findAnswerWrong',
    path: 'errors-found',
    summary: 'Ghi nhận cơ quan tự phát hiện thông tin đã cung cấp không chính xác; mở hạn đính chính',
    body: z.object({
      discoveredOn: LocalDate.meta({ description: 'Ngày phát hiện; không trước ngày trả lời' }),
      text: words.meta({ description: 'Điều không chính xác, báo cho người đã nhận thông tin' }),
    }),
    alsoClosed: true,
    problems: ['wrong-state', 'discovered-outside'],
  }),
  correctAnswer: act({
    id: 'correctAnswer',
    path: 'correction',
    summary: 'Đính chính, cung cấp lại thông tin đã phát hiện không chính xác',
    body: z.object({
      text: words,
      files: z
        .array(z.object({ id: z.uuid(), name: FileName }))
        .max(20)
        .default([]),
    }),
    alsoClosed: true,
    problems: ['wrong-state', 'file-not-ready', 'file-held', 'not-answer-file'],
  }),
  signAnswerFile: operation({
    id: 'signAnswerFile',
    capability: 'requests',
    method: 'POST',
    path: '/desk/requests/{code}/files',
    summary: 'Lấy địa chỉ có hạn để tải lên một tệp của câu trả lời hoặc của phần đính chính',
    who: officers,
    params: codeParam,
    body: AttachmentOffered.omit({ role: true }),
    success: { status: 201, body: FileAddress },
    problems: [...found, 'request-closed'],
  }),
  fetchRequestFileAtDesk: operation({
    id: 'fetchRequestFileAtDesk',
    capability: 'requests',
    method: 'GET',
    path: '/desk/requests/{code}/files/{file}',
    summary: 'Lấy địa chỉ có hạn của một tệp trong yêu cầu',
    who: officers,
    params: fileParam,
    success: { status: 200, body: z.object({ url: z.string(), expiresAt: Instant }) },
    problems: [...found, 'file-not-ready', 'file-held'],
  }),
} as const;
