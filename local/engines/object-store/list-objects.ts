import { requireBucket } from './bucket-table.ts';
import { sendXml, type Call } from './call.ts';
import { afterPrefix, commonPrefixOf, keyEncoder } from './key-range.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { versionOf, type Version } from './version-table.ts';

type Asked = { prefix: string; delimiter: string; max: number };

/** The parameters all listings share; at most 1000 entries a page. */
export const readListing = (call: Call): Asked => {
  const max = call.query.get('max-keys') ?? '1000';
  if (!/^\d{1,10}$/.test(max))
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  const encoding = call.query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return {
    prefix: call.query.get('prefix') ?? '',
    delimiter: call.query.get('delimiter') ?? '',
    max: Math.min(Number(max), 1000),
  };
};

/** Where a page goes on: after a key, or after all keys of a common prefix. */
type Cursor = { lower: string; inclusive: boolean };

const readToken = (token: string): Cursor => {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!/^[kp]/.test(text))
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  return cursorAfter(text.slice(1), text.startsWith('p'));
};

const cursorAfter = (name: string, isPrefix: boolean): Cursor => {
  const next = isPrefix ? afterPrefix(name) : undefined;
  return next === undefined ? { lower: name, inclusive: false } : { lower: next, inclusive: true };
};

type Page = { contents: Version[]; prefixes: string[]; next: string | undefined };

const readPage = (call: Call, asked: Asked, start: Cursor): Page => {
  const page: Page = { contents: [], prefixes: [], next: undefined };
  const upper = afterPrefix(asked.prefix);
  let cursor = start.lower < asked.prefix ? { lower: asked.prefix, inclusive: true } : start;
  let last = '';
  for (let more = asked.max > 0; more;) {
    more = false;
    const rows = call.index.each(
      `SELECT * FROM versions WHERE bucket = ?1 AND latest = 1 AND marker = 0 AND (key > ?2 OR (?3 AND key = ?2))
         AND key >= ?2 AND (?4 IS NULL OR key < ?4) ORDER BY key`,
      call.bucket,
      cursor.lower,
      cursor.inclusive ? 1 : 0,
      asked.prefix === '' ? null : (upper ?? null),
    );
    for (const row of rows) {
      const version = versionOf(row);
      if (!version.key.startsWith(asked.prefix)) continue;
      if (page.contents.length + page.prefixes.length >= asked.max) return { ...page, next: last };
      const common = commonPrefixOf(version.key, asked.prefix, asked.delimiter);
      if (common === undefined) {
        page.contents.push(version);
        last = `k${version.key}`;
        continue;
      }
      if (page.prefixes.at(-1) !== common) page.prefixes.push(common);
      last = `p${common}`;
      const beyond = cursorAfter(common, true);
      if (!beyond.inclusive) continue;
      cursor = beyond;
      more = true;
      break;
    }
  }
  return page;
};

/** ListObjectsV2, in the order of the keys' UTF-8 bytes. */
export const listObjects = async (call: Call): Promise<void> => {
  if (call.query.get('list-type') !== '2') throw notImplemented('ListObjects other than version 2');
  if (call.query.get('fetch-owner') === 'true') throw notImplemented('fetch-owner');
  requireBucket(call.index, call.bucket);
  const asked = readListing(call);
  const token = call.query.get('continuation-token');
  const startAfter = call.query.get('start-after');
  const start = token === undefined ? cursorAfter(startAfter ?? '', false) : readToken(token);
  const page = readPage(call, asked, start);
  const encode = keyEncoder(call.query.get('encoding-type'));
  sendXml(call, 'ListBucketResult', {
    Name: call.bucket,
    Prefix: encode(asked.prefix),
    Delimiter: asked.delimiter === '' ? undefined : encode(asked.delimiter),
    MaxKeys: asked.max,
    EncodingType: call.query.get('encoding-type'),
    KeyCount: page.contents.length + page.prefixes.length,
    IsTruncated: page.next !== undefined,
    ContinuationToken: token,
    NextContinuationToken: page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url'),
    StartAfter: startAfter === undefined ? undefined : encode(startAfter),
    Contents: page.contents.map((version) => ({
      Key: encode(version.key),
      LastModified: version.modified.toISOString(),
      ETag: `"${version.etag}"`,
      ChecksumAlgorithm: version.checksum?.algorithm,
      ChecksumType: version.checksum?.type,
      Size: version.size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
};
