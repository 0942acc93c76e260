import type { Environment } from '../../../infra/environments.ts';
import {
  at,
  listOf,
  rows,
  target,
  type Json,
  type Law,
  type Row,
  type StackName,
  type System,
} from '../template.ts';

type Value = Json | undefined;
/** Where a field of the environment must be read again, and as what. */
type Arrival = {
  readonly wanted: (it: Environment) => Value;
  /** Everything found there: each must be what is wanted, and there must be at least one. */
  readonly found: (system: System) => readonly Value[];
};

const of = (system: System, type: string, ...path: (string | number)[]): Value[] =>
  rows(system, type).map((row) => at(row.properties, ...path));
const one = (system: System, id: string): Row | undefined => rows(system).find((row) => row.id === id);
const property = (system: System, id: string, ...path: (string | number)[]): Value =>
  at(one(system, id)?.properties, ...path);
/** A variable of all functions that have it. */
const variable = (system: System, name: string): Value[] =>
  of(system, 'AWS::Lambda::Function', 'Environment', 'Variables', name).filter((it) => it !== undefined);
const mapping = (system: System, queue: string): Json =>
  rows(system, 'AWS::Lambda::EventSourceMapping').find(
    (it) => target(system, at(it.properties, 'EventSourceArn')) === queue,
  )?.properties ?? {};
const ofStacks = (system: System, field: 'account' | 'region' | 'terminationProtection', of: StackName[]) =>
  of.map((stack) => system.stacks[stack][field]);
const rateOf = (place: number) => (system: System) => {
  const limits = listOf(at(rows(system, 'AWS::WAFv2::WebACL')[0]?.properties, 'Rules'))
    .map((rule) => at(rule, 'Statement', 'RateBasedStatement', 'Limit'))
    .filter((limit) => limit !== undefined);
  return [limits[place]];
};
const cdn = (system: System, ...path: (string | number)[]): Value =>
  property(system, 'Cdn', 'DistributionConfig', ...path);

const KEPT = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];

