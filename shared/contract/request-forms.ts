import * as z from 'zod';
import { EmailAddress } from '../kernel/confirmation.ts';
import { paragraphs, text } from '../kernel/dataset.ts';
import { isTakenName, notTaken } from '../kernel/file-kinds.ts';
import { DatasetId, RequestCode } from '../kernel/ids.ts';
import { RequestLanguage, RequestSubject } from '../kernel/request.ts';

/** Marks what tells about a person: it is never part of an event or a log. */
const personal = <T extends z.ZodType>(schema: T): T => schema.meta({ ...schema.meta(), personal: true });

/** A phone number as people write it. */
const phone = personal(
  z
    .string()
    .trim()
    .regex(/^[0-9+().\s-]{6,30}$/, 'Số điện thoại gồm chữ số và các dấu + ( ) . -'),
);
const idNumber = personal(text(30, 6)).meta({
  personal: true,
  description: 'Số thẻ căn cước, chứng minh nhân dân hoặc hộ chiếu',
});
const email = personal(EmailAddress);

export const RequesterPerson = z.object({
  name: personal(text(200, 2)).meta({ personal: true, description: 'Họ và tên' }),
  address: personal(text(400, 5)).meta({ personal: true, description: 'Nơi cư trú hoặc địa chỉ' }),
  idNumber,
  phone: phone.optional(),
  fax: phone.optional(),
  email: email.optional(),
});

/** The organisation through which people ask, with the list of those it stands for. */
const Intermediary = z.object({
  name: text(300, 2),
  address: text(400, 5),
  people: z
    .array(z.object({ name: personal(text(200, 2)), idNumber, reason: text(1000, 5) }))
    .min(1)
    .max(500),
});

const asked = {
  information: paragraphs(5000, 10).meta({
    description: 'Thông tin được yêu cầu cung cấp, ghi rõ tên văn bản, hồ sơ, tài liệu',
  }),
  purpose: paragraphs(2000, 5).meta({ description: 'Lý do, mục đích yêu cầu cung cấp thông tin' }),
  provision: z
    .enum(['electronic', 'copy', 'viewing', 'photo'])
    .meta({ description: 'Hình thức cung cấp: tệp điện tử, bản sao, đọc tại trụ sở, chụp tại trụ sở' }),
  subject: RequestSubject.meta({
    description:
      'Thông tin công khai (public), của chính người yêu cầu (own), hay của người khác đã đồng ý (consented)',
  }),
};

/** The request forms of law: 01a from a person, 01b through an organisation. */
export const InformationForm = z.discriminatedUnion('form', [
  z.object({ form: z.literal('01a'), person: RequesterPerson, ...asked }),
  z.object({ form: z.literal('01b'), person: RequesterPerson, intermediary: Intermediary, ...asked }),
]);
export type InformationForm = z.infer<typeof InformationForm>;

/** Somebody says that something is wrong, missing or leaked; no law asks who they are. */
export const ReportForm = z.object({
  name: personal(text(200, 2)).optional(),
  email: email.optional(),
  phone: phone.optional(),
  description: paragraphs(5000, 10).meta({ description: 'Điều sai, thiếu hoặc bị lộ: là gì, ở đâu' }),
  place: text(500).optional().meta({ description: 'Chỗ sai: tệp, dòng, cột, địa chỉ trang' }),
  proposal: paragraphs(2000, 3).optional().meta({ description: 'Giá trị đúng, nếu biết, và căn cứ' }),
});
export type ReportForm = z.infer<typeof ReportForm>;

/** What is sent in, whatever the channel. `about` names the dataset it is about; a correction names the request it follows. */
export const RequestContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('information'), ...{ asks: InformationForm } }),
  z.object({ kind: z.literal('challenge'), about: DatasetId.optional(), says: ReportForm }),
  z.object({ kind: z.literal('error-report'), about: DatasetId, says: ReportForm }),
  z.object({ kind: z.literal('correction'), follows: RequestCode, says: ReportForm }),
  z.object({ kind: z.literal('must-publish'), about: DatasetId.optional(), says: ReportForm }),
  z.object({ kind: z.literal('breach'), about: DatasetId.optional(), says: ReportForm }),
]);
export type RequestContent = z.infer<typeof RequestContent>;

export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;

/** The name of a file with a request or its answer: of a kind that is taken. What is in it, its first bytes say when it comes. */
export const FileName = personal(text(200, 1).refine(isTakenName, notTaken));

/** A file that will follow by a signed address. Consent (form 06) says so: another person's data is not given without it. */
export const AttachmentOffered = z.object({
  name: FileName,
  role: z.enum(['document', 'consent']).default('document'),
  bytes: z.int().positive().max(MAX_ATTACHMENT_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AttachmentOffered = z.infer<typeof AttachmentOffered>;

/** How the requester is reached, in which language. */
export const ReplyTo = z.object({ email, language: RequestLanguage.default('vi') });
