import * as buckets from './bucket-operations.ts';
import { deleteObjects } from './delete-object.ts';
import { listObjects } from './list-objects.ts';
import { listUploads } from './list-uploads.ts';
import { listVersions } from './list-versions.ts';
import type { Route } from './routes.ts';

const listing = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

/** The operations on the service and on buckets, the more particular before the general. */
export const bucketRoutes: Route[] = [
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
];
