import * as z from 'zod';
import { ConfirmationCode } from '../kernel/confirmation.ts';
import { paragraphs } from '../kernel/dataset.ts';
import { Deadline } from '../kernel/deadline.ts';
import { AgencyCode, DatasetId, RequestCode } from '../kernel/ids.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { Complexity, ContestKind, RequestChannel, RequestKind, RequestStatus } from '../kernel/request.ts';
import { operation } from './operation.ts';
import { AttachmentOffered, ReplyTo, RequestContent } from './request-forms.ts';
import { inBothLanguages, Replaced, TimelineEntry } from './request-timeline.ts';

const agencyShown = z.object({ code: AgencyCode, name: z.string() });

const standing = {
  code: RequestCode,
  kind: RequestKind,
  kindTitle: z.string(),
  channel: RequestChannel,
  agency: agencyShown,
  status: RequestStatus,
  statusTitle: z.string(),
  receivedOn: LocalDate,
  complexity: Complexity,
  deadline: Deadline,
  sumInWords: z.array(z.string()).meta({ description: 'Cách tính ra hạn trả lời, từng dòng' }),
  overdue: z.boolean(),
  earlierDeadlines: z.array(Replaced),
  clarifyUntil: LocalDate.optional().meta({ description: 'Hạn bổ sung khi đang chờ người yêu cầu' }),
  closedOn: LocalDate.optional(),
  contests: z
    .array(z.object({ how: ContestKind, filedOn: LocalDate }))
    .meta({ description: 'Khiếu nại, khởi kiện đã ghi nhận' }),
  corrections: z
    .array(
      z.object({
        discoveredOn: LocalDate.meta({ description: 'Ngày cơ quan phát hiện' }),
        deadline: Deadline,
        sumInWords: z.array(z.string()).meta({ description: 'Cách tính ra hạn đính chính, từng dòng' }),
        earlierDeadlines: z.array(Replaced),
        correctedOn: LocalDate.optional(),
        overdue: z.boolean(),
      }),
    )
    .meta({ description: 'Những lần cơ quan tự phát hiện thông tin đã cung cấp không chính xác' }),
  timeline: z.array(TimelineEntry),
  today: LocalDate,
};

/** What anyone who knows the code may see: where it stands and by when, nothing of who asked or what was written. */
export const RequestStanding = z.object(standing).meta({
  id: 'RequestStanding',
  description: 'Tình trạng và thời hạn của một yêu cầu, không có dữ liệu cá nhân',
});
export type RequestStanding = z.infer<typeof RequestStanding>;

export const RequestFileShown = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(['document', 'consent', 'answer']),
  bytes: z.int(),
  state: z.enum(['awaited', 'scanning', 'ready', 'held']).meta({
    description: 'Chưa nhận được, đang quét, lấy được, hoặc bị giữ lại vì có mã độc hay là chương trình',
  }),
});

const whole = {
  ...standing,
  content: RequestContent.optional().meta({ description: 'Vắng mặt khi đã xóa theo thời hạn lưu' }),
  email: z.string().optional(),
  files: z.array(RequestFileShown),
  refusal: z.object({ ground: z.string(), title: inBothLanguages, cites: z.array(z.string()) }).optional(),
  datasets: z.array(z.object({ id: DatasetId, title: z.string(), slug: z.string() })),
  papersErasedOn: LocalDate.optional(),
};

/** The requester's own view, by the secret link. */
export const RequestOpened = z
  .object(whole)
  .meta({ id: 'RequestOpened', description: 'Yêu cầu đầy đủ, dành cho người yêu cầu' });
export type RequestOpened = z.infer<typeof RequestOpened>;

export const RequestAct = z.enum([
  'accept',
  'clarify',
  'record-clarification',
  'find-complex',
  'extend',
  'transfer',
  'answer',
  'refuse',
  'record-contest',
  'find-wrong',
  'correct',
]);

/** A ground on which the law in force lets this request be refused, or a kind of information it must name. */
const GroundOffered = z.object({
  id: z.string(),
  title: z.string(),
  cites: z.array(z.string()),
  needsDetail: z.boolean(),
});

/** The handling agency's view, with what may be done now. Others see the standing only. */
export const RequestAtDesk = z
  .object({
    ...whole,
    mayAct: z.array(RequestAct),
    complexNotice: z
      .object({
        due: Deadline,
        on: LocalDate.optional().meta({ description: 'Ngày đã báo; vắng mặt khi chưa báo' }),
      })
      .optional()
      .meta({
        description:
          'Hạn báo rằng phải tập hợp thông tin; vắng mặt khi luật không nêu hạn ấy cho yêu cầu này',
      }),
    grounds: z.array(GroundOffered).meta({
      description:
        'Căn cứ từ chối theo luật ngày nhận; khi luật ngày đó chưa rõ, căn cứ cơ quan tự nêu trong văn bản',
    }),
    groundDetails: z.array(GroundOffered),
    hidden: z.boolean().meta({ description: 'Phần cá nhân không hiện với người xem này' }),
  })
  .meta({ id: 'RequestAtDesk', description: 'Yêu cầu tại bàn làm việc của cơ quan' });
