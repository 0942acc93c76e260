import { requireBucket } from './bucket-table.ts';
import { sendXml, type Call } from './call.ts';
import { commonPrefixOf, keyEncoder } from './key-range.ts';
import { readListing } from './list-objects.ts';
import { S3Error } from './s3-error.ts';
import { findVersion, versionOf, type Version } from './version-table.ts';
import type { XmlNode } from './xml-write.ts';

type Start = { key: string; beforeSeq: number };

/** Versions after the markers: older ones of the marked key first, then the keys that follow. */
const startOf = (call: Call): Start => {
  const key = call.query.get('key-marker') ?? '';
  const id = call.query.get('version-id-marker');
  if (id === undefined || id === '') return { key, beforeSeq: 0 };
  const marked = findVersion(call.index, call.bucket, key, id);
  if (!marked) throw new S3Error('InvalidArgument', 'Invalid version id specified');
  return { key, beforeSeq: marked.seq };
};

const entry = (version: Version, encode: (key: string) => string): XmlNode => ({
  Key: encode(version.key),
  VersionId: version.versionId,
  IsLatest: version.latest,
  LastModified: version.modified.toISOString(),
  ...(version.marker ? {} : { ETag: `"${version.etag}"`, Size: version.size, StorageClass: 'STANDARD' }),
});

/** ListObjectVersions: keys in byte order, each key's versions newest first, delete markers among them. */
export const listVersions = async (call: Call): Promise<void> => {
  requireBucket(call.index, call.bucket);
  const asked = readListing(call);
  const start = startOf(call);
  const versions: Version[] = [];
  const prefixes: string[] = [];
  let truncated = false;
  const rows = call.index.each(
    `SELECT * FROM versions WHERE bucket = ?1 AND key >= ?2 AND (key > ?3 OR (key = ?3 AND seq < ?4))
       ORDER BY key, seq DESC`,
    call.bucket,
    start.key > asked.prefix ? start.key : asked.prefix,
    start.key,
    start.beforeSeq,
  );
  for (const row of rows) {
    const version = versionOf(row);
    if (!version.key.startsWith(asked.prefix)) break;
    const common = commonPrefixOf(version.key, asked.prefix, asked.delimiter);
    if (common !== undefined && (prefixes.at(-1) === common || start.key.startsWith(common))) continue;
    if (versions.length + prefixes.length >= asked.max) {
      truncated = true;
      break;
    }
    if (common === undefined) versions.push(version);
    else prefixes.push(common);
  }
  const encode = keyEncoder(call.query.get('encoding-type'));
  const last = versions.at(-1);
  const lastPrefix = prefixes.at(-1);
  const endsInPrefix = lastPrefix !== undefined && (last === undefined || lastPrefix > last.key);
  sendXml(call, 'ListVersionsResult', {
    Name: call.bucket,
    Prefix: encode(asked.prefix),
    KeyMarker: encode(start.key),
    VersionIdMarker: call.query.get('version-id-marker') ?? '',
    MaxKeys: asked.max,
    Delimiter: asked.delimiter === '' ? undefined : encode(asked.delimiter),
    EncodingType: call.query.get('encoding-type'),
    IsTruncated: truncated,
    NextKeyMarker: truncated ? encode(endsInPrefix ? lastPrefix : (last?.key ?? '')) : undefined,
    NextVersionIdMarker: truncated && !endsInPrefix ? last?.versionId : undefined,
    Version: versions.filter((version) => !version.marker).map((version) => entry(version, encode)),
    DeleteMarker: versions.filter((version) => version.marker).map((version) => entry(version, encode)),
    CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
};
