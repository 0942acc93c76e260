import type { Template } from './small-system.ts';

const SITE = `function handler(event) {
  if (event.context.eventType === 'viewer-request') {
    if (event.request.uri.endsWith('/')) event.request.uri += 'index.html';
    return event.request;
  }
  var to = event.response.headers['x-amz-meta-redirect'];
  if (to) return { statusCode: 302, headers: { location: { value: to.value } } };
  return event.response;
}`;

/** The edge stack of the small system: one distribution with every kind of policy that ours has. */
export const smallEdge: Template = {
  Resources: {
    SiteFunction: {
      Type: 'AWS::CloudFront::Function',
      Properties: {
        Name: 'site',
        AutoPublish: true,
        FunctionCode: SITE,
        FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
      },
    },
    Minute: {
      Type: 'AWS::CloudFront::CachePolicy',
      Properties: {
        CachePolicyConfig: {
          Name: 'minute',
          MinTTL: 0,
          DefaultTTL: 60,
          MaxTTL: 60,
          ParametersInCacheKeyAndForwardedToOrigin: {
            CookiesConfig: { CookieBehavior: 'none' },
            HeadersConfig: { HeaderBehavior: 'none' },
            QueryStringsConfig: { QueryStringBehavior: 'none' },
            EnableAcceptEncodingBrotli: true,
            EnableAcceptEncodingGzip: true,
          },
        },
      },
    },
    Headers: {
      Type: 'AWS::CloudFront::ResponseHeadersPolicy',
      Properties: {
        ResponseHeadersPolicyConfig: {
          Name: 'headers',
          CorsConfig: {
            AccessControlAllowCredentials: false,
            AccessControlAllowHeaders: { Items: ['*'] },
            AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
            AccessControlAllowOrigins: { Items: ['*'] },
            OriginOverride: true,
          },
          CustomHeadersConfig: {
            Items: [
              { Header: 'Content-Disposition', Value: 'inline', Override: false },
              { Header: 'Permissions-Policy', Value: 'camera=()', Override: true },
            ],
          },
          SecurityHeadersConfig: {
            ContentSecurityPolicy: {
              ContentSecurityPolicy: {
                'Fn::Join': [
                  '',
                  [
                    "connect-src 'self' https://cognito-idp.ap-southeast-1.amazonaws.com https://",
                    {
                      'Fn::GetStackOutput': {
                        StackName: 'small-data',
                        Region: 'ap-southeast-1',
                        OutputName: 'SiteDomain',
                      },
                    },
                  ],
                ],
              },
              Override: true,
            },
            StrictTransportSecurity: {
              AccessControlMaxAgeSec: 60,
              IncludeSubdomains: true,
              Override: true,
            },
          },
        },
      },
    },
    LogSource: {
      Type: 'AWS::Logs::DeliverySource',
      Properties: {
        Name: 'small-cdn',
        LogType: 'ACCESS_LOGS',
        ResourceArn: {
          'Fn::Join': [
            '',
            ['arn:aws:cloudfront::', { Ref: 'AWS::AccountId' }, ':distribution/', { Ref: 'Cdn' }],
          ],
        },
      },
    },
    LogDestination: {
      Type: 'AWS::Logs::DeliveryDestination',
      Properties: {
        Name: 'small-cdn',
        DestinationResourceArn: 'arn:aws:s3:::small-data-logs/cdn',
        OutputFormat: 'w3c',
      },
    },
    LogDelivery: {
      Type: 'AWS::Logs::Delivery',
      Properties: {
        DeliverySourceName: 'small-cdn',
        DeliveryDestinationArn: { 'Fn::GetAtt': ['LogDestination', 'Arn'] },
        RecordFields: ['date', 'cs-method', 'cs-uri-stem', 'sc-status', 'sc-range-end', 'cs(User-Agent)'],
        FieldDelimiter: '\t',
        S3SuffixPath: '{yyyy}/{MM}/{dd}',
        S3EnableHiveCompatiblePath: false,
      },
    },
    Cdn: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [
            {
              Id: 'site',
              DomainName: {
                'Fn::GetStackOutput': {
                  StackName: 'small-data',
                  Region: 'ap-southeast-1',
                  OutputName: 'SiteDomain',
                },
              },
            },
            {
              Id: 'api',
              DomainName: {
                'Fn::GetStackOutput': {
                  StackName: 'small-service',
                  Region: 'ap-southeast-1',
                  OutputName: 'ApiDomain',
                },
              },
              OriginCustomHeaders: [
                {
                  HeaderName: 'X-Origin-Secret',
                  HeaderValue: '{{resolve:secretsmanager:small/secret:SecretString}}',
                },
              ],
            },
          ],
          DefaultCacheBehavior: {
            TargetOriginId: 'site-or-page',
            ResponseHeadersPolicyId: { Ref: 'Headers' },
            CachePolicyId: { Ref: 'Minute' },
            ViewerProtocolPolicy: 'redirect-to-https',
            AllowedMethods: ['GET', 'HEAD'],
            Compress: true,
            FunctionAssociations: ['viewer-request', 'viewer-response'].map((EventType) => ({
              EventType,
              FunctionARN: { 'Fn::GetAtt': ['SiteFunction', 'FunctionARN'] },
            })),
          },
          CacheBehaviors: [
            {
              PathPattern: '/api/*',
              TargetOriginId: 'api',
              ViewerProtocolPolicy: 'https-only',
              CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
              OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
              AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
            },
          ],
          OriginGroups: {
            Items: [
              {
                Id: 'site-or-page',
                FailoverCriteria: { StatusCodes: { Items: [404], Quantity: 1 } },
                Members: { Items: [{ OriginId: 'site' }, { OriginId: 'api' }], Quantity: 2 },
              },
            ],
            Quantity: 1,
          },
        },
      },
    },
  },
};
