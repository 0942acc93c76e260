import { ACCESS_LOG_FIELDS } from '../../../shared/contract/access-log.ts';
import { ORIGIN_SECRET_HEADER, PATHS } from '../../../shared/contract/public-paths.ts';
import { at, listOf, rows, target, type Json, type Law, type System } from '../template.ts';

const config = (system: System): Json | undefined =>
  at(rows(system, 'AWS::CloudFront::Distribution')[0]?.properties, 'DistributionConfig');

/** The distribution's behaviours by pattern; the default one is `*`. */
const behaviours = (system: System): [string, Json][] => [
  ...listOf(at(config(system), 'CacheBehaviors')).map((it): [string, Json] => [
    String(at(it, 'PathPattern') as string),
    it,
  ]),
  ['*', at(config(system), 'DefaultCacheBehavior') ?? {}],
];

const byReference = (system: System, type: string, reference: Json | undefined) =>
  rows(system, type).find((row) => row.id === target(system, reference));

/** Nobody but this account's CDN reads the public bucket; every other statement forbids. */
export const onlyTheEdgeReadsThePublicBucket: Law = (system) => {
  const policy = rows(system, 'AWS::S3::BucketPolicy').find(
    (row) => target(system, at(row.properties, 'Bucket')) === 'PublicBucket',
  );
  const allowing = listOf(at(policy?.properties, 'PolicyDocument', 'Statement')).filter(
    (statement) => at(statement, 'Effect') === 'Allow',
  );
  const strangers = allowing.filter(
    (statement) =>
      at(statement, 'Principal', 'Service') !== 'cloudfront.amazonaws.com' ||
      at(statement, 'Condition', 'ArnLike', 'aws:SourceArn') === undefined,
  );
  return [
    ...(allowing.length > 0 ? [] : ['the CDN can not read the public bucket']),
    ...strangers.map(
      (statement) => `the public bucket lets in ${JSON.stringify(at(statement, 'Principal'))}`,
    ),
  ];
};

/** The CDN signs what it asks of the bucket; unsigned, a private bucket answers nobody. */
export const theEdgeSignsForTheBucket: Law = (system) => {
  const origins = listOf(at(config(system), 'Origins')).filter(
    (it) => at(it, 'S3OriginConfig') !== undefined,
  );
  const unsigned = origins.filter((it) => {
    const control = at(
      byReference(system, 'AWS::CloudFront::OriginAccessControl', at(it, 'OriginAccessControlId'))
        ?.properties,
      'OriginAccessControlConfig',
    );
    return (
      at(control, 'SigningBehavior') !== 'always' ||
      at(control, 'SigningProtocol') !== 'sigv4' ||
      at(control, 'OriginAccessControlOriginType') !== 's3'
    );
  });
  return origins.length > 0
    ? unsigned.map((it) => `${JSON.stringify(at(it, 'Id'))} asks the bucket unsigned`)
    : ['the CDN has no bucket'];
};

/** One function, before and after the cache; the API passes untouched and uncached by it. */
export const theEdgeRunsOneFunction: Law = (system) => {
  const functions = rows(system, 'AWS::CloudFront::Function');
  return [
    ...(functions.length === 1 ? [] : ['the edge runs other code']),
    ...behaviours(system).flatMap(([pattern, behaviour]) => {
      const associations = listOf(at(behaviour, 'FunctionAssociations'));
      if (pattern === '/api/*')
        return associations.length === 0 ? [] : ['the API passes through the edge function'];
      const runs = new Set(associations.map((it) => target(system, at(it, 'FunctionARN'))));
      const events = associations.map((it) => at(it, 'EventType'));
      return runs.size === 1 &&
        runs.has(functions[0]?.id) &&
        ['viewer-request', 'viewer-response'].every((event) => events.includes(event))
        ? []
        : [`the edge function sees half of ${pattern}`];
    }),
  ];
};

