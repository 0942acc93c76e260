import type { ObjectEvent } from '../engines/object-store/object-store.ts';

/** The EventBridge event that S3 sends for a new object; undefined for what our rules never ask about. */
export const objectCreated = (event: ObjectEvent) => {
  if (event.reason === 'DeleteObject') return undefined;
  return {
    source: 'aws.s3',
    'detail-type': 'Object Created',
    resources: [`arn:aws:s3:::${event.bucket}`],
    detail: {
      version: '0',
      bucket: { name: event.bucket },
      object: {
        key: event.key,
        size: event.size,
        etag: event.etag,
        ...(event.versionId ? { 'version-id': event.versionId } : {}),
        sequencer: event.sequencer,
      },
      'request-id': event.sequencer.toUpperCase(),
      requester: '000000000000',
      'source-ip-address': '127.0.0.1',
      reason: event.reason,
    },
  };
};
