import * as buckets from './bucket-operations.ts';
import type { Call } from './call.ts';
import { completeUpload } from './complete-upload.ts';
import { copyObject, uploadPartCopy } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { listObjects } from './list-objects.ts';
import { listParts, listUploads } from './list-uploads.ts';
import { listVersions } from './list-versions.ts';
import { abortUpload, createUpload, uploadPart } from './multipart-upload.ts';
import { objectAttributes } from './object-attributes.ts';
import { getRetention, putRetention } from './object-retention.ts';
import { putObject } from './put-object.ts';
import { readObject } from './read-object.ts';
import { notImplemented } from './s3-error.ts';

/** One operation: what selects it, which query parameters it understands, and the permission it needs. */
export type Route = {
  name: string;
  method: string;
  level: 'service' | 'bucket' | 'object';
  /** Query parameters that must be present. */
  marks?: string[];
  /** A header that must be present. */
  header?: string;
  /** Further query parameters it understands; any other is answered 501. */
  query?: string[];
  /** Undefined where the operation asks for its permissions itself, key by key. */
  action?: string;
  run: (call: Call) => Promise<void>;
};

const overrides = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];
const listing = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];
const source = 'x-amz-copy-source';

/** Everything the store does, the more particular operation before the general one. */
export const routes: Route[] = [
  {
    name: 'ListBuckets',
    method: 'GET',
    level: 'service',
    action: 's3:ListAllMyBuckets',
    run: buckets.listBuckets,
  },
  { name: 'HeadBucket', method: 'HEAD', level: 'bucket', action: 's3:ListBucket', run: buckets.headBucket },
  {
    name: 'CreateBucket',
    method: 'PUT',
    level: 'bucket',
    action: 's3:CreateBucket',
    run: buckets.createBucket,
  },
  {
    name: 'GetBucketLocation',
    method: 'GET',
    level: 'bucket',
    marks: ['location'],
    action: 's3:GetBucketLocation',
    run: buckets.bucketLocation,
  },
  {
    name: 'GetBucketVersioning',
    method: 'GET',
    level: 'bucket',
    marks: ['versioning'],
    action: 's3:GetBucketVersioning',
    run: buckets.bucketVersioning,
  },
  {
    name: 'GetObjectLockConfiguration',
    method: 'GET',
    level: 'bucket',
    marks: ['object-lock'],
    action: 's3:GetBucketObjectLockConfiguration',
    run: buckets.bucketLock,
  },
  {
    name: 'GetBucketCors',
    method: 'GET',
    level: 'bucket',
    marks: ['cors'],
    action: 's3:GetBucketCORS',
    run: buckets.bucketCors,
  },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    level: 'bucket',
    marks: ['versions'],
    query: [...listing, 'key-marker', 'version-id-marker'],
    action: 's3:ListBucketVersions',
    run: listVersions,
  },
  {
    name: 'ListMultipartUploads',
    method: 'GET',
    level: 'bucket',
    marks: ['uploads'],
    query: ['prefix'],
    action: 's3:ListBucketMultipartUploads',
    run: listUploads,
  },
  {
    name: 'ListObjectsV2',
    method: 'GET',
    level: 'bucket',
    marks: ['list-type'],
    query: [...listing, 'continuation-token', 'start-after', 'fetch-owner'],
    action: 's3:ListBucket',
    run: listObjects,
  },
  { name: 'DeleteObjects', method: 'POST', level: 'bucket', marks: ['delete'], run: deleteObjects },

  {
    name: 'ListParts',
    method: 'GET',
    level: 'object',
    marks: ['uploadId'],
    query: ['max-parts', 'part-number-marker'],
    run: listParts,
  },
  {
    name: 'GetObjectRetention',
    method: 'GET',
    level: 'object',
    marks: ['retention'],
    query: ['versionId'],
    action: 's3:GetObjectRetention',
    run: getRetention,
  },
  {
    name: 'GetObjectAttributes',
    method: 'GET',
    level: 'object',
    marks: ['attributes'],
    query: ['versionId'],
    action: 's3:GetObjectAttributes',
    run: objectAttributes,
  },
  {
    name: 'GetObject',
    method: 'GET',
    level: 'object',
    marks: ['versionId'],
    query: overrides,
    action: 's3:GetObjectVersion',
    run: readObject,
  },
  {
    name: 'GetObject',
    method: 'GET',
    level: 'object',
    query: overrides,
    action: 's3:GetObject',
    run: readObject,
  },
  {
    name: 'HeadObject',
    method: 'HEAD',
    level: 'object',
    marks: ['versionId'],
    query: overrides,
    action: 's3:GetObjectVersion',
    run: readObject,
  },
  {
    name: 'HeadObject',
    method: 'HEAD',
    level: 'object',
    query: overrides,
    action: 's3:GetObject',
    run: readObject,
  },
  {
    name: 'UploadPartCopy',
    method: 'PUT',
    level: 'object',
    marks: ['uploadId', 'partNumber'],
    header: source,
    action: 's3:PutObject',
    run: uploadPartCopy,
  },
  {
    name: 'UploadPart',
    method: 'PUT',
    level: 'object',
    marks: ['uploadId', 'partNumber'],
    action: 's3:PutObject',
    run: uploadPart,
  },
  {
    name: 'PutObjectRetention',
    method: 'PUT',
    level: 'object',
    marks: ['retention'],
    query: ['versionId'],
    action: 's3:PutObjectRetention',
    run: putRetention,
  },
  {
    name: 'CopyObject',
    method: 'PUT',
    level: 'object',
    header: source,
    action: 's3:PutObject',
    run: copyObject,
  },
  { name: 'PutObject', method: 'PUT', level: 'object', action: 's3:PutObject', run: putObject },
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    level: 'object',
    marks: ['uploads'],
    action: 's3:PutObject',
    run: createUpload,
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    level: 'object',
    marks: ['uploadId'],
    action: 's3:PutObject',
    run: completeUpload,
  },
  { name: 'AbortMultipartUpload', method: 'DELETE', level: 'object', marks: ['uploadId'], run: abortUpload },
  { name: 'DeleteObject', method: 'DELETE', level: 'object', query: ['versionId'], run: deleteObject },
];