export type RequestAtDesk = z.infer<typeof RequestAtDesk>;

/** A line of the inbox. */
export const RequestLine = z.object({
  code: RequestCode,
  kind: RequestKind,
  kindTitle: z.string(),
  agency: agencyShown,
  status: RequestStatus,
  statusTitle: z.string(),
  channel: RequestChannel,
  receivedOn: LocalDate,
  deadline: Deadline,
  daysLeft: z.int().optional(),
  overdue: z.boolean(),
  correcting: z
    .literal(true)
    .optional()
    .meta({ description: 'Đã trả lời, cơ quan đang đính chính; hạn ở đây là hạn đính chính' }),
});
export type RequestLine = z.infer<typeof RequestLine>;

export const codeParam = z.object({ code: RequestCode });
export const fileParam = codeParam.extend({ file: z.uuid() });
const secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ description: 'Khóa riêng trong liên kết đã gửi qua thư điện tử' });
export const bySecret = z.object({ secret });
const words = (min = 5) => paragraphs(5000, min);

/** An address to which one file is sent, once, with exactly these headers. */
export const FileAddress = z.object({
  id: z.uuid(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  expiresAt: Instant,
});

export const RequestReceivedShown = z.object({
  code: RequestCode,
  secret: z.string(),
  receivedOn: LocalDate,
  deadline: Deadline,
  sumInWords: z.array(z.string()),
  agency: agencyShown,
  uploads: z.array(FileAddress),
});

/** What citizens do: without a login, by a confirmed address, then by the code and the secret of their own link. */
export const requestOperations = {
  createRequest: operation({
    id: 'createRequest',
    capability: 'requests',
    method: 'POST',
    command: true,
    path: '/requests',
    summary: 'Gửi yêu cầu cung cấp thông tin, phản ánh hoặc báo lỗi; địa chỉ thư đã xác nhận bằng mã',
    who: 'anyone',
    body: z.object({
      agency: AgencyCode,
      content: RequestContent,
      replyTo: ReplyTo,
      confirmation: ConfirmationCode,
      attachments: z.array(AttachmentOffered).max(10).default([]),
    }),
    success: { status: 201, body: RequestReceivedShown },
    problems: [
      'code-refused',
      'not-found',
      'agency-ended',
      'nobody-answers',
      'consent-missing',
      'about-not-published',
      'follows-not-answered',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  readRequestStanding: operation({
    id: 'readRequestStanding',
    capability: 'requests',
    method: 'GET',
    path: '/requests/{code}',
    summary: 'Tình trạng, thời hạn và cách tính của một yêu cầu theo mã theo dõi',
    who: 'anyone',
    params: codeParam,
    success: { status: 200, body: RequestStanding },
    problems: ['not-found'],
  }),
  openRequest: operation({
    id: 'openRequest',
    capability: 'requests',
    method: 'POST',
    path: '/requests/{code}/opening',
    summary: 'Xem đầy đủ yêu cầu của mình bằng khóa riêng',
    who: 'anyone',
    params: codeParam,
    body: bySecret,
    success: { status: 200, body: RequestOpened },
    problems: ['not-found'],
  }),
  giveClarification: operation({
    id: 'giveClarification',
    capability: 'requests',
    method: 'POST',
    path: '/requests/{code}/clarification',
    summary: 'Bổ sung, làm rõ theo đề nghị của cơ quan',
    who: 'anyone',
    params: codeParam,
    body: bySecret.extend({ text: words() }),
    success: { status: 200, body: RequestOpened },
    problems: ['not-found', 'wrong-state', 'request-closed', 'clarification-expired', 'conflict'],
  }),
  withdrawRequest: operation({
    id: 'withdrawRequest',
    capability: 'requests',
    method: 'POST',
    path: '/requests/{code}/withdrawal',
    summary: 'Rút yêu cầu',
    who: 'anyone',
    params: codeParam,
    body: bySecret,
    success: { status: 200, body: RequestOpened },
    problems: ['not-found', 'request-closed', 'conflict'],
  }),
  fetchRequestFile: operation({
    id: 'fetchRequestFile',
    capability: 'requests',
    method: 'POST',
    path: '/requests/{code}/files/{file}',
    summary: 'Lấy địa chỉ có hạn của một tệp trong yêu cầu hoặc trong câu trả lời',
    who: 'anyone',
    params: fileParam,
    body: bySecret,
    success: { status: 200, body: z.object({ url: z.string(), expiresAt: Instant }) },
    problems: ['not-found', 'file-not-ready', 'file-held'],
  }),
  signRequestFiles: operation({
    id: 'signRequestFiles',
    capability: 'requests',
    method: 'POST',
    path: '/requests/{code}/files',
    summary: 'Lấy lại địa chỉ gửi cho các tệp đã khai mà cơ quan chưa nhận được',
    who: 'anyone',
    params: codeParam,
    body: bySecret,
    success: { status: 200, body: z.object({ uploads: z.array(FileAddress) }) },
    problems: ['not-found', 'request-closed'],
  }),
} as const;
