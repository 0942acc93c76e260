/** GuardDuty's name for its verdict, in every environment. */
export const VERDICT = 'GuardDuty Malware Protection Object Scan Result';

/** The detail of a verdict as GuardDuty words it (user guide, “Monitoring S3 object scans with Amazon EventBridge”). */
export const verdictDetail = (bucketName: string, objectKey: string, found: boolean) => ({
  schemaVersion: '1.0',
  scanStatus: 'COMPLETED',
  resourceType: 'S3_OBJECT',
  s3ObjectDetails: { bucketName, objectKey, s3Throttled: false },
  scanResultDetails: {
    scanResultStatus: found ? 'THREATS_FOUND' : 'NO_THREATS_FOUND',
    threats: found ? [{ name: 'EICAR-Test-File' }] : null,
  },
});
