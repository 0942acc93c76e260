import * as z from 'zod';

export const EdgeFunctionProperties = z.strictObject({
  FunctionCode: z.string(),
  FunctionConfig: z.strictObject({ Runtime: z.literal('cloudfront-js-2.0') }),
});

const behaviour = {
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  Compress: z.boolean().default(false),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z
    .array(
      z.strictObject({ EventType: z.enum(['viewer-request', 'viewer-response']), FunctionARN: z.string() }),
    )
    .default([]),
};

export const DistributionProperties = z.strictObject({
  DistributionConfig: z.strictObject({
    DefaultRootObject: z.string().optional(),
    Origins: z.array(
      z.strictObject({ Id: z.string(), DomainName: z.string(), OriginPath: z.literal('').optional() }),
    ),
    DefaultCacheBehavior: z.strictObject(behaviour),
    CacheBehaviors: z.array(z.strictObject({ ...behaviour, PathPattern: z.string() })).default([]),
    CustomErrorResponses: z
      .array(
        z.strictObject({
          ErrorCode: z.int(),
          ResponseCode: z.int().optional(),
          ResponsePagePath: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

export type Origin =
  { readonly kind: 'bucket'; readonly bucket: string } | { readonly kind: 'api'; readonly domain: string };

export type Behaviour = {
  /** `*` for the default one. */
  readonly pattern: string;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly origin: Origin;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Code of the function on each event, from the template. */
  readonly functions: Readonly<Partial<Record<'viewer-request' | 'viewer-response', string>>>;
};

export type ErrorPage = { readonly status: number; readonly page: string; readonly answer: number };

export type EdgeDefinition = {
  readonly id: string;
  /** In the order in which CloudFront tries them; the default one is last. */
  readonly behaviours: readonly Behaviour[];
  readonly errorPages: readonly ErrorPage[];
};

/** Managed policies of CloudFront by id, as their page in the manual lists them. `''` is none. */
export const managedResponseHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': {},
  // SecurityHeadersPolicy
  '67f7725c-6f97-4210-82d7-5512b31e9d03': {
    'x-xss-protection': '1; mode=block',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000',
  },
};
