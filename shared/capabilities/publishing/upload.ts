import * as z from 'zod';
import { CheckStage } from '../../kernel/check-stage.ts';
import { AgencyCode, CorrelationId, DatasetId, PersonRef, UploadId } from '../../kernel/ids.ts';
import { addSeconds, Instant } from '../../kernel/local-date.ts';
import { Reading } from '../../kernel/reading.ts';

/**
 * One attempt at sending a file. Progress, not proof: the ledger begins when the file is whole. Each attempt has a
 * random key of its own, since a signed address can be used again and would overwrite.
 */
export const UploadRecord = z.object({
  id: UploadId,
  datasetId: DatasetId,
  agency: AgencyCode,
  by: PersonRef,
  /** Of the request that began it, when that had a key: the same key with another file is another wish. */
  fingerprint: z.string().optional(),
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string().optional(),
  key: z.string(),
  multipartId: z.string(),
  reading: Reading.optional().meta({
    description: 'How the file is read: as chosen for it, or what held of the choice before',
  }),
  partSize: z.int().positive(),
  partCount: z.int().positive(),
  status: z.enum(['receiving', 'scanning', 'checking', 'passed', 'failed']),
  expiresAt: Instant,
  waitingSince: Instant.optional(),
  /** Of the request that began it, then of the one that completed it: the scanner's word brings none. */
  correlation: CorrelationId.optional(),
  progress: z
    .object({
      stage: CheckStage,
      rowsRead: z.int().optional(),
      percent: z.int().optional(),
      resumesBy: Instant,
    })
    .optional(),
});
export type UploadRecord = z.infer<typeof UploadRecord>;

/** Why an upload fails whatever its content says: no other reading of it mends that. */
export const unreadFailures = [
  'malware-found',
  'malware-unscannable',
  'checksum-mismatch',
  'upload-vanished',
  'dataset-closed',
  'check-unfinished',
] as const;
export type UnreadFailure = (typeof unreadFailures)[number];

/** A scanner that has not spoken within this time is in trouble: the officer sees it, and somebody is told. */
export const VERDICT_WITHIN_MINUTES = 30;

/** So long the store keeps what arrived; after that no verdict can come any more. */
export const ARRIVED_KEPT_DAYS = 7;

/** A whole file waiting for its verdict: since when, until when that is usual, and whether it is late or hopeless by now. */
export const verdictWait = (
  upload: Pick<UploadRecord, 'status' | 'waitingSince'>,
  at: Instant,
): { since: Instant; dueBy: Instant; isLate: boolean; isOver: boolean } | undefined => {
  const since = upload.waitingSince;
  if (upload.status !== 'scanning' || since === undefined) return undefined;
  const dueBy = addSeconds(since, VERDICT_WITHIN_MINUTES * 60);
  const isOver = at >= addSeconds(since, ARRIVED_KEPT_DAYS * 86_400);
  return { since, dueBy, isLate: at >= dueBy, isOver };
};

const MIB = 1024 * 1024;
/** S3 takes parts of 5 MiB and more, at most 10 000 of them. */
const SMALLEST_PART = 8 * MIB;
const MOST_PARTS = 10_000;

/** How a file of `bytes` is cut: equal parts, the last one shorter. An empty file is one empty part. */
export const planParts = (bytes: number): { partSize: number; partCount: number } => {
  const partSize = Math.max(SMALLEST_PART, Math.ceil(bytes / MOST_PARTS / MIB) * MIB);
  return { partSize, partCount: Math.max(1, Math.ceil(bytes / partSize)) };
};

/** The exact length part `number` (from 1) must have. */
export const lengthOfPart = (
  upload: Pick<UploadRecord, 'bytes' | 'partSize' | 'partCount'>,
  number: number,
): number =>
  number < upload.partCount ? upload.partSize : upload.bytes - (upload.partCount - 1) * upload.partSize;

/** A part as the object store holds it: checksum in base64, entity tag as the store gave it. */
export type ReceivedPart = { number: number; bytes: number; sha256: string; etag: string };

export type PartsVerdict =
  | { ok: true }
  | { ok: false; refused: 'upload-incomplete'; missing: number[] }
  | { ok: false; refused: 'upload-mismatch'; detail: string };

/** Completion compares what the store received with the plan and with what the sender declares: count, lengths, checksums. */
export const judgeParts = (
  upload: Pick<UploadRecord, 'bytes' | 'partSize' | 'partCount'>,
  received: readonly ReceivedPart[],
  declared: readonly { number: number; sha256: string }[],
): PartsVerdict => {
  const byNumber = new Map(received.map((part) => [part.number, part]));
  const numbers = Array.from({ length: upload.partCount }, (_, i) => i + 1);
  const missing = numbers.filter((number) => !byNumber.has(number));
  if (missing.length > 0) return { ok: false, refused: 'upload-incomplete', missing };
  if (declared.length !== upload.partCount)
    return {
      ok: false,
      refused: 'upload-mismatch',
      detail: `cần ${upload.partCount} phần, khai báo ${declared.length}`,
    };
  if (declared.some(({ number }, i) => number !== i + 1))
    return {
      ok: false,
      refused: 'upload-mismatch',
      detail: 'các phần phải theo thứ tự 1, 2, 3…, mỗi phần một lần',
    };
  for (const number of numbers) {
    const part = byNumber.get(number) as ReceivedPart;
    if (part.bytes !== lengthOfPart(upload, number))
      return { ok: false, refused: 'upload-mismatch', detail: `phần ${number} sai dung lượng` };
    if (declared[number - 1]?.sha256 !== part.sha256)
      return { ok: false, refused: 'upload-mismatch', detail: `phần ${number} sai mã kiểm SHA-256` };
  }
  return { ok: true };
};