/** Every field of an environment, by its path in the file. */
export const arrivals: Readonly<Record<string, Arrival>> = {
  account: {
    wanted: (it) => it.account ?? 'unknown-account',
    found: (system) => ofStacks(system, 'account', ['data', 'service', 'edge']),
  },
  region: {
    wanted: (it) => it.region,
    found: (system) => [
      ...ofStacks(system, 'region', ['data', 'service']),
      cdn(system, 'Origins', 0, 'DomainName', 'Fn::GetStackOutput', 'Region'),
    ],
  },
  publicUrl: {
    wanted: (it) => it.publicUrl,
    found: (system) => [
      ...variable(system, 'PUBLIC_URL'),
      ...listOf(property(system, 'DeskClient', 'CallbackURLs')).map(withoutDesk),
      ...listOf(property(system, 'DeskClient', 'LogoutURLs')).map(withoutDesk),
      property(system, 'UploadsBucket', 'CorsConfiguration', 'CorsRules', 0, 'AllowedOrigins', 0),
    ],
  },
  domain: { wanted: (it) => it.domain, found: (system) => [cdn(system, 'Aliases', 0)] },
  certificateArn: {
    wanted: (it) => it.certificateArn,
    found: (system) => [cdn(system, 'ViewerCertificate', 'AcmCertificateArn')],
  },
  signInPrefix: {
    wanted: (it) => it.signInPrefix,
    found: (system) => of(system, 'AWS::Cognito::UserPoolDomain', 'Domain'),
  },
  signInSecondFactor: {
    wanted: (it) => ({ required: 'ON', optional: 'OPTIONAL' })[it.signInSecondFactor],
    found: (system) => [property(system, 'UserPool', 'MfaConfiguration')],
  },
  'data.removal': {
    wanted: (it) => ({ retain: 'Retain', destroy: 'Delete' })[it.data.removal],
    found: (system) =>
      rows(system)
        .filter(({ type }) => KEPT.includes(type) || type === 'AWS::Logs::LogGroup')
        .map(({ resource }) => resource.DeletionPolicy),
  },
  'data.deletionProtection': {
    wanted: (it) => it.data.deletionProtection,
    found: (system) => [
      ...of(system, 'AWS::DynamoDB::Table', 'DeletionProtectionEnabled').map((it) => it ?? false),
      property(system, 'UserPool', 'DeletionProtection') === 'ACTIVE',
    ],
  },
  'data.terminationProtection': {
    wanted: (it) => it.data.terminationProtection,
    found: (system) => ofStacks(system, 'terminationProtection', ['data', 'service', 'edge']),
  },
  'data.evidenceRetentionDays': {
    wanted: (it) => it.data.evidenceRetentionDays,
    found: (system) => [
      property(system, 'EvidenceBucket', 'ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Days'),
    ],
  },
  logRetentionDays: {
    wanted: (it) => it.logRetentionDays,
    found: (system) => of(system, 'AWS::Logs::LogGroup', 'RetentionInDays'),
  },
  accessLogRetentionDays: {
    wanted: (it) => it.accessLogRetentionDays,
    found: (system) => [
      property(system, 'AccessLogsBucket', 'LifecycleConfiguration', 'Rules', 0, 'ExpirationInDays'),
    ],
  },
  alarmEmails: {
    wanted: (it) => it.alarmEmails,
    found: (system) => [
      rows(system, 'AWS::SNS::Subscription').map((it) => at(it.properties, 'Endpoint') ?? null),
      ...of(system, 'AWS::Budgets::Budget', 'NotificationsWithSubscribers', 0, 'Subscribers').map((them) =>
        listOf(them).map((it) => at(it, 'Address') ?? null),
      ),
    ],
  },
  budgetUsdPerMonth: {
    wanted: (it) => it.budgetUsdPerMonth,
    found: (system) => [property(system, 'Budget', 'Budget', 'BudgetLimit', 'Amount')],
  },
  'capacity.checksAtOnce': {
    wanted: (it) => it.capacity.checksAtOnce,
    found: (system) => [at(mapping(system, 'CheckQueue'), 'ScalingConfig', 'MaximumConcurrency')],
  },
  'capacity.publicationsAtOnce': {
    wanted: (it) => it.capacity.publicationsAtOnce,
    found: (system) => [at(mapping(system, 'PublicationQueue'), 'ScalingConfig', 'MaximumConcurrency')],
  },
  'throttle.requestsPerSecond': {
    wanted: (it) => it.throttle.requestsPerSecond,
    found: (system) => of(system, 'AWS::ApiGatewayV2::Stage', 'DefaultRouteSettings', 'ThrottlingRateLimit'),
  },
  'throttle.burst': {
    wanted: (it) => it.throttle.burst,
    found: (system) => of(system, 'AWS::ApiGatewayV2::Stage', 'DefaultRouteSettings', 'ThrottlingBurstLimit'),
  },
  'firewallRates.posts': { wanted: (it) => it.firewallRates.posts, found: rateOf(0) },
  'firewallRates.api': { wanted: (it) => it.firewallRates.api, found: rateOf(1) },
  'firewallRates.all': { wanted: (it) => it.firewallRates.all, found: rateOf(2) },
  originSecretGeneration: {
    wanted: (it) => String(it.originSecretGeneration),
    found: (system) =>
      listOf(cdn(system, 'Origins'))
        .flatMap((origin) => listOf(at(origin, 'OriginCustomHeaders')))
        .map((header) => /origin-secret-(\d+):/.exec(JSON.stringify(at(header, 'HeaderValue')))?.[1]),
  },
  'upload.maxBytes': {
    wanted: (it) => String(it.upload.maxBytes),
    found: (system) => variable(system, 'UPLOAD_MAX_BYTES'),
  },
  'upload.partUrlSeconds': {
    wanted: (it) => String(it.upload.partUrlSeconds),
    found: (system) => variable(system, 'PART_URL_SECONDS'),
  },
  'check.stageSeconds': {
    wanted: (it) => it.check.stageSeconds,
    found: (system) => [property(system, 'CheckUploadFunction', 'Timeout')],
  },
  'rows.memoryMb': {
    wanted: (it) => it.rows.memoryMb,
    found: (system) => [property(system, 'DataFunction', 'MemorySize')],
  },
  'rows.engineMb': {
    wanted: (it) => String(it.rows.engineMb),
    found: (system) => variable(system, 'ROWS_ENGINE_MB'),
  },
  'rows.scratchMb': {
    wanted: (it) => it.rows.scratchMb,
    found: (system) => [
      property(system, 'DataFunction', 'EphemeralStorage', 'Size'),
      ...variable(system, 'ROWS_SCRATCH_MB').map(Number),
    ],
  },
  searchBatchSeconds: {
    wanted: (it) => it.searchBatchSeconds,
    found: (system) => [at(mapping(system, 'SearchIndexQueue'), 'MaximumBatchingWindowInSeconds') ?? 0],
  },
  boundaryDataset: {
    wanted: (it) => it.boundaryDataset,
    found: (system) => [
      property(system, 'PublishReleaseFunction', 'Environment', 'Variables', 'BOUNDARY_DATASET'),
    ],
  },
  malwareScan: {
    wanted: (it) => ({ guardduty: 'aws.guardduty', eicar: 'portal.eicar' })[it.malwareScan],
    found: (system) =>
      rows(system, 'AWS::Events::Rule')
        .filter(({ id }) => id.startsWith('VerdictGiven'))
        .map((it) => at(it.properties, 'EventPattern', 'source', 0)),
  },
  'requests.clarificationDays': {
    wanted: (it) => String(it.requests.clarificationDays),
    found: (system) => variable(system, 'CLARIFICATION_DAYS'),
  },
  'requests.papersKeptDays': {
    wanted: (it) => String(it.requests.papersKeptDays),
    found: (system) => variable(system, 'PAPERS_KEPT_DAYS'),
  },
  'confirmation.minutes': {
    wanted: (it) => String(it.confirmation.minutes),
    found: (system) => variable(system, 'CODE_MINUTES'),
  },
  'confirmation.attempts': {
    wanted: (it) => String(it.confirmation.attempts),
    found: (system) => variable(system, 'CODE_ATTEMPTS'),
  },
  'confirmation.anHour.address': {
    wanted: (it) => String(it.confirmation.anHour.address),
    found: (system) => variable(system, 'CODES_AN_HOUR_PER_ADDRESS'),
  },
  'confirmation.anHour.source': {
    wanted: (it) => String(it.confirmation.anHour.source),
    found: (system) => variable(system, 'CODES_AN_HOUR_PER_SOURCE'),
  },
  'confirmation.anHour.purpose': {
    wanted: (it) => String(it.confirmation.anHour.purpose),
    found: (system) => variable(system, 'CODES_AN_HOUR_PER_PURPOSE'),
  },
  mailFrom: { wanted: (it) => it.mailFrom, found: (system) => variable(system, 'MAIL_FROM') },
};

const withoutDesk = (address: Json): Json =>
  typeof address === 'string' ? address.replace(/\/desk\/$/, '') : address;

/** Says of each field of the environment where the templates hold something else, or nothing. */
export const everyFieldArrives: Law = (system) =>
  Object.entries(arrivals).flatMap(([field, { wanted, found }]) => {
    const want = JSON.stringify(wanted(system.environment));
    const values = [...new Set(found(system).map((it) => JSON.stringify(it)))];
    return values.length === 1 && values[0] === want
      ? []
      : [`${field} is ${values.join(' and ') || 'nowhere'}, not ${want}`];
  });

/** What a browser is greeted with: CloudFront's own certificate knows no better than its own name. */
export const theDomainSpeaksTls12: Law = (system) => {
  if (!system.environment.domain) return [];
  const certificate = cdn(system, 'ViewerCertificate');
  return at(certificate, 'MinimumProtocolVersion') === 'TLSv1.2_2021' &&
    at(certificate, 'SslSupportMethod') === 'sni-only'
    ? []
    : [`the domain is served as ${JSON.stringify(certificate)}`];
};
