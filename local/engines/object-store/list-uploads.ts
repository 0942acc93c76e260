import { requireBucket } from './bucket-table.ts';
import { demand, sendXml, type Call } from './call.ts';
import { checksumElement } from './checksums.ts';
import { requireUpload } from './multipart-upload.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { partsOf, uploadsOf } from './upload-table.ts';

const numberOf = (text: string | undefined, otherwise: number, name: string): number => {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new S3Error('InvalidArgument', `Provided ${name} is not an integer`);
  return Number(text);
};

/** ListParts, in pages of at most 1000. */
export const listParts = async (call: Call): Promise<void> => {
  demand(call, 's3:ListMultipartUploadParts');
  const upload = requireUpload(call);
  const max = Math.min(numberOf(call.query.get('max-parts'), 1000, 'max-parts'), 1000);
  const after = numberOf(call.query.get('part-number-marker'), 0, 'part-number-marker');
  const rest = partsOf(call.index, upload.id).filter((part) => part.part > after);
  const page = rest.slice(0, max);
  sendXml(call, 'ListPartsResult', {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.id,
    StorageClass: 'STANDARD',
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.part ?? after,
    MaxParts: max,
    IsTruncated: rest.length > page.length,
    ChecksumAlgorithm: upload.declared ? upload.algorithm : undefined,
    ChecksumType: upload.declared ? upload.type : undefined,
    Part: page.map((part) => ({
      PartNumber: part.part,
      LastModified: part.modified.toISOString(),
      ETag: `"${part.etag}"`,
      Size: part.size,
      [checksumElement(upload.algorithm)]: upload.declared ? part.checksum : undefined,
    })),
  });
};

/** ListMultipartUploads: the first 1000 under a prefix; says so when there are more than it can page through. */
export const listUploads = async (call: Call): Promise<void> => {
  requireBucket(call.index, call.bucket);
  const uploads = uploadsOf(call.index, call.bucket, call.query.get('prefix') ?? '', 1001);
  if (uploads.length > 1000) throw notImplemented('ListMultipartUploads with more than 1000 open uploads');
  sendXml(call, 'ListMultipartUploadsResult', {
    Bucket: call.bucket,
    Prefix: call.query.get('prefix') ?? '',
    MaxUploads: 1000,
    IsTruncated: false,
    Upload: uploads.map((upload) => ({
      Key: upload.key,
      UploadId: upload.id,
      Initiated: upload.started.toISOString(),
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: upload.declared ? upload.algorithm : undefined,
      ChecksumType: upload.declared ? upload.type : undefined,
    })),
  });
};
