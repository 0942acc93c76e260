import * as z from 'zod';
import type { ChecksumAlgorithm, ChecksumType } from './checksums.ts';
import { headersOf, retentionOf, type Retention } from './version-table.ts';
import { numberOf, textOf, type Index, type Row } from './index-database.ts';

/** A multipart upload that is neither completed nor aborted. */
export type Upload = {
  id: string;
  bucket: string;
  key: string;
  started: Date;
  headers: Record<string, string>;
  algorithm: ChecksumAlgorithm;
  type: ChecksumType;
  /** Whether the creator named the algorithm; if not, it is CRC64NVME and parts may come without a checksum. */
  declared: boolean;
  retention: Retention | undefined;
};

export type Part = {
  part: number;
  blob: string;
  size: number;
  etag: string;
  checksum: string;
  modified: Date;
};

const Algorithm = z.enum(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']);
const Type = z.enum(['COMPOSITE', 'FULL_OBJECT']);

const uploadOf = (row: Row): Upload => ({
  id: textOf(row, 'id'),
  bucket: textOf(row, 'bucket'),
  key: textOf(row, 'key'),
  started: new Date(numberOf(row, 'started')),
  headers: headersOf(row),
  algorithm: Algorithm.parse(textOf(row, 'algorithm')),
  type: Type.parse(textOf(row, 'type')),
  declared: numberOf(row, 'declared') === 1,
  retention: retentionOf(row),
});

const partOf = (row: Row): Part => ({
  part: numberOf(row, 'part'),
  blob: textOf(row, 'blob'),
  size: numberOf(row, 'size'),
  etag: textOf(row, 'etag'),
  checksum: textOf(row, 'checksum'),
  modified: new Date(numberOf(row, 'modified')),
});

export const findUpload = (index: Index, bucket: string, key: string, id: string): Upload | undefined => {
  const row = index.first('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?', id, bucket, key);
  return row && uploadOf(row);
};

/** Uploads of a bucket under a prefix, by key and then by start. */
export const uploadsOf = (index: Index, bucket: string, prefix: string, limit: number): Upload[] =>
  index
    .all(
      'SELECT * FROM uploads WHERE bucket = ? AND substr(key, 1, ?) = ? ORDER BY key, started, id LIMIT ?',
      bucket,
      [...prefix].length,
      prefix,
      limit,
    )
    .map(uploadOf);

export const insertUpload = (index: Index, upload: Upload): void => {
  index.run(
    'INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    upload.id,
    upload.bucket,
    upload.key,
    upload.started.getTime(),
    JSON.stringify(upload.headers),
    upload.algorithm,
    upload.type,
    upload.declared ? 1 : 0,
    upload.retention?.mode ?? null,
    upload.retention?.until.getTime() ?? null,
  );
};

export const partsOf = (index: Index, upload: string): Part[] =>
  index.all('SELECT * FROM parts WHERE upload = ? ORDER BY part', upload).map(partOf);

/** Sets a part, replacing an earlier try; returns the blob that is free now. */
export const putPart = (index: Index, upload: string, part: Part): string[] => {
  const before = index.first('SELECT blob FROM parts WHERE upload = ? AND part = ?', upload, part.part);
  index.run(
    'INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)',
    upload,
    part.part,
    part.blob,
    part.size,
    part.etag,
    part.checksum,
    part.modified.getTime(),
  );
  return before ? [textOf(before, 'blob')] : [];
};

/** Forgets an upload and its parts; returns the blobs that its parts had. */
export const removeUpload = (index: Index, upload: string): string[] => {
  const blobs = partsOf(index, upload).map((part) => part.blob);
  index.run('DELETE FROM parts WHERE upload = ?', upload);
  index.run('DELETE FROM uploads WHERE id = ?', upload);
  return blobs;
};
