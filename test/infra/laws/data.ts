import { at, rows, type Law } from '../template.ts';

const KEPT = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];

const isReal = (name: string): boolean => name !== 'dev';

export const realDataIsRetained: Law = (system) =>
  isReal(system.name)
    ? rows(system)
        .filter((row) => KEPT.includes(row.type))
        .filter(
          ({ resource }) => resource.DeletionPolicy !== 'Retain' || resource.UpdateReplacePolicy !== 'Retain',
        )
        .map((row) => `${row.id} would be deleted with its stack`)
    : [];

export const realDataIsProtected: Law = (system) => {
  if (!isReal(system.name)) return [];
  const tables = rows(system, 'AWS::DynamoDB::Table').filter(
    (it) => at(it.properties, 'DeletionProtectionEnabled') !== true,
  );
  const pools = rows(system, 'AWS::Cognito::UserPool').filter(
    (it) => at(it.properties, 'DeletionProtection') !== 'ACTIVE',
  );
  return [...tables, ...pools].map((row) => `${row.id} can be deleted by one call`);
};

export const everyTableIsRecoverable: Law = (system) =>
  rows(system, 'AWS::DynamoDB::Table')
    .filter(
      (it) => at(it.properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') !== true,
    )
    .map((row) => `${row.id} can not be brought back to a moment`);

export const everyBucketIsPrivate: Law = (system) =>
  rows(system, 'AWS::S3::Bucket')
    .filter((it) =>
      ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].some(
        (door) => at(it.properties, 'PublicAccessBlockConfiguration', door) !== true,
      ),
    )
    .map((row) => `${row.id} can be opened to the public`);

export const evidenceIsLocked: Law = (system) => {
  const evidence = rows(system, 'AWS::S3::Bucket').find((it) => it.id === 'EvidenceBucket');
  const days = at(evidence?.properties, 'ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Days');
  return days === system.environment.data.evidenceRetentionDays
    ? []
    : ['evidence can be changed before its time'];
};

/** What keeps data stands in the data stack, so that the service stack can always be thrown away. */
export const onlyTheDataStackKeeps: Law = (system) =>
  rows(system)
    .filter((row) => KEPT.includes(row.type) && row.stack !== 'data')
    .map((row) => `${row.id} keeps data in the ${row.stack} stack`);

export const noCustomResources: Law = (system) =>
  rows(system)
    .filter((row) => row.type.startsWith('Custom::') || row.type === 'AWS::CloudFormation::CustomResource')
    .map((row) => `${row.id} runs code at deployment`);

/** A template that asks an account for something can not be made offline, nor twice the same. */
export const nothingIsLookedUp: Law = ({ lookups }) =>
  lookups.map((it) => `asks the account for ${JSON.stringify(at(it, 'provider'))}`);
