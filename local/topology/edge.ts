import * as z from 'zod';

export const EdgeFunctionProperties = z.strictObject({
  FunctionCode: z.string(),
  FunctionConfig: z.strictObject({ Runtime: z.literal('cloudfront-js-2.0') }),
});

const behaviour = {
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  Compress: z.boolean().default(false),
  CachePolicyId: z.string().optional(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z
    .array(
      z.strictObject({ EventType: z.enum(['viewer-request', 'viewer-response']), FunctionARN: z.string() }),
    )
    .default([]),
};

const quantity = <T extends z.ZodType>(item: T) =>
  z.strictObject({ Items: z.array(item), Quantity: z.int() });

export const DistributionProperties = z.strictObject({
  DistributionConfig: z.strictObject({
    DefaultRootObject: z.string().optional(),
    Origins: z.array(
      z.strictObject({
        Id: z.string(),
        DomainName: z.string(),
        OriginPath: z.literal('').optional(),
        OriginCustomHeaders: z
          .array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() }))
          .default([]),
      }),
    ),
    OriginGroups: quantity(
      z.strictObject({
        Id: z.string(),
        FailoverCriteria: z.strictObject({ StatusCodes: quantity(z.int()) }),
        Members: quantity(z.strictObject({ OriginId: z.string() })),
      }),
    ).default({ Items: [], Quantity: 0 }),
    DefaultCacheBehavior: z.strictObject(behaviour),
    CacheBehaviors: z.array(z.strictObject({ ...behaviour, PathPattern: z.string() })).default([]),
    /** Only that an error is kept no longer than it says itself; a page in its place is unknown here. */
    CustomErrorResponses: z
      .array(z.strictObject({ ErrorCode: z.int(), ErrorCachingMinTTL: z.literal(0) }))
      .default([]),
  }),
});

/** A cache policy by which nothing of a request but its path makes another copy; others are not known here. */
export const CachePolicyProperties = z.strictObject({
  CachePolicyConfig: z.strictObject({
    MinTTL: z.int(),
    DefaultTTL: z.int(),
    MaxTTL: z.int(),
    ParametersInCacheKeyAndForwardedToOrigin: z.strictObject({
      CookiesConfig: z.strictObject({ CookieBehavior: z.literal('none') }),
      HeadersConfig: z.strictObject({ HeaderBehavior: z.literal('none') }),
      QueryStringsConfig: z.strictObject({ QueryStringBehavior: z.literal('none') }),
      EnableAcceptEncodingBrotli: z.boolean(),
      EnableAcceptEncodingGzip: z.literal(true),
    }),
  }),
});

const Override = z.boolean();
const names = z.strictObject({ Items: z.array(z.string()) });

export const ResponseHeadersPolicyProperties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    CorsConfig: z
      .strictObject({
        AccessControlAllowCredentials: z.literal(false),
        AccessControlAllowHeaders: names,
        AccessControlAllowMethods: names,
        AccessControlAllowOrigins: z.strictObject({ Items: z.tuple([z.literal('*')]) }),
        AccessControlExposeHeaders: names.optional(),
        OriginOverride: Override,
      })
      .optional(),
    CustomHeadersConfig: z
      .strictObject({
        Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), Override })),
      })
      .optional(),
    SecurityHeadersConfig: z.strictObject({
      ContentSecurityPolicy: z.strictObject({ ContentSecurityPolicy: z.string(), Override }).optional(),
      ContentTypeOptions: z.strictObject({ Override }).optional(),
      FrameOptions: z.strictObject({ FrameOption: z.enum(['DENY', 'SAMEORIGIN']), Override }).optional(),
      ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), Override }).optional(),
      StrictTransportSecurity: z
        .strictObject({ AccessControlMaxAgeSec: z.int(), IncludeSubdomains: z.boolean(), Override })
        .optional(),
    }),
  }),
});

export const DeliverySourceProperties = z.strictObject({
  Name: z.string(),
  LogType: z.literal('ACCESS_LOGS'),
  ResourceArn: z.string(),
});
export const DeliveryDestinationProperties = z.strictObject({
  Name: z.string(),
  DestinationResourceArn: z.string().startsWith('arn:aws:s3:::'),
  OutputFormat: z.literal('w3c'),
});
export const DeliveryProperties = z.strictObject({
  DeliverySourceName: z.string(),
  DeliveryDestinationArn: z.string(),
  RecordFields: z.array(z.string()),
  FieldDelimiter: z.literal('\t'),
  S3SuffixPath: z.literal('{yyyy}/{MM}/{dd}'),
  S3EnableHiveCompatiblePath: z.literal(false),
});

type SingleOrigin = (
  { readonly kind: 'bucket'; readonly bucket: string } | { readonly kind: 'api'; readonly domain: string }
) & {
  /** Headers the edge adds on the way to it, whatever the viewer sent under these names. */
  readonly headers: Readonly<Record<string, string>>;
};

export type Origin = SingleOrigin & {
  /** Asked instead where this one answers with one of these statuses. */
  readonly otherwise?: { readonly on: readonly number[]; readonly origin: SingleOrigin };
};

/** A header of a policy. With `override` it takes the place of the origin's own. */
export type PolicyHeader = { readonly name: string; readonly value: string; readonly override: boolean };

export type HeadersPolicy = {
  readonly always: readonly PolicyHeader[];
  /** Only for requests that say from which origin they come. */
  readonly crossOrigin: readonly PolicyHeader[];
};

/** How long the edge keeps an answer, in seconds; undefined: not at all. */
export type CacheRule = { readonly least: number; readonly usual: number; readonly most: number } | undefined;

export type Behaviour = {
  /** `*` for the default one. */
  readonly pattern: string;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly origin: Origin;
  readonly cache: CacheRule;
  /** Whether the viewer's headers and query go on to the origin; else only its path, ranges and conditions do. */
  readonly passesViewer: boolean;
  readonly headers: HeadersPolicy;
  /** Code of the function on each event, from the template. */
  readonly functions: Readonly<Partial<Record<'viewer-request' | 'viewer-response', string>>>;
};

/** Where access logs go, and the fields of a line. */
export type AccessLogDelivery = {
  readonly bucket: string;
  readonly prefix: string;
  readonly fields: readonly string[];
};

export type EdgeDefinition = {
  readonly id: string;
  readonly arn: string;
  /** In the order in which CloudFront tries them; the default one is last. */
  readonly behaviours: readonly Behaviour[];
  readonly accessLog: AccessLogDelivery | undefined;
};

/** Managed policies of CloudFront that the template names, by the id its manual gives. */
export const MANAGED = {
  CachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  AllViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
} as const;
