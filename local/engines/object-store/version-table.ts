import * as z from 'zod';
import { LockMode } from './bucket-table.ts';
import type { Checksum } from './checksums.ts';
import { isNull, numberOf, textOf, type Index, type Row } from './index-database.ts';

/** Until when a version may not be deleted. */
export type Retention = { mode: LockMode; until: Date };

/** One version of an object, or a delete marker. */
export type Version = {
  seq: number;
  bucket: string;
  key: string;
  versionId: string;
  latest: boolean;
  marker: boolean;
  size: number;
  etag: string;
  modified: Date;
  /** Headers given at writing and shown at reading: content-type, x-amz-meta-… and the like. */
  headers: Record<string, string>;
  checksum: Checksum | undefined;
  retention: Retention | undefined;
};

/** A stretch of an object's bytes: one whole blob. */
export type Piece = { part: number; blob: string; size: number; checksum?: string | undefined };

export type NewVersion = Omit<Version, 'seq' | 'latest'>;

const Headers = z.record(z.string(), z.string());
const StoredChecksum = z.object({
  algorithm: z.enum(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']),
  type: z.enum(['COMPOSITE', 'FULL_OBJECT']),
  value: z.string(),
});

/** Reads the two retention columns, which are both null or both set. */
export const retentionOf = (row: Row): Retention | undefined =>
  isNull(row, 'lock_mode')
    ? undefined
    : { mode: LockMode.parse(textOf(row, 'lock_mode')), until: new Date(numberOf(row, 'retain_until')) };

export const headersOf = (row: Row): Record<string, string> =>
  Headers.parse(JSON.parse(textOf(row, 'headers')));

/** Turns a row of the table into a version. */
export const versionOf = (row: Row): Version => ({
  seq: numberOf(row, 'seq'),
  bucket: textOf(row, 'bucket'),
  key: textOf(row, 'key'),
  versionId: textOf(row, 'version_id'),
  latest: numberOf(row, 'latest') === 1,
  marker: numberOf(row, 'marker') === 1,
  size: numberOf(row, 'size'),
  etag: textOf(row, 'etag'),
  modified: new Date(numberOf(row, 'modified')),
  headers: headersOf(row),
  checksum: isNull(row, 'checksum') ? undefined : StoredChecksum.parse(JSON.parse(textOf(row, 'checksum'))),
  retention: retentionOf(row),
});

export const latestVersion = (index: Index, bucket: string, key: string): Version | undefined => {
  const row = index.first('SELECT * FROM versions WHERE bucket = ? AND key = ? AND latest = 1', bucket, key);
  return row && versionOf(row);
};

export const findVersion = (index: Index, bucket: string, key: string, id: string): Version | undefined => {
  const row = index.first(
    'SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?',
    bucket,
    key,
    id,
  );
  return row && versionOf(row);
};

export const piecesOf = (index: Index, seq: number): Piece[] =>
  index.all('SELECT * FROM pieces WHERE seq = ? ORDER BY part', seq).map((row) => ({
    part: numberOf(row, 'part'),
    blob: textOf(row, 'blob'),
    size: numberOf(row, 'size'),
    checksum: isNull(row, 'checksum') ? undefined : textOf(row, 'checksum'),
  }));

/** Inserts a version as the latest of its key. Call inside a transaction. */
export const insertVersion = (index: Index, version: NewVersion, pieces: Piece[]): number => {
  index.run(
    'UPDATE versions SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1',
    version.bucket,
    version.key,
  );
  const { id } = index.run(
    `INSERT INTO versions (bucket, key, version_id, latest, marker, size, etag, modified, headers, checksum,
       lock_mode, retain_until) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    version.bucket,
    version.key,
    version.versionId,
    version.marker ? 1 : 0,
    version.size,
    version.etag,
    version.modified.getTime(),
    JSON.stringify(version.headers),
    version.checksum ? JSON.stringify(version.checksum) : null,
    version.retention?.mode ?? null,
    version.retention?.until.getTime() ?? null,
  );
  for (const piece of pieces)
    index.run(
      'INSERT INTO pieces VALUES (?, ?, ?, ?, ?)',
      id,
      piece.part,
      piece.blob,
      piece.size,
      piece.checksum ?? null,
    );
  return id;
};

/** Removes a version and makes the newest one left the latest; returns the blobs nobody names any more. */
export const removeVersion = (index: Index, version: Version): string[] => {
  const freed = piecesOf(index, version.seq).map((piece) => piece.blob);
  index.run('DELETE FROM pieces WHERE seq = ?', version.seq);
  index.run('DELETE FROM versions WHERE seq = ?', version.seq);
  index.run(
    `UPDATE versions SET latest = 1 WHERE seq = (SELECT max(seq) FROM versions WHERE bucket = ?1 AND key = ?2)
       AND NOT EXISTS (SELECT 1 FROM versions WHERE bucket = ?1 AND key = ?2 AND latest = 1)`,
    version.bucket,
    version.key,
  );
  return freed;
};
