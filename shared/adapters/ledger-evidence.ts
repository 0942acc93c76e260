import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type DeleteMarkerEntry,
} from '@aws-sdk/client-s3';

/** What was ever stored under a key, oldest first. One version and no removal is what evidence looks like. */
export type StoredVersion = {
  readonly key: string;
  readonly versionId?: string;
  readonly isRemoval: boolean;
};

/** Files that are written once and kept under retention. */
export type Evidence = {
  /** Keys below a prefix, in order. */
  keys(prefix: string): Promise<string[]>;
  read(key: string, versionId?: string): Promise<Uint8Array | undefined>;
  /** Writes only if there is nothing under the key; says whether it did. */
  putOnce(key: string, body: Uint8Array | string, contentType: string): Promise<boolean>;
  /** Retention protects versions, not keys: who may write can still lay a new version over an old one. */
  versions(prefix: string): Promise<StoredVersion[]>;
};

/** 412: there is one already; 409: another writer at this moment. */
const isTaken = (error: unknown): boolean =>
  error instanceof S3ServiceException && [412, 409].includes(error.$metadata.httpStatusCode ?? 0);

/** Evidence in a bucket with Object Lock, whose default retention holds every file. */
export const s3Evidence = (bucket: string, s3 = new S3Client({})): Evidence => ({
  async keys(prefix) {
    const keys: string[] = [];
    let from: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(from ? { ContinuationToken: from } : {}),
        }),
      );
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      from = page.NextContinuationToken;
    } while (from);
    return keys;
  },
  async read(key, versionId) {
    try {
      const got = await s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId ? { VersionId: versionId } : {}) }),
      );
      return await got.Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  async putOnce(key, body, contentType) {
    try {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          IfNoneMatch: '*',
        }),
      );
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  },
  async versions(prefix) {
    const found: (StoredVersion & { at: number })[] = [];
    let from: { key: string; version: string | undefined } | undefined;
    do {
      const page = await s3.send(
        new ListObjectVersionsCommand({
          Bucket: bucket,
          Prefix: prefix,
          ...(from ? { KeyMarker: from.key } : {}),
          ...(from?.version ? { VersionIdMarker: from.version } : {}),
        }),
      );
      // S3 lists a key's newest version first, versions and removals apart.
      const read = (
        items: readonly Pick<DeleteMarkerEntry, 'Key' | 'VersionId' | 'LastModified'>[] | undefined,
        isRemoval: boolean,
      ) =>
        (items ?? []).forEach(({ Key = '', VersionId, LastModified }) =>
          found.unshift({
            key: Key,
            ...(VersionId ? { versionId: VersionId } : {}),
            isRemoval,
            at: LastModified?.getTime() ?? 0,
          }),
        );
      read(page.DeleteMarkers, true);
      read(page.Versions, false);
      from = page.NextKeyMarker ? { key: page.NextKeyMarker, version: page.NextVersionIdMarker } : undefined;
    } while (from);
    return found
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at))
      .map(({ at: _at, ...version }) => version);
  },
});
