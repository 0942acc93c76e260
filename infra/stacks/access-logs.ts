import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ACCESS_LOG_PREFIX } from '../../shared/contract/access-log.ts';
import type { PortalBucket } from '../constructs/portal-bucket.ts';

/** Output of the data stack that the edge stack, in another region, reads. */
export const ACCESS_LOGS_BUCKET = 'AccessLogsBucketArn';

/**
 * Lets CloudFront's log delivery write into the bucket, below one prefix. The sender stands in us-east-1, in a later
 * stack, so the statement names all deliveries of this account and no single one.
 */
export const writableByLogDelivery = (stack: Stack, { bucket }: PortalBucket): void => {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${ACCESS_LOG_PREFIX}*`)],
      conditions: {
        StringEquals: {
          's3:x-amz-acl': 'bucket-owner-full-control',
          'aws:SourceAccount': stack.account,
        },
        ArnLike: {
          'aws:SourceArn': `arn:${stack.partition}:logs:us-east-1:${stack.account}:delivery-source:*`,
        },
      },
    }),
  );
  new CfnOutput(stack, ACCESS_LOGS_BUCKET, { value: bucket.bucketArn });
};
