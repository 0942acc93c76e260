import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** How an object is served: type, caching, and metadata the edge function reads. */
export type ObjectHeaders = {
  readonly contentType: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  readonly metadata?: Readonly<Record<string, string>>;
};

export type Objects = {
  text(key: string): Promise<{ text: string; etag: string } | undefined>;
  put(key: string, body: string | Uint8Array, headers: ObjectHeaders): Promise<void>;
  /** Writes only if the object is still the one with `etag`; undefined means: only if there is none. Says whether it did. */
  putIfUnchanged(
    key: string,
    body: Uint8Array,
    etag: string | undefined,
    headers: ObjectHeaders,
  ): Promise<boolean>;
  toFile(key: string, path: string, ifNot?: string): Promise<{ etag: string } | 'unchanged' | undefined>;
  fromFile(key: string, path: string, headers: ObjectHeaders): Promise<void>;
  copyFrom(source: { bucket: string; key: string }, key: string, headers: ObjectHeaders): Promise<void>;
  remove(key: string): Promise<void>;
};

/** Big files in big pieces: each piece costs about the same, whatever is in it. */
const PIECE_BYTES = 1024 * 1024;

const headersOf = (headers: ObjectHeaders) => ({
  ContentType: headers.contentType,
  ...(headers.cacheControl ? { CacheControl: headers.cacheControl } : {}),
  ...(headers.contentDisposition ? { ContentDisposition: headers.contentDisposition } : {}),
  ...(headers.metadata ? { Metadata: { ...headers.metadata } } : {}),
});

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** Objects of one bucket. */
export const s3Objects = (bucket: string, s3 = new S3Client({})): Objects => ({
  async text(key) {
    try {
      const got = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return { text: (await got.Body?.transformToString('utf-8')) ?? '', etag: got.ETag ?? '' };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  async put(key, body, headers) {
    // Said, since of an empty body the SDK would not know how long it is.
    const ContentLength = Buffer.byteLength(body);
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength, ...headersOf(headers) }),
    );
  },
  async putIfUnchanged(key, body, etag, headers) {
    try {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
          ...headersOf(headers),
        }),
      );
      return true;
    } catch (error) {
      // 412: another writer was first; 409: two at the same moment; 404: it was removed meanwhile.
      if ([412, 409, 404].includes(statusOf(error) ?? 0)) return false;
      throw error;
    }
  },
  async toFile(key, path, ifNot) {
    try {
      const got = await s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, ...(ifNot ? { IfNoneMatch: ifNot } : {}) }),
      );
      await pipeline(got.Body as Readable, createWriteStream(path, { highWaterMark: PIECE_BYTES }));
      return { etag: got.ETag ?? '' };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      if (statusOf(error) === 304) return 'unchanged';
      throw error;
    }
  },
  async fromFile(key, path, headers) {
    const { size } = await stat(path);
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: createReadStream(path, { highWaterMark: PIECE_BYTES }),
        ContentLength: size,
        ...headersOf(headers),
      }),
    );
  },
  async copyFrom(source, key, headers) {
    await s3.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        CopySource: `${source.bucket}/${source.key.split('/').map(encodeURIComponent).join('/')}`,
        MetadataDirective: 'REPLACE',
        ...headersOf(headers),
      }),
    );
  },
  async remove(key) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});
