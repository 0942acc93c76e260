import type { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';

/** The CDN's log files as they lie in their bucket. */
export type AccessLogs = {
  /** Keys below a folder. */
  keys(folder: string): AsyncIterable<string>;
  /** The file as it is stored, to be read to its end or destroyed; undefined when it is gone. */
  open(key: string): Promise<Readable | undefined>;
};

export const s3AccessLogs = (bucket: string, s3 = new S3Client({})): AccessLogs => ({
  async *keys(folder) {
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: folder }))
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
  },
  async open(key) {
    try {
      const got = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return got.Body as Readable;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
});
