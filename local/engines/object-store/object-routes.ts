import { completeUpload } from './complete-upload.ts';
import { copyObject, uploadPartCopy } from './copy-object.ts';
import { deleteObject } from './delete-object.ts';
import { listParts } from './list-uploads.ts';
import { abortUpload, createUpload, uploadPart } from './multipart-upload.ts';
import { objectAttributes } from './object-attributes.ts';
import { getRetention, putRetention } from './object-retention.ts';
import { putObject } from './put-object.ts';
import { readObject } from './read-object.ts';
import type { Route } from './routes.ts';

const overrides = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];
const source = 'x-amz-copy-source';

/** The operations on objects, the more particular before the general. */
export const objectRoutes: Route[] = [
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
