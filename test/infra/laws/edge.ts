import { at, listOf, rows, target, type Law } from '../template.ts';

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

/** One function, before and after the cache; the API passes untouched and uncached by it. */
export const theEdgeRunsOneFunction: Law = (system) => {
  const functions = rows(system, 'AWS::CloudFront::Function');
  const config = at(rows(system, 'AWS::CloudFront::Distribution')[0]?.properties, 'DistributionConfig');
  const associations = listOf(at(config, 'DefaultCacheBehavior', 'FunctionAssociations'));
  const events = associations.map((it) => at(it, 'EventType'));
  const runs = new Set(associations.map((it) => target(system, at(it, 'FunctionARN'))));
  const api = listOf(at(config, 'CacheBehaviors')).find((it) => at(it, 'PathPattern') === '/api/*');
  return [
    ...(functions.length === 1 && runs.size === 1 && runs.has(functions[0]?.id)
      ? []
      : ['the edge runs other code']),
    ...(events.includes('viewer-request') && events.includes('viewer-response')
      ? []
      : ['the edge function sees half']),
    ...(api && at(api, 'FunctionAssociations') === undefined
      ? []
      : ['the API passes through the edge function']),
  ];
};

/** A refusal of the API must keep its own words: CloudFront would put a page in its place for every origin. */
export const refusalsKeepTheirWords: Law = (system) =>
  rows(system, 'AWS::CloudFront::Distribution')
    .flatMap((row) => listOf(at(row.properties, 'DistributionConfig', 'CustomErrorResponses')))
    .map((it) => at(it, 'ErrorCode'))
    .filter((code) => code !== 404)
    .map((code) => `every ${JSON.stringify(code)} of the API becomes a page`);
