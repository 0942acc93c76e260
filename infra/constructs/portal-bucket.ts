import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  type CfnBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge, importedName } from './acknowledge.ts';
import { removalOf } from './portal-table.ts';
import type { ServiceFunction } from './service-function.ts';

export type PortalBucketProps = {
  readonly environment: Environment;
  readonly versioned?: boolean;
  /** Objects can not be changed or removed for so long (governance: the account's own administrators excepted). */
  readonly lockedForDays?: number;
  readonly expireAfterDays?: number;
  /** Every object created is told to EventBridge. */
  readonly tellsEvents?: boolean;
  /** Browsers of this origin may PUT parts by signed address. */
  readonly uploadsFrom?: string;
};

type ObjectAction =
  'GetObject' | 'PutObject' | 'DeleteObject' | 'AbortMultipartUpload' | 'ListMultipartUploadParts';

/** A private bucket: no public access, TLS only, encrypted, kept when real. Its logical id is `<id>Bucket` for ever. */
export class PortalBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: PortalBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: removalOf(props.environment),
      ...(props.versioned || props.lockedForDays ? { versioned: true } : {}),
      ...(props.lockedForDays
        ? {
            objectLockEnabled: true,
            objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(props.lockedForDays)),
          }
        : {}),
      ...(props.expireAfterDays
        ? {
            lifecycleRules: [
              {
                expiration: Duration.days(props.expireAfterDays),
                abortIncompleteMultipartUploadAfter: Duration.days(2),
              },
            ],
          }
        : {}),
    });
    const resource = this.bucket.node.defaultChild as CfnBucket;
    resource.overrideLogicalId(`${id}Bucket`);
    // The L2 property `eventBridgeEnabled` brings a Python custom resource; the L1 one does not.
    if (props.tellsEvents)
      resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    if (props.uploadsFrom)
      resource.corsConfiguration = {
        corsRules: [
          {
            allowedOrigins: [props.uploadsFrom],
            allowedMethods: ['PUT'],
            allowedHeaders: ['content-type', 'x-amz-*'],
            exposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
            maxAge: 3600,
          },
        ],
      };
    acknowledge(
      this.bucket,
      'AwsSolutions-S1',
      'Every function that touches this bucket logs by itself; access logs come with the download count.',
    );
  }

  /** Allows single named actions on the bucket's objects. */
  grant(caller: ServiceFunction, actions: readonly ObjectAction[]): void {
    acknowledge(
      caller.role,
      `AwsSolutions-IAM5[Resource::${importedName(this, this.bucket.bucketArn)}/*]`,
      'Keys are made at run time, one a file; the actions are named singly and the bucket is one.',
    );
    caller.allow(
      actions.map((action) => `s3:${action}`),
      [this.bucket.arnForObjects('*')],
    );
  }

  /** Allows reading and listing below one folder (`cdn/`), and nothing beside it. */
  grantReadBelow(caller: ServiceFunction, folder: `${string}/`): void {
    acknowledge(
      caller.role,
      `AwsSolutions-IAM5[Resource::${importedName(this, this.bucket.bucketArn)}/${folder}*]`,
      'Whoever writes there names the files; one action, one folder of one bucket.',
    );
    caller.allow(['s3:GetObject'], [this.bucket.arnForObjects(`${folder}*`)]);
    caller.allow(['s3:ListBucket'], [this.bucket.bucketArn], { StringLike: { 's3:prefix': `${folder}*` } });
  }

  /** Allows single named actions on objects below one folder, and nothing beside it. */
  grantObjectsBelow(caller: ServiceFunction, actions: readonly ObjectAction[], folder: `${string}/`): void {
    acknowledge(
      caller.role,
      `AwsSolutions-IAM5[Resource::${importedName(this, this.bucket.bucketArn)}/${folder}*]`,
      'Keys are made at run time, one a file, all below this folder of one bucket; the actions are named singly.',
    );
    caller.allow(
      actions.map((action) => `s3:${action}`),
      [this.bucket.arnForObjects(`${folder}*`)],
    );
  }

  /** Allows reading objects of one name, each in a folder made at run time, without listing. */
  grantReadNamed(caller: ServiceFunction, pattern: `${string}/*/${string}`): void {
    acknowledge(
      caller.role,
      `AwsSolutions-IAM5[Resource::${importedName(this, this.bucket.bucketArn)}/${pattern}]`,
      'The folder is made at run time, one an upload; one action, one name.',
    );
    caller.allow(['s3:GetObject'], [this.bucket.arnForObjects(pattern)]);
  }

  /** Allows writing these objects, and no other. */
  grantWriteObjects(caller: ServiceFunction, keys: readonly string[]): void {
    caller.allow(
      ['s3:PutObject'],
      keys.map((key) => this.bucket.arnForObjects(key)),
    );
  }

  /** Without it S3 answers 403 for a missing key, and “not there yet” can not be told from “forbidden”. */
  grantTellMissing(caller: ServiceFunction): void {
    caller.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
  }
}
