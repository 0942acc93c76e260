import * as z from 'zod';
import { LocalDate } from './local-date.ts';

/** Control characters, line separators and marks that turn the reading direction have no place in a line of text. */
const notALine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const notText = /[^\P{Cc}\n\t\r]|[\u202a-\u202e\u2066-\u2069]/u;

/** Letters that nobody sees do not make a text. */
const seen = (value: string): number => value.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim().length;

const unseen = 'Chỉ có ký tự không nhìn thấy, hoặc quá ít ký tự nhìn thấy được';

/** One line that a person wrote. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => value.length < min || seen(value) >= min, unseen)
    .refine(
      (value) => value.isWellFormed() && !notALine.test(value),
      'Chỉ gồm một dòng, không có ký tự điều khiển',
    );

/** Text of a person, in as many lines as needed. */
export const paragraphs = (max: number, min: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => value.length < min || seen(value) >= min, unseen)
    .refine((value) => value.isWellFormed() && !notText.test(value), 'Không được có ký tự điều khiển');

/** What a dataset says of itself, in DCAT's terms. Vocabulary ids (topic, licence, frequency) are checked against the rulebook. */
export const DatasetMetadata = z.object({
  title: text(200, 5).meta({ description: 'Tên bộ dữ liệu', examples: ['Danh sách trường học'] }),
  description: paragraphs(5000, 20).meta({ description: 'Mô tả: có gì, từ đâu, dùng vào việc gì' }),
  topic: z
    .string()
    .regex(/^[a-z-]+$/)
    .meta({ description: 'Chủ đề (dcat:theme)', examples: ['giao-duc'] }),
  licence: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .meta({ description: 'Điều khoản sử dụng (dct:license)', examples: ['dieu-18-nd47'] }),
  updateFrequency: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .meta({ description: 'Kỳ cập nhật (dct:accrualPeriodicity)' }),
  spatialCoverage: text(200).meta({
    description: 'Phạm vi không gian (dct:spatial)',
    examples: ['Tỉnh Thái Bình'],
  }),
  temporalCoverage: z
    .object({ from: LocalDate, until: LocalDate.optional() })
    .optional()
    .meta({ description: 'Phạm vi thời gian (dct:temporal)' }),
  keywords: z.array(text(60)).max(20).default([]).meta({ description: 'Từ khóa (dcat:keyword)' }),
});
export type DatasetMetadata = z.infer<typeof DatasetMetadata>;

/** Data that is said to end before it begins says nothing. */
export const endsBeforeItBegins = ({
  temporalCoverage,
}: Pick<DatasetMetadata, 'temporalCoverage'>): boolean =>
  temporalCoverage?.until !== undefined && temporalCoverage.until < temporalCoverage.from;

/** One file of a release. `rows` is the number of records where that has a meaning. */
export const ReleaseFile = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,120}$/),
  role: z.enum(['original', 'clean-csv', 'parquet', 'json', 'geojson']),
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.int().nonnegative().optional(),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

export const ColumnSummary = z.object({
  name: z.string(),
  type: z.enum(['text', 'integer', 'decimal', 'boolean', 'date', 'datetime']),
  missing: z.int().nonnegative(),
});
export type ColumnSummary = z.infer<typeof ColumnSummary>;

/** Personal data that stays in the file because the law or the people themselves make it public, and what says so. */
const LawfullyOpen = z.object({
  kind: z.literal('lawful-to-open'),
  by: z.enum(['law', 'consent']).meta({
    description: 'law: pháp luật quy định công khai; consent: người có dữ liệu đồng ý',
  }),
  basis: paragraphs(1000, 10).meta({
    description:
      'Văn bản, điều, khoản quy định công khai; hoặc số, ngày của văn bản đồng ý (không ghi tên người). Hiện trên trang công khai',
  }),
});
/** What of it a release and its page say. */
export const OpenPersonalData = LawfullyOpen.omit({ kind: true });
export type OpenPersonalData = z.infer<typeof OpenPersonalData>;

/**
 * What a named person records before data is opened (NĐ 47/2020 Điều 1(2), Điều 20(1)): no state secret; personal data
 * none, how it was de-identified, or what makes it public; re-identification considered; legal basis.
 */
export const GateDeclaration = z.object({
  noStateSecret: z.literal(true).meta({ description: 'Xác nhận không chứa bí mật nhà nước' }),
  personalData: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('de-identified'), method: paragraphs(2000, 10) }),
    LawfullyOpen,
  ]),
  reidentificationConsidered: z
    .literal(true)
    .meta({ description: 'Đã xem xét nguy cơ tái định danh khi kết hợp dữ liệu' }),
  legalBasis: paragraphs(1000, 5).meta({ description: 'Căn cứ pháp lý để mở dữ liệu' }),
});
export type GateDeclaration = z.infer<typeof GateDeclaration>;
