import { at, rows, type Json, type System } from './template.ts';

/** Properties whose change makes CloudFormation build a new, empty resource and leave the old one behind. */
const replaces: Record<string, readonly string[]> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'AttributeDefinitions'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration', 'Schema'],
  'AWS::Cognito::UserPoolClient': ['UserPoolId', 'GenerateSecret'],
  'AWS::Cognito::UserPoolDomain': ['Domain', 'UserPoolId'],
};

/** Logical ids of what is kept, with the properties that must never change unseen, and each index's keys. */
export const retainedResources = (system: System): Record<string, Json> =>
  Object.fromEntries(
    rows(system)
      .filter((row) => row.stack === 'data' && row.type in replaces)
      .map((row): [string, Json] => {
        const fixed = (replaces[row.type] ?? []).flatMap((name): [string, Json][] => {
          const value = at(row.properties, name);
          return value === undefined ? [] : [[name, value]];
        });
        const indexes = at(row.properties, 'GlobalSecondaryIndexes');
        return [
          row.id,
          {
            Type: row.type,
            ...Object.fromEntries(fixed),
            ...(indexes === undefined ? {} : { GlobalSecondaryIndexes: indexes }),
          },
        ];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
