import { join } from 'node:path';
import { CfnOutput, Duration, Fn, Stack, type App } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  Distribution,
  Function,
  FunctionCode,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  type CfnDistribution,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ORIGIN_SECRET_HEADER } from '../../shared/contract/public-paths.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { root } from '../constructs/setting.ts';
import { behavioursOf } from '../edge/behaviours.ts';
import { firewall } from '../edge/firewall.ts';
import { letPublicationInvalidate } from '../edge/invalidation.ts';
import { deliverAccessLogs } from '../edge/log-delivery.ts';
import { originSecretValue } from '../edge/origin-secret.ts';
import type { Environment, EnvironmentName } from '../environments.ts';
import { PUBLIC_BUCKET_DOMAIN, UPLOADS_BUCKET_DOMAIN } from './public-origin.ts';

/** CloudFront reads certificates and firewalls in this region only, so its stack lives there. */
const EDGE_REGION = 'us-east-1';

/**
 * The edge stack. What it needs from the home region it reads by output (`Fn::GetStackOutput`): no custom resource,
 * no parameter typed by hand, and deploying it again follows a new API.
 */
export const makeEdgeStack = (app: App, name: EnvironmentName, environment: Environment): Stack => {
  const stack = new Stack(app, `${name}-edge`, {
    env: { region: EDGE_REGION, ...(environment.account ? { account: environment.account } : {}) },
    terminationProtection: environment.data.terminationProtection,
    description: `Open-data portal (${name}): CDN`,
  });
  const site = new Function(stack, 'Site', {
    code: FunctionCode.fromFile({ filePath: join(root, 'infra', 'edge', 'site.js') }),
    runtime: FunctionRuntime.JS_2_0,
    comment: 'Paths to keys; object metadata to redirect or 410',
  });
  const outputOf = (of: 'data' | 'service', output: string): string =>
    Fn.getStackOutput(`${name}-${of}`, output, environment.region);
  const { byPattern, otherwise } = behavioursOf(stack, {
    name,
    site,
    origins: originsOf(stack, name, environment, outputOf),
    peers: {
      signIn: [
        `https://cognito-idp.${environment.region}.amazonaws.com`,
        `https://${environment.signInPrefix}.auth.${environment.region}.amazoncognito.com`,
      ],
      uploads: Fn.join('', ['https://', outputOf('data', UPLOADS_BUCKET_DOMAIN)]),
    },
  });
  const distribution = new Distribution(stack, 'Cdn', {
    comment: `Open-data portal (${name})`,
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_200,
    webAclId: firewall(stack, name, environment).attrArn,
    ...(environment.domain && environment.certificateArn
      ? {
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          domainNames: [environment.domain],
          certificate: Certificate.fromCertificateArn(stack, 'Certificate', environment.certificateArn),
        }
      : {}),
    defaultBehavior: otherwise,
    additionalBehaviors: byPattern,
    // Without this an error is kept for ten seconds whatever the cache policy says: one officer's 403 for all of them.
    errorResponses: [400, 403, 404, 405, 500, 502, 503, 504].map((httpStatus) => ({
      httpStatus,
      ttl: Duration.seconds(0),
    })),
  });
  (distribution.node.defaultChild as CfnDistribution).overrideLogicalId('Cdn');
  deliverAccessLogs(stack, name, environment, distribution);
  letPublicationInvalidate(stack, name, environment, distribution);
  new CfnOutput(stack, 'DistributionDomain', { value: distribution.distributionDomainName });
  acknowledgeEdge(distribution, environment);
  return stack;
};

/**
 * Files come from the bucket; where it has none (404, because the edge may list it), the API says so in a page. There
 * is no error page of the distribution: it would put that page in place of the API's own 404 as well.
 */
const originsOf = (
  stack: Stack,
  name: EnvironmentName,
  environment: Environment,
  outputOf: (of: 'data' | 'service', output: string) => string,
) => {
  const bucket = Bucket.fromBucketAttributes(stack, 'PublicBucket', {
    bucketArn: 'arn:aws:s3:::public',
    bucketRegionalDomainName: outputOf('data', PUBLIC_BUCKET_DOMAIN),
  });
  const files = S3BucketOrigin.withOriginAccessControl(bucket);
  const api = new HttpOrigin(outputOf('service', 'ApiDomain'), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    customHeaders: {
      [ORIGIN_SECRET_HEADER]: originSecretValue(name, environment.originSecretGeneration),
    },
  });
  return {
    api,
    files,
    filesOrNotFound: new OriginGroup({
      primaryOrigin: files,
      fallbackOrigin: api,
      fallbackStatusCodes: [404],
    }),
  };
};

const acknowledgeEdge = (distribution: Distribution, environment: Environment): void => {
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'Open data are for readers in every country, so no country is shut out.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR3',
    'Access logs are delivered by standard logging version 2, which stands outside the distribution.',
  );
  acknowledge(
    distribution,
    '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
    'The data stack itself lets the distributions of this account read (public-origin.ts).',
  );
  if (!environment.certificateArn)
    acknowledge(
      distribution,
      'AwsSolutions-CFR4',
      'Without a domain there is only the default certificate of CloudFront.',
    );
};