const knownHeaders = new Set(
  [
    'date content-sha256 security-token user-agent decoded-content-length trailer sdk-checksum-algorithm',
    'checksum-algorithm checksum-type checksum-mode checksum-crc32 checksum-crc32c checksum-crc64nvme checksum-sha1',
    'checksum-sha256 mp-object-size metadata-directive copy-source copy-source-range copy-source-if-match',
    'copy-source-if-none-match object-lock-mode object-lock-retain-until-date bypass-governance-retention',
    'bucket-object-lock-enabled object-attributes max-parts part-number-marker',
  ].flatMap((line) => line.split(' ').map((name) => `x-amz-${name}`)),
);

const refuseUnknownHeaders = (headers: Record<string, string>): void => {
  for (const name of Object.keys(headers))
    if (name.startsWith('x-amz-') && !name.startsWith('x-amz-meta-') && !knownHeaders.has(name))
      throw notImplemented(`The header ${name}`);
};

/** Finds the operation a request means; whatever is not understood whole is refused by name. */
export const routeOf = (request: {
  method: string;
  level: Route['level'];
  query: Map<string, string>;
  headers: Record<string, string>;
}): Route => {
  refuseUnknownHeaders(request.headers);
  const names = [...request.query.keys()].filter((name) => name !== 'x-id');
  const fits = routes.filter(
    (route) =>
      route.method === request.method &&
      route.level === request.level &&
      (route.marks ?? []).every((mark) => request.query.has(mark)) &&
      (route.header === undefined || request.headers[route.header] !== undefined),
  );
  const understood = fits.find((route) =>
    names.every((name) => [...(route.marks ?? []), ...(route.query ?? [])].includes(name)),
  );
  if (understood) return understood;
  const unknown = names.length > 0 ? ` with ?${names.join('&')}` : '';
  throw notImplemented(`${request.method} of a ${request.level}${unknown}`);
};
