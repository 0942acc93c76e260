import { describe, expect, test } from 'vitest';
import { VERDICT, verdictDetail } from '../../functions/publishing/eicar-verdict.ts';
import { verdictOf } from '../../functions/publishing/scan-verdict.ts';
import { firstUpload } from '../fixtures/datasets.ts';

const key = `uploads/${firstUpload}/a-random-key`;

/** The event as the GuardDuty user guide gives it for an object without threats; bucket and key are ours. */
const documented = {
  version: '0',
  id: '72c7d362-737a-6dce-fc78-9e27a0171419',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  source: 'aws.guardduty',
  account: '111122223333',
  time: '2024-02-28T01:01:01Z',
  region: 'us-east-1',
  resources: ['arn:aws:guardduty:us-east-1:111122223333:malware-protection-plan/b4c7f464ab3a4EXAMPLE'],
  detail: {
    schemaVersion: '1.0',
    scanStatus: 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: 'uploads',
      objectKey: key,
      eTag: 'ASIAI44QH8DHBEXAMPLE',
      versionId: 'd41d8cd98f00b204e9800998eEXAMPLE',
      s3Throttled: false,
    },
    scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
  },
};

/** Paths of a value with the kind of what stands there. */
const shapeOf = (value: unknown, path = ''): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, inner]) => shapeOf(inner, `${path}.${name}`))
    : [`${path}: ${value === null ? 'null' : typeof value}`];

const ours = { ...documented, source: 'portal.eicar', detail: verdictDetail('uploads', key, false) };

describe('the two scanners', () => {
  test('say a verdict in the same shape; ours leaves out only what it does not know', () => {
    expect(VERDICT).toBe(documented['detail-type']);
    const missing = shapeOf(documented.detail).filter((path) => !shapeOf(ours.detail).includes(path));
    const added = shapeOf(ours.detail).filter((path) => !shapeOf(documented.detail).includes(path));
    expect(added).toEqual([]);
    expect(missing).toEqual(['.s3ObjectDetails.eTag: string', '.s3ObjectDetails.versionId: string']);
  });

  test('are read alike', () => {
    expect(verdictOf(documented, 'uploads')).toEqual({
      uploadId: firstUpload,
      objectKey: key,
      status: 'NO_THREATS_FOUND',
    });
    expect(verdictOf(ours, 'uploads')).toEqual(verdictOf(documented, 'uploads'));
  });

  test('say nothing about an object of another bucket, or one that is no upload', () => {
    expect(verdictOf(documented, 'another-bucket')).toBeUndefined();
    const elsewhere = { ...documented, detail: verdictDetail('uploads', 'assets/site.css', false) };
    expect(verdictOf(elsewhere, 'uploads')).toBeUndefined();
  });
});
