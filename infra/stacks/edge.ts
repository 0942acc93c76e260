import { join } from 'node:path';
import { Fn, Stack, type App } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type CfnDistribution,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../constructs/acknowledge.ts';
import { root } from '../constructs/setting.ts';
import type { Environment, EnvironmentName } from '../environments.ts';
import { PUBLIC_BUCKET_DOMAIN } from './public-origin.ts';

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
  const bucket = Bucket.fromBucketAttributes(stack, 'PublicBucket', {
    bucketArn: 'arn:aws:s3:::public',
    bucketRegionalDomainName: Fn.getStackOutput(`${name}-data`, PUBLIC_BUCKET_DOMAIN, environment.region),
  });
  const api = Fn.getStackOutput(`${name}-service`, 'ApiDomain', environment.region);

  const distribution = new Distribution(stack, 'Cdn', {
    comment: `Open-data portal (${name})`,
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_200,
    ...(environment.domain && environment.certificateArn
      ? {
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          domainNames: [environment.domain],
          certificate: Certificate.fromCertificateArn(stack, 'Certificate', environment.certificateArn),
        }
      : {}),
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      compress: true,
      functionAssociations: [FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE].map(
        (eventType) => ({
          function: site,
          eventType,
        }),
      ),
    },
    additionalBehaviors: {
      '/api/*': {
        origin: new HttpOrigin(api, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        compress: true,
      },
    },
    // Only 404: the API's 403 must keep its own words, and the bucket answers 404 because the edge may list it.
    errorResponses: [{ httpStatus: 404, responseHttpStatus: 404, responsePagePath: '/404.html' }],
  });
  (distribution.node.defaultChild as CfnDistribution).overrideLogicalId('Cdn');
  acknowledgeEdge(distribution, environment);
  return stack;
};

const acknowledgeEdge = (distribution: Distribution, environment: Environment): void => {
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'Open data are for readers in every country, so no country is shut out.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR2',
    'The firewall with its rate rules is not built yet; docs/unproven.md says so.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR3',
    'Access logs come together with the count of downloads that reads them.',
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
