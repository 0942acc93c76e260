import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type ResponseHeadersCorsBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { PathKind } from '../../shared/contract/public-paths.ts';

/** Where pages may speak to besides the portal itself: who signs officers in, and the bucket that takes files. */
export type Peers = { readonly signIn: readonly string[]; readonly uploads: string };

const policy = (directives: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

/** No inline script and no inline style anywhere: both come as files of our own. JSON-LD is data and is not run. */
const document = (connect: readonly string[] = []): string =>
  policy({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...connect],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  });

/** A page of a function: it runs nothing, and its forms go to us. */
const PLAIN_PAGE = policy({
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/** What is not read as a document needs nothing. */
const NOTHING = policy({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] });

const contentPolicyOf = (kind: PathKind, peers: Peers): string => {
  if (kind === 'desk') return document([...peers.signIn, peers.uploads]);
  if (kind === 'requests') return document([peers.uploads]);
  // Whoever opens an address of a letter is answered by a page.
  if (kind === 'api') return PLAIN_PAGE;
  // A release's address may answer with a tombstone, which is a page.
  return kind === 'page' || kind === 'release' ? document() : NOTHING;
};

/**
 * Programs in other people's pages may read open data, files and questions about rows. Nothing is ever read by a cookie
 * here, and a browser sends no token of ours across: `*` never stands for `Authorization`.
 */
const OPEN_TO_READ: ResponseHeadersCorsBehavior = {
  accessControlAllowOrigins: ['*'],
  accessControlAllowMethods: ['GET', 'HEAD'],
  accessControlAllowHeaders: ['*'],
  accessControlExposeHeaders: [
    ...['Content-Length', 'Content-Range', 'Content-Disposition', 'ETag', 'Link', 'X-Correlation-Id'],
    ...['X-Total-Count', 'X-Row-Count', 'X-Row-Limit', 'X-Byte-Limit', 'X-Release'],
  ],
  accessControlAllowCredentials: false,
  originOverride: true,
};

/** Abilities of a browser that no page of ours asks for. */
const PERMISSIONS = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']
  .map((ability) => `${ability}=()`)
  .join(', ');

/** The headers every answer of one kind of path carries, whatever its origin said. */
export const securityHeaders = (
  scope: Construct,
  name: string,
  kind: PathKind,
  peers: Peers,
): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, `${kind}Headers`, {
    responseHeadersPolicyName: `${name}-${kind}`,
    comment: `Open-data portal (${name}): ${kind}`,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentPolicyOf(kind, peers), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: {
        referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
        override: true,
      },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'permissions-policy', value: PERMISSIONS, override: true },
        { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
      ],
    },
    ...(kind === 'page' || kind === 'release' || kind === 'api' ? { corsBehavior: OPEN_TO_READ } : {}),
  });