/** A refusal of the API must keep its own words: CloudFront would put a page in its place for every origin. */
export const refusalsKeepTheirWords: Law = (system) =>
  listOf(at(config(system), 'CustomErrorResponses'))
    .filter((it) => at(it, 'ResponsePagePath') !== undefined || at(it, 'ResponseCode') !== undefined)
    .map((it) => `every ${JSON.stringify(at(it, 'ErrorCode'))} of the API becomes a page`);

/** An error is nobody else's: CloudFront would show one caller's refusal to the next for ten seconds. */
export const noErrorIsKept: Law = (system) =>
  [400, 403, 404, 405, 500, 502, 503, 504]
    .filter(
      (code) =>
        !listOf(at(config(system), 'CustomErrorResponses')).some(
          (it) => at(it, 'ErrorCode') === code && at(it, 'ErrorCachingMinTTL') === 0,
        ),
    )
    .map((code) => `a ${code} is kept at the edge`);

/** What the bucket has not, the API answers with a page; only a 404 leads there. */
export const missingPagesComeFromTheApi: Law = (system) =>
  behaviours(system).flatMap(([pattern, behaviour]) => {
    if (['/api/*', '/assets/*'].includes(pattern)) return [];
    const group = listOf(at(config(system), 'OriginGroups', 'Items')).find(
      (it) => at(it, 'Id') === at(behaviour, 'TargetOriginId'),
    );
    const api = listOf(at(config(system), 'Origins')).find(
      (it) => at(it, 'DomainName', 'Fn::GetStackOutput', 'OutputName') === 'ApiDomain',
    );
    return JSON.stringify(at(group, 'FailoverCriteria', 'StatusCodes', 'Items')) === '[404]' &&
      at(group, 'Members', 'Items', 1, 'OriginId') === at(api, 'Id')
      ? []
      : [`a missing page of ${pattern} shows the bucket's own words`];
  });

/** The behaviours are the table's, in its order, each kept no longer than it says; no query makes another copy. */
export const pathsAreKeptAsTheTableSays: Law = (system) => {
  const found = behaviours(system);
  const order = found.map(([pattern]) => pattern).join(' ');
  const wanted = PATHS.map(({ pattern }) => pattern).join(' ');
  return [
    ...(order === wanted ? [] : [`the edge knows ${order}`]),
    ...PATHS.flatMap(({ pattern, edgeSeconds }) => {
      const id = at(found.find(([one]) => one === pattern)?.[1], 'CachePolicyId');
      const disabled = id === '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
      const policy = at(
        byReference(system, 'AWS::CloudFront::CachePolicy', id)?.properties,
        'CachePolicyConfig',
      );
      const keeps = disabled ? 0 : at(policy, 'MaxTTL');
      const least = disabled ? 0 : at(policy, 'MinTTL');
      return keeps === edgeSeconds && least === 0
        ? []
        : [`${pattern} is kept for ${JSON.stringify(keeps)} s, at least ${JSON.stringify(least)} s`];
    }),
  ];
};

/** Everybody gets HTTP/3 where they can, compressed answers, and TLS. */
export const theEdgeIsQuickAndEncrypted: Law = (system) => [
  ...(at(config(system), 'HttpVersion') === 'http2and3' ? [] : ['the edge speaks no HTTP/3']),
  ...behaviours(system).flatMap(([pattern, it]) => [
    ...(at(it, 'Compress') === true ? [] : [`${pattern} is sent at full length`]),
    ...(['redirect-to-https', 'https-only'].includes(String(at(it, 'ViewerProtocolPolicy') as string))
      ? []
      : [`${pattern} may be read without TLS`]),
  ]),
];

