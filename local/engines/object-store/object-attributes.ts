import { requireBucket } from './bucket-table.ts';
import { sendXml, type Call } from './call.ts';
import { checksumElement } from './checksums.ts';
import { versionHeader } from './object-headers.ts';
import { requireVersion } from './read-object.ts';
import { S3Error } from './s3-error.ts';
import { piecesOf, type Version } from './version-table.ts';
import type { XmlNode } from './xml-write.ts';

const known = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];

const partsNode = (call: Call, version: Version): XmlNode | undefined => {
  if (!version.etag.includes('-')) return undefined;
  const pieces = piecesOf(call.index, version.seq);
  const after = Number(call.headers['x-amz-part-number-marker'] ?? 0);
  const max = Math.min(Number(call.headers['x-amz-max-parts'] ?? 1000), 1000);
  const rest = pieces.filter((piece) => piece.part > after);
  const page = rest.slice(0, max);
  const { checksum } = version;
  return {
    PartsCount: pieces.length,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.part ?? after,
    MaxParts: max,
    IsTruncated: rest.length > page.length,
    Part: page.map((piece) => ({
      PartNumber: piece.part,
      Size: piece.size,
      ...(checksum && { [checksumElement(checksum.algorithm)]: piece.checksum }),
    })),
  };
};

/** GetObjectAttributes. */
export const objectAttributes = async (call: Call): Promise<void> => {
  const bucket = requireBucket(call.index, call.bucket);
  const asked = (call.headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim());
  if (asked.some((name) => !known.includes(name)))
    throw new S3Error('InvalidArgument', 'Invalid attribute name specified.');
  const version = requireVersion(call, { ...call, versionId: call.query.get('versionId') });
  const { checksum } = version;
  const wants = (name: string): boolean => asked.includes(name);
  sendXml(
    call,
    'GetObjectAttributesResponse',
    {
      ETag: wants('ETag') ? version.etag : undefined,
      Checksum:
        // Here, and only here, AWS shows a composite without its `-N` (floci-io/floci issue 3083).
        wants('Checksum') && checksum
          ? {
              [checksumElement(checksum.algorithm)]: checksum.value.replace(/-\d+$/, ''),
              ChecksumType: checksum.type,
            }
          : undefined,
      ObjectParts: wants('ObjectParts') ? partsNode(call, version) : undefined,
      StorageClass: wants('StorageClass') ? 'STANDARD' : undefined,
      ObjectSize: wants('ObjectSize') ? version.size : undefined,
    },
    {
      'last-modified': version.modified.toUTCString(),
      ...versionHeader(version.versionId, bucket.versioning !== 'Off'),
    },
  );
};
