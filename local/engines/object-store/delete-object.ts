import * as z from 'zod';
import { bodyPromiseOf } from './body-promise.ts';
import { requireBucket } from './bucket-table.ts';
import { demand, sendEmpty, sendXml, type Call } from './call.ts';
import { nextVersionId } from './commit-version.ts';
import { checkWriteConditions } from './conditions.ts';
import { receiveText } from './receive-text.ts';
import { checkNotRetained } from './retention.ts';
import { S3Error } from './s3-error.ts';
import { findVersion, insertVersion, latestVersion, removeVersion } from './version-table.ts';
import { readXml } from './xml-read.ts';
import type { XmlNode } from './xml-write.ts';

type Target = { key: string; versionId?: string | undefined; etag?: string | undefined };
type Deleted = { versionId?: string; marker: boolean };

/** Lays a delete marker, or in a bucket without versions removes the object. */
const deleteLatest = (
  call: Call,
  key: string,
  etag: string | undefined,
): { done: Deleted; freed: string[] } => {
  const { index } = call;
  const bucket = requireBucket(index, call.bucket);
  const latest = latestVersion(index, bucket.name, key);
  checkWriteConditions(etag === undefined ? {} : { 'if-match': etag }, latest?.marker ? undefined : latest);
  const event = {
    bucket: bucket.name,
    key,
    size: 0,
    etag: '',
    reason: 'DeleteObject',
    at: call.now().toISOString(),
  } as const;
  if (bucket.versioning === 'Off') {
    if (!latest) return { done: { marker: false }, freed: [] };
    const freed = removeVersion(index, latest);
    if (bucket.eventBridge) call.outbox.record({ ...event, deletionType: 'Permanently Deleted' });
    return { done: { marker: false }, freed };
  }
  const versionId = nextVersionId(bucket);
  const replaced = versionId === 'null' ? findVersion(index, bucket.name, key, 'null') : undefined;
  const freed = replaced ? removeVersion(index, replaced) : [];
  const marker = {
    bucket: bucket.name,
    key,
    versionId,
    marker: true,
    size: 0,
    etag: '',
    modified: call.now(),
  };
  insertVersion(index, { ...marker, headers: {}, checksum: undefined, retention: undefined }, []);
  if (bucket.eventBridge) call.outbox.record({ ...event, versionId, deletionType: 'Delete Marker Created' });
  return { done: { versionId, marker: true }, freed };
};

/** Removes one version for good, unless its retention still runs. A version that is gone counts as deleted. */
const deleteVersion = (call: Call, key: string, versionId: string): { done: Deleted; freed: string[] } => {
  const bucket = requireBucket(call.index, call.bucket);
  const version = findVersion(call.index, bucket.name, key, versionId);
  if (!version) return { done: { versionId, marker: false }, freed: [] };
  checkNotRetained(call, version);
  const freed = removeVersion(call.index, version);
  if (bucket.eventBridge)
    call.outbox.record({
      bucket: bucket.name,
      key,
      size: 0,
      etag: '',
      versionId,
      reason: 'DeleteObject',
      at: call.now().toISOString(),
      deletionType: 'Permanently Deleted',
    });
  return { done: { versionId, marker: version.marker }, freed };
};

const deleteOne = (call: Call, target: Target): Deleted => {
  const { key, versionId } = target;
  demand(call, versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', {
    bucket: call.bucket,
    key,
  });
  const { done, freed } = call.index.transaction(() =>
    versionId === undefined ? deleteLatest(call, key, target.etag) : deleteVersion(call, key, versionId),
  );
  call.blobs.remove(freed);
  return done;
};

/** DeleteObject. */
export const deleteObject = async (call: Call): Promise<void> => {
  const target = { key: call.key, versionId: call.query.get('versionId'), etag: call.headers['if-match'] };
  const done = deleteOne(call, target);
  call.outbox.deliver();
  sendEmpty(call, 204, {
    ...(done.versionId !== undefined && { 'x-amz-version-id': done.versionId }),
    ...(done.marker && { 'x-amz-delete-marker': 'true' }),
  });
};

const DeleteDocument = z.object({
  Delete: z.object({
    Object: z
      .array(
        z.object({
          Key: z
            .string()
            .min(1)
            .max(1024)
            .refine((key) => key.isWellFormed()),
          VersionId: z.string().optional(),
          ETag: z.string().optional(),
        }),
      )
      .min(1)
      .max(1000),
    Quiet: z.enum(['true', 'false']).optional(),
  }),
});

/** DeleteObjects: up to 1000 keys, each answered on its own. */
export const deleteObjects = async (call: Call): Promise<void> => {
  requireBucket(call.index, call.bucket);
  const promise = bodyPromiseOf(call, 4 * 1024 * 1024);
  if (!promise.checksum && !promise.trailer && !promise.contentMd5)
    throw new S3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  const text = await receiveText(call, promise);
  const { Delete: asked } = readXml(text, DeleteDocument, ['Object']);
  const deleted: XmlNode[] = [];
  const refused: XmlNode[] = [];
  for (const { Key, VersionId, ETag } of asked.Object)
    try {
      const done = deleteOne(call, { key: Key, versionId: VersionId, etag: ETag });
      const made = VersionId === undefined && done.marker;
      deleted.push({
        Key,
        VersionId,
        DeleteMarker: done.marker ? true : undefined,
        DeleteMarkerVersionId: made ? done.versionId : undefined,
      });
    } catch (fault) {
      if (!(fault instanceof S3Error)) throw fault;
      refused.push({ Key, VersionId, Code: fault.code, Message: fault.message });
    }
  call.outbox.deliver();
  sendXml(call, 'DeleteResult', { Deleted: asked.Quiet === 'true' ? [] : deleted, Error: refused });
};
