import { describe, expect, test } from 'vitest';
import { askedCheck } from '../../functions/publishing/asked-check.ts';
import { VERDICT, verdictDetail } from '../../functions/publishing/eicar-verdict.ts';
import readingChosenSample from '../../events/samples/ReadingChosen.v1.json' with { type: 'json' };
import { firstUpload, secondUpload } from '../fixtures/datasets.ts';

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
    expect(askedCheck(documented, 'uploads')).toEqual({
      uploadId: firstUpload,
      objectKey: key,
      verdict: 'NO_THREATS_FOUND',
    });
    expect(askedCheck(ours, 'uploads')).toEqual(askedCheck(documented, 'uploads'));
  });

  test('say nothing about an object of another bucket, or one that is no upload', () => {
    expect(askedCheck(documented, 'another-bucket')).toBeUndefined();
    const elsewhere = { ...documented, detail: verdictDetail('uploads', 'assets/site.css', false) };
    expect(askedCheck(elsewhere, 'uploads')).toBeUndefined();
  });
});

describe('a message that asks to go on', () => {
  const continued = { uploadId: secondUpload, objectKey: key, verdict: 'NO_THREATS_FOUND' };

  test('names the upload itself: one read in another way has the object of the upload it came from', () => {
    expect(askedCheck({ continue: continued }, 'uploads')).toEqual(continued);
  });

  test('or is our event that another reading was chosen', () => {
    expect(askedCheck(readingChosenSample, 'uploads')).toEqual({
      uploadId: readingChosenSample.data.uploadId,
    });
  });

  test('of another kind is no work of the check', () => {
    expect(() => askedCheck({ ...readingChosenSample, type: 'ReleaseApproved' }, 'uploads')).toThrow();
  });
});
