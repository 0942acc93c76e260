import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  FunctionEventType,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type Function,
  type ICachePolicy,
  type IOrigin,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { PATHS, type PathRule } from '../../shared/contract/public-paths.ts';
import { securityHeaders, type Peers } from './security-headers.ts';

export type BehaviourProps = {
  /** The environment's name: policies are called by it. */
  readonly name: string;
  readonly site: Function;
  readonly origins: {
    readonly api: IOrigin;
    readonly files: IOrigin;
    /** The files, and a page in two languages where there is none. */
    readonly filesOrNotFound: IOrigin;
  };
  readonly peers: Peers;
};

/** One cache policy for each length of time; a path's query and headers never make another copy of a file. */
const cachePolicies = (scope: Construct, name: string) => {
  const made = new Map<number, ICachePolicy>([[0, CachePolicy.CACHING_DISABLED]]);
  return (seconds: number): ICachePolicy => {
    const before = made.get(seconds);
    if (before) return before;
    const policy = new CachePolicy(scope, `Keep${seconds}`, {
      cachePolicyName: `${name}-keep-${seconds}`,
      comment: `At the edge for at most ${seconds} s`,
      // The tombstone of a withdrawn release says a minute itself, so the least is nothing.
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(seconds),
      maxTtl: Duration.seconds(seconds),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
    made.set(seconds, policy);
    return policy;
  };
};

/** The distribution's behaviours from the table of paths, in its order; the default one is the last. */
export const behavioursOf = (
  scope: Construct,
  { name, site, origins, peers }: BehaviourProps,
): { byPattern: Record<string, BehaviorOptions>; otherwise: BehaviorOptions & { origin: IOrigin } } => {
  const keep = cachePolicies(scope, name);
  const headers = new Map(
    [...new Set(PATHS.map(({ kind }) => kind))].map((kind) => [
      kind,
      securityHeaders(scope, name, kind, peers),
    ]),
  );
  const behaviourOf = ({ kind, edgeSeconds }: PathRule): BehaviorOptions & { origin: IOrigin } => {
    const responseHeadersPolicy = headers.get(kind);
    if (!responseHeadersPolicy) throw new Error(`the kind ${kind} has no headers`);
    const common = {
      cachePolicy: keep(edgeSeconds),
      compress: true,
      responseHeadersPolicy,
    };
    if (kind === 'api')
      return {
        ...common,
        origin: origins.api,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      };
    return {
      ...common,
      // A script that is not there needs no page that says so.
      origin: kind === 'asset' ? origins.files : origins.filesOrNotFound,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      functionAssociations: [FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE].map(
        (eventType) => ({ function: site, eventType }),
      ),
    };
  };
  const otherwise = PATHS.find(({ pattern }) => pattern === '*');
  if (!otherwise) throw new Error('the table of paths has no default');
  return {
    byPattern: Object.fromEntries(
      PATHS.filter((rule) => rule !== otherwise).map((rule) => [rule.pattern, behaviourOf(rule)]),
    ),
    otherwise: behaviourOf(otherwise),
  };
};
