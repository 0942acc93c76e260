import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { PortalBucket } from '../constructs/portal-bucket.ts';

/** Output of the data stack that the edge stack, in another region, reads. */
export const PUBLIC_BUCKET_DOMAIN = 'PublicBucketDomain';
/** So that the desk's content policy may name the one bucket it sends parts to. */
export const UPLOADS_BUCKET_DOMAIN = 'UploadsBucketDomain';

/**
 * Lets this account's CloudFront distributions read the public bucket. The one distribution can not be named: it
 * stands in a later stack, and naming it would make the two wait for each other. Listing is allowed so that a
 * missing page is a 404 and not a 403; the edge function never lets a list request through.
 */
export const readableByTheEdge = (stack: Stack, { bucket }: PortalBucket): void => {
  const distributions = {
    ArnLike: { 'aws:SourceArn': `arn:${stack.partition}:cloudfront::${stack.account}:distribution/*` },
  };
  const cloudFront = new ServicePrincipal('cloudfront.amazonaws.com');
  for (const [action, resource] of [
    ['s3:GetObject', bucket.arnForObjects('*')],
    ['s3:ListBucket', bucket.bucketArn],
  ] as const)
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [cloudFront],
        actions: [action],
        resources: [resource],
        conditions: distributions,
      }),
    );
  new CfnOutput(stack, PUBLIC_BUCKET_DOMAIN, { value: bucket.bucketRegionalDomainName });
};
