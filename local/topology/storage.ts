import * as z from 'zod';
import type { IndexDefinition, KeyAttribute, TableDefinition } from '../engines/dynamodb/ensure-table.ts';
import { BucketConfig } from '../engines/object-store/bucket-table.ts';

const KeySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1);

/** A parameter that the template itself writes. */
export const ParameterProperties = z.strictObject({
  Name: z.string(),
  Type: z.literal('String'),
  Value: z.string(),
});

/** Properties of a table that the engine carries out. */
export const TableProperties = z.strictObject({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .default([]),
  StreamSpecification: z
    .strictObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

export const tableOf = (name: string, given: z.output<typeof TableProperties>): TableDefinition => {
  const typeOf = (attribute: string): KeyAttribute['type'] => {
    const found = given.AttributeDefinitions.find((one) => one.AttributeName === attribute);
    if (!found) throw new TypeError(`${name}: the key ${attribute} is not defined`);
    return found.AttributeType;
  };
  const keysOf = (schema: z.output<typeof KeySchema>): Pick<IndexDefinition, 'partitionKey' | 'sortKey'> => {
    const key = (type: 'HASH' | 'RANGE'): KeyAttribute | undefined => {
      const found = schema.find((one) => one.KeyType === type)?.AttributeName;
      return found === undefined ? undefined : { name: found, type: typeOf(found) };
    };
    const partitionKey = key('HASH');
    if (!partitionKey) throw new TypeError(`${name}: no partition key`);
    return { partitionKey, sortKey: key('RANGE') };
  };
  return {
    name,
    ...keysOf(given.KeySchema),
    indexes: given.GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) => ({
      name: IndexName,
      ...keysOf(keys),
      projection:
        Projection.ProjectionType === 'INCLUDE'
          ? (Projection.NonKeyAttributes ?? [])
          : Projection.ProjectionType,
    })),
    streamView: given.StreamSpecification?.StreamViewType,
    ttlAttribute: given.TimeToLiveSpecification?.Enabled
      ? given.TimeToLiveSpecification.AttributeName
      : undefined,
  };
};

const Enabled = z.literal('Enabled');

/** Properties of a bucket that the object store carries out. */
export const BucketProperties = z.strictObject({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.strictObject({ Status: Enabled }).optional(),
  ObjectLockEnabled: z.boolean().optional(),
  ObjectLockConfiguration: z
    .strictObject({
      ObjectLockEnabled: Enabled,
      Rule: z
        .strictObject({
          DefaultRetention: z.strictObject({
            Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
            Days: z.int().positive(),
          }),
        })
        .optional(),
    })
    .optional(),
  CorsConfiguration: z
    .strictObject({
      CorsRules: z.array(
        z.strictObject({
          AllowedOrigins: z.array(z.string()),
          AllowedMethods: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).default([]),
          ExposedHeaders: z.array(z.string()).default([]),
          MaxAge: z.int().optional(),
        }),
      ),
    })
    .optional(),
  NotificationConfiguration: z
    .strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }) })
    .optional(),
});

export const bucketOf = (given: z.output<typeof BucketProperties>): BucketConfig => {
  const retention = given.ObjectLockConfiguration?.Rule?.DefaultRetention;
  return BucketConfig.parse({
    versioning: given.VersioningConfiguration !== undefined,
    ...(retention ? { objectLock: { mode: retention.Mode, days: retention.Days } } : {}),
    ...(given.ObjectLockEnabled ? { objectLockEnabled: true } : {}),
    cors: (given.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      allowedOrigins: rule.AllowedOrigins,
      allowedMethods: rule.AllowedMethods,
      allowedHeaders: rule.AllowedHeaders,
      exposedHeaders: rule.ExposedHeaders,
      ...(rule.MaxAge === undefined ? {} : { maxAge: rule.MaxAge }),
    })),
    eventBridge: given.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false,
  });
};
