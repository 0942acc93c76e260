import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

const measured = (name: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName: name,
  // Samples hold readers' addresses.
  sampledRequestsEnabled: false,
});

/** A group of rules kept by AWS. Rules named in `count` are counted and stop nobody; each needs its reason beside it. */
const managed = (name: string, priority: number, count: Readonly<Record<string, string>> = {}): Rule => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: Object.keys(count).map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: measured(name),
});

/** Rules of the common set that would stop honest people here. */
export const COUNTED_ONLY = {
  NoUserAgent_HEADER:
    'Programs of harvesters and scripts often send none, and open data is for programs too.',
  SizeRestrictions_BODY:
    'A list of signed parts, a sheet of many datasets or a long description is over 8 KB of JSON.',
  CrossSiteScripting_BODY:
    'Descriptions and column notes speak of tags and code; pages escape what they show, and no script is inline.',
  GenericRFI_BODY:
    'A description may hold the address of a source or of an instrument; nothing here fetches it.',
} as const;

const startsWith = (prefix: string): Statement => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: prefix,
    textTransformations: [{ priority: 0, type: 'URL_DECODE' }],
  },
});

const withMethod = (method: string): Statement => ({
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: method,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

const WINDOW_SECONDS = 300;

/** Stops an address that asks more often than this; it may go on when its rate has fallen. */
const rate = (name: string, priority: number, limit: number, only?: Statement): Rule => ({
  name,
  priority,
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: 'tooMany',
        responseHeaders: [{ name: 'retry-after', value: String(WINDOW_SECONDS) }],
      },
    },
  },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: 'IP',
      evaluationWindowSec: WINDOW_SECONDS,
      ...(only ? { scopeDownStatement: only } : {}),
    },
  },
  visibilityConfig: measured(name),
});

/** As the contract's `too-many`, so that a program reads one kind of refusal. */
const TOO_MANY = JSON.stringify({
  type: '/problems/too-many',
  title: 'Quá nhiều yêu cầu. Hãy thử lại sau ít phút. / Too many requests. Try again in a few minutes.',
  status: 429,
});

/**
 * The firewall before the CDN: known bad addresses, known bad requests, and three rates. The tightest comes first.
 * Its price stands in docs/adr/0017-the-edge.md.
 */
export const firewall = (scope: Construct, name: string, { firewallRates }: Environment): CfnWebACL =>
  new CfnWebACL(scope, 'Firewall', {
    name: `${name}-cdn`,
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: measured(`${name}-cdn`),
    customResponseBodies: { tooMany: { contentType: 'APPLICATION_JSON', content: TOO_MANY } },
    rules: [
      managed('AWSManagedRulesAmazonIpReputationList', 0),
      managed('AWSManagedRulesKnownBadInputsRuleSet', 1),
      managed('AWSManagedRulesCommonRuleSet', 2, COUNTED_ONLY),
      rate('RateOfPosts', 3, firewallRates.posts, withMethod('POST')),
      rate('RateOfApi', 4, firewallRates.api, startsWith('/api/')),
      rate('RateOfAll', 5, firewallRates.all),
    ],
  });