/** No inline script, no other host's script, no frame, no guessing of types, TLS remembered: over what origins say. */
export const everyAnswerIsGuarded: Law = (system) =>
  behaviours(system).flatMap(([pattern, behaviour]) => {
    const policy = at(
      byReference(system, 'AWS::CloudFront::ResponseHeadersPolicy', at(behaviour, 'ResponseHeadersPolicyId'))
        ?.properties,
      'ResponseHeadersPolicyConfig',
      'SecurityHeadersConfig',
    );
    const csp = JSON.stringify(at(policy, 'ContentSecurityPolicy', 'ContentSecurityPolicy') ?? '');
    const parts = [
      'ContentSecurityPolicy',
      'ContentTypeOptions',
      'FrameOptions',
      'ReferrerPolicy',
      'StrictTransportSecurity',
    ];
    return [
      ...parts
        .filter((part) => at(policy, part, 'Override') !== true)
        .map((part) => `${pattern} may go without ${part}`),
      ...(/unsafe|script-src[^;]*(https:|data:|blob:|\*)/.test(csp)
        ? [`${pattern} lets in foreign script`]
        : []),
      ...(csp.includes("default-src 'none'") && csp.includes("frame-ancestors 'none'")
        ? []
        : [`${pattern} says nothing of what it may load`]),
    ];
  });

/** The firewall stands before the CDN, with the environment's rates, and what it only counts is said with a reason. */
export const theFirewallHasItsRates: Law = (system) => {
  const firewall = rows(system, 'AWS::WAFv2::WebACL')[0];
  const rules = listOf(at(firewall?.properties, 'Rules'));
  const rates = rules
    .map((it) => at(it, 'Statement', 'RateBasedStatement', 'Limit'))
    .filter((it) => it !== undefined);
  const { posts, api, all } = system.environment.firewallRates;
  return [
    ...(target(system, at(config(system), 'WebACLId')) === firewall?.id && firewall
      ? []
      : ['no firewall stands before the CDN']),
    ...(JSON.stringify(rates) === JSON.stringify([posts, api, all])
      ? []
      : [`addresses may ask ${JSON.stringify(rates)} times`]),
    ...rules
      .filter(
        (it) =>
          at(it, 'Statement', 'ManagedRuleGroupStatement') !== undefined &&
          at(it, 'OverrideAction', 'None') === undefined,
      )
      .map((it) => `${JSON.stringify(at(it, 'Name'))} stops nobody`),
  ];
};

/** What comes through the edge says so by a secret that the template does not hold; every function of the API asks. */
export const nobodyGoesRoundTheEdge: Law = (system) => {
  const shown = listOf(at(config(system), 'Origins'))
    .flatMap((it) => listOf(at(it, 'OriginCustomHeaders')))
    .filter((it) => at(it, 'HeaderName') === ORIGIN_SECRET_HEADER)
    .map((it) => String(at(it, 'HeaderValue') as string));
  const secret = /^\{\{resolve:secretsmanager:[\w/-]+:SecretString\}\}$/;
  const answering = new Set(
    rows(system, 'AWS::ApiGatewayV2::Integration').map((it) =>
      target(system, at(it.properties, 'IntegrationUri')),
    ),
  );
  return [
    ...(shown.length > 0 && shown.every((it) => secret.test(it)) ? [] : ['the edge shows the API no secret']),
    ...rows(system, 'AWS::Lambda::Function')
      .filter((it) => answering.has(it.id))
      .flatMap((it) => {
        const taken = at(it.properties, 'Environment', 'Variables', 'ORIGIN_SECRETS');
        const valid = typeof taken === 'string' ? taken.split(' ') : [];
        return valid.length === 2 &&
          valid.every((one) => secret.test(one)) &&
          shown.every((one) => valid.includes(one))
          ? []
          : [`${it.id} answers whoever goes round the edge`];
      }),
    ...rows(system, 'AWS::SecretsManager::Secret')
      .filter((it) => at(it.properties, 'GenerateSecretString') === undefined)
      .map((it) => `${it.id} holds a value somebody wrote`),
  ];
};

/** Exactly the contract's fields are delivered, into the bucket nobody else writes to. */
export const accessLogsNameNoReader: Law = (system) => {
  const deliveries = rows(system, 'AWS::Logs::Delivery');
  return deliveries.length === 1
    ? deliveries
        .filter(
          (it) => JSON.stringify(at(it.properties, 'RecordFields')) !== JSON.stringify(ACCESS_LOG_FIELDS),
        )
        .map((it) => `${it.id} writes other fields`)
    : [`there are ${deliveries.length} deliveries of access logs`];
};
