import type { ReadAll } from '../topology.ts';
import {
  CachePolicyProperties,
  MANAGED,
  ResponseHeadersPolicyProperties,
  type CacheRule,
  type HeadersPolicy,
  type PolicyHeader,
} from './edge.ts';
import type { LocalAddresses } from './identities.ts';

/** Cache rules by the id a behaviour names. */
export const readCacheRules = (readAll: ReadAll): Map<string, CacheRule> =>
  new Map<string, CacheRule>([
    [MANAGED.CachingDisabled, undefined],
    ...readAll('AWS::CloudFront::CachePolicy', CachePolicyProperties).map(
      ({ ref, given: { CachePolicyConfig: it } }): [string, CacheRule] => [
        ref,
        { least: it.MinTTL, usual: it.DefaultTTL, most: it.MaxTTL },
      ],
    ),
  ]);

/** On a laptop a page speaks to the local AWS endpoint and the local issuer, where the template names the cloud's. */
const localSources = (
  policy: string,
  local: LocalAddresses,
  buckets: readonly { readonly domain: string }[],
): string =>
  buckets
    .reduce((text, { domain }) => (domain ? text.replaceAll(`https://${domain}`, local.aws) : text), policy)
    .replace(/https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com/g, new URL(local.issuer).origin);

/** Headers of each response headers policy by its id, in the form they are sent. */
export const readHeaderPolicies = (
  readAll: ReadAll,
  local: LocalAddresses,
  buckets: readonly { readonly domain: string }[],
): Map<string, HeadersPolicy> =>
  new Map(
    readAll('AWS::CloudFront::ResponseHeadersPolicy', ResponseHeadersPolicyProperties).map(
      ({ ref, given: { ResponseHeadersPolicyConfig: config } }): [string, HeadersPolicy] => {
        const { CorsConfig: cors, CustomHeadersConfig: custom, SecurityHeadersConfig: security } = config;
        const always: PolicyHeader[] = [];
        const add = (name: string, value: string, override: boolean): void =>
          void always.push({ name, value, override });
        const { ContentSecurityPolicy: csp, StrictTransportSecurity: hsts } = security;
        if (csp)
          add(
            'content-security-policy',
            localSources(csp.ContentSecurityPolicy, local, buckets),
            csp.Override,
          );
        if (security.ContentTypeOptions)
          add('x-content-type-options', 'nosniff', security.ContentTypeOptions.Override);
        if (security.FrameOptions)
          add('x-frame-options', security.FrameOptions.FrameOption, security.FrameOptions.Override);
        if (security.ReferrerPolicy)
          add('referrer-policy', security.ReferrerPolicy.ReferrerPolicy, security.ReferrerPolicy.Override);
        if (hsts)
          add(
            'strict-transport-security',
            `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? '; includeSubDomains' : ''}`,
            hsts.Override,
          );
        for (const { Header, Value, Override } of custom?.Items ?? [])
          add(Header.toLowerCase(), Value, Override);
        const crossOrigin = cors
          ? [
              { name: 'access-control-allow-origin', value: '*', override: cors.OriginOverride },
              {
                name: 'access-control-expose-headers',
                value: (cors.AccessControlExposeHeaders?.Items ?? []).join(', '),
                override: cors.OriginOverride,
              },
            ].filter(({ value }) => value !== '')
          : [];
        return [ref, { always, crossOrigin }];
      },
    ),
  );
