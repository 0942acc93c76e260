import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { ACCESS_LOG_FIELDS, type AccessLogField } from '../../shared/contract/access-log.ts';
import type { AccessLogs } from '../../shared/adapters/s3/access-logs.ts';

/** A line of the log as CloudFront writes it, a download unless told otherwise. */
export const aLine = (changes: Partial<Record<AccessLogField, string>> = {}): string => {
  const values: Partial<Record<AccessLogField, string>> = {
    date: '2025-06-16',
    time: '03:00:00',
    'x-edge-location': 'SGN50-P1',
    'x-edge-result-type': 'Hit',
    'cs-method': 'GET',
    'cs-uri-stem': '/datasets/nha-thuoc/releases/1/nha-thuoc.csv',
    'sc-status': '200',
    'sc-bytes': '48213',
    ...changes,
  };
  return ACCESS_LOG_FIELDS.map((field) => values[field] ?? '-').join('\t');
};

export const HEAD = `#Version: 1.0\n#Fields: ${ACCESS_LOG_FIELDS.join(' ')}\n`;

export const aLog = (...lines: string[]): Buffer =>
  gzipSync(HEAD + lines.map((line) => `${line}\n`).join(''));

/** Log files by key, read in pieces as a connection brings them. */
export const aLogBucket = (files: Map<string, Buffer> = new Map()): AccessLogs => ({
  async *keys(folder) {
    yield* [...files.keys()].filter((key) => key.startsWith(folder)).sort();
  },
  async open(key) {
    const file = files.get(key);
    if (!file) return undefined;
    const pieces: Buffer[] = [];
    for (let at = 0; at < file.length; at += 7_777) pieces.push(file.subarray(at, at + 7_777));
    return Readable.from(pieces);
  },
});
