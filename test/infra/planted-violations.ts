import type { LawName } from './laws/all.ts';
import type { Json, Resource, StackName, System } from './template.ts';

type Plant = (copy: System) => void;

const find = (
  copy: System,
  stack: StackName,
  where: string | ((resource: Resource, id: string) => boolean),
): Resource => {
  const matches = (id: string, it: Resource) => (typeof where === 'string' ? id === where : where(it, id));
  const found = Object.entries(copy.templates[stack].Resources).find(([id, it]) => matches(id, it));
  if (!found) throw new Error('nothing to plant the violation in');
  return found[1];
};

const set = (resource: Resource, property: string, value: Json): void => {
  resource.Properties = { ...resource.Properties, [property]: value };
};

const unset = (resource: Resource, property: string): void => {
  const { [property]: _gone, ...rest } = resource.Properties ?? {};
  resource.Properties = rest;
};

const ofType = (type: string) => (it: Resource) => it.Type === type;

const route = (open: boolean) => (it: Resource) =>
  it.Type === 'AWS::ApiGatewayV2::Route' && (it.Properties?.['AuthorizationType'] !== 'JWT') === open;

const allow = (copy: System, role: string, action: string, resource: Json): void => {
  copy.templates.service.Resources['Planted'] = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
      Roles: [{ Ref: role }],
    },
  };
};

const ledger = (copy: System): Json => {
  const output = Object.values(copy.templates.data.Outputs ?? {}).find((it) =>
    JSON.stringify(it.Value).includes('["Ledger","Arn"]'),
  );
  return { 'Fn::ImportValue': output?.Export?.Name ?? '' };
};

const changeCdn = (copy: System, change: (cdn: Record<string, Json>) => Record<string, Json>): void => {
  const cdn = find(copy, 'edge', 'Cdn');
  set(cdn, 'DistributionConfig', change(cdn.Properties?.['DistributionConfig'] as Record<string, Json>));
};

/** One violation a law, each as somebody might really bring it in. */
export const violations: Record<LawName, Plant> = {
  everyQueueSetsFailuresAside: (copy) => unset(find(copy, 'service', 'CheckQueue'), 'RedrivePolicy'),
  everyQueueIsWatched: (copy) => {
    copy.templates.service.Resources['ForgottenQueue'] = { Type: 'AWS::SQS::Queue' };
  },
  timeoutsStayUnderVisibility: (copy) => set(find(copy, 'service', 'PublishReleaseFunction'), 'Timeout', 600),
  readersAnswerForEachMessage: (copy) =>
    unset(find(copy, 'service', ofType('AWS::Lambda::EventSourceMapping')), 'FunctionResponseTypes'),
  streamsSetFailuresAside: (copy) =>
    unset(
      find(copy, 'service', (it) => it.Properties?.['StartingPosition'] !== undefined),
      'DestinationConfig',
    ),
  ordersAreKept: (copy) => unset(find(copy, 'service', 'DutiesDeadLetters'), 'FifoQueue'),
  fanOutKnowsEveryReader: (copy) =>
    set(find(copy, 'service', 'FanOutFunction'), 'Environment', { Variables: {} }),

  noWildcardResources: (copy) => allow(copy, 'searchRole', 's3:GetObject', '*'),
  noWildcardActions: (copy) => allow(copy, 'searchRole', 's3:*', { 'Fn::GetAtt': ['CheckQueue', 'Arn'] }),
  noManagedPolicies: (copy) =>
    set(find(copy, 'service', ofType('AWS::IAM::Role')), 'ManagedPolicyArns', [
      'arn:aws:iam::aws:policy/AdministratorAccess',
    ]),
  theLedgerOnlyGrows: (copy) => allow(copy, 'publishingRole', 'dynamodb:DeleteItem', ledger(copy)),
  searchReadsOnlyTheIndex: (copy) => {
    const policy = find(
      copy,
      'service',
      (it, id) => id.startsWith('searchRoleDefaultPolicy') && it.Type === 'AWS::IAM::Policy',
    );
    set(policy, 'PolicyDocument', {
      Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: ledger(copy) }],
    });
  },
  verdictsComeFromTheScanner: (copy) =>
    allow(
      copy,
      'publishingRole',
      'events:PutEvents',
      'arn:aws:events:ap-southeast-1:123456789012:event-bus/default',
    ),

  realDataIsRetained: (copy) => {
    find(copy, 'data', 'People').DeletionPolicy = 'Delete';
  },
  realDataIsProtected: (copy) => unset(find(copy, 'data', 'Cases'), 'DeletionProtectionEnabled'),
  everyTableIsRecoverable: (copy) => unset(find(copy, 'data', 'Views'), 'PointInTimeRecoverySpecification'),
  everyBucketIsPrivate: (copy) => unset(find(copy, 'data', 'PublicBucket'), 'PublicAccessBlockConfiguration'),
  evidenceIsLocked: (copy) => unset(find(copy, 'data', 'EvidenceBucket'), 'ObjectLockConfiguration'),
  onlyTheDataStackKeeps: (copy) => {
    copy.templates.service.Resources['Stray'] = { Type: 'AWS::S3::Bucket' };
  },
  noCustomResources: (copy) => {
    copy.templates.data.Resources['Notifications'] = { Type: 'Custom::S3BucketNotifications' };
  },

  everyFunctionsLogEnds: (copy) =>
    unset(find(copy, 'service', ofType('AWS::Logs::LogGroup')), 'RetentionInDays'),
  everyFunctionIsNamedAndTimed: (copy) => unset(find(copy, 'service', 'MorningFunction'), 'Timeout'),
  everyFunctionIsWatched: (copy) => {
    copy.templates.service.Resources['Unwatched'] = { ...find(copy, 'service', 'MorningFunction') };
  },
  everyAlarmHelpsWhoeverWakes: (copy) =>
    set(
      find(copy, 'service', ofType('AWS::CloudWatch::Alarm')),
      'AlarmDescription',
      'Something is wrong. Runbook: docs/runbooks/written-later.md',
    ),
  everyScheduleSaysItsTime: (copy) =>
    set(find(copy, 'service', 'MorningSchedule'), 'ScheduleExpressionTimezone', 'UTC'),

  nativeCodeMeetsItsMachine: (copy) => set(find(copy, 'service', 'DataFunction'), 'Architectures', ['arm64']),
  nothingIsLookedUp: (copy) => {
    Object.assign(copy, { lookups: [{ key: 'vpc', provider: 'vpc-provider', props: {} }] });
  },
  everyFieldArrives: (copy) =>
    unset(
      find(copy, 'service', (it) => it.Type === 'AWS::SNS::Subscription'),
      'Endpoint',
    ),

  everyOperationHasOneRoute: (copy) =>
    set(find(copy, 'service', route(true)), 'RouteKey', 'GET /api/v1/secret'),
  onlyOpenOperationsAreOpen: (copy) => set(find(copy, 'service', route(false)), 'AuthorizationType', 'NONE'),
  everyRouteLeadsToItsAnswerer: (copy) =>
    set(find(copy, 'service', route(false)), 'Target', 'integrations/none'),
  tokensComeFromOurPool: (copy) =>
    set(find(copy, 'service', ofType('AWS::ApiGatewayV2::Authorizer')), 'JwtConfiguration', {
      Issuer: 'https://accounts.example',
      Audience: ['anyone'],
    }),
  onlyTheEdgeReadsThePublicBucket: (copy) =>
    set(
      find(copy, 'data', (it) => JSON.stringify(it.Properties?.['Bucket']) === '{"Ref":"PublicBucket"}'),
      'PolicyDocument',
      { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Principal: '*', Resource: '*' }] },
    ),
  theEdgeSignsForTheBucket: (copy) =>
    changeCdn(copy, (cdn) => ({
      ...cdn,
      Origins: (cdn['Origins'] as Record<string, Json>[]).map(
        ({ OriginAccessControlId: _, ...origin }) => origin,
      ),
    })),
  theEdgeRunsOneFunction: (copy) => {
    copy.templates.edge.Resources['Second'] = { Type: 'AWS::CloudFront::Function' };
  },
  refusalsKeepTheirWords: (copy) =>
    changeCdn(copy, (cdn) => ({
      ...cdn,
      CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' }],
    })),
  noErrorIsKept: (copy) => changeCdn(copy, ({ CustomErrorResponses: _, ...cdn }) => cdn),
  missingPagesComeFromTheApi: (copy) =>
    changeCdn(copy, (cdn) => ({ ...cdn, OriginGroups: { Items: [], Quantity: 0 } })),
  pathsAreKeptAsTheTableSays: (copy) =>
    changeCdn(copy, (cdn) => ({
      ...cdn,
      DefaultCacheBehavior: {
        ...(cdn['DefaultCacheBehavior'] as object),
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      },
    })),
  theEdgeIsQuickAndEncrypted: (copy) => changeCdn(copy, (cdn) => ({ ...cdn, HttpVersion: 'http2' })),
  everyAnswerIsGuarded: (copy) => {
    const policy = find(copy, 'edge', (_, id) => id.startsWith('pageHeaders'));
    policy.Properties = JSON.parse(
      JSON.stringify(policy.Properties).replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    ) as Record<string, Json>;
  },
  theFirewallHasItsRates: (copy) => changeCdn(copy, ({ WebACLId: _, ...cdn }) => cdn),
  nobodyGoesRoundTheEdge: (copy) => {
    const search = find(copy, 'service', 'SearchFunction');
    set(search, 'Environment', { Variables: { ORIGIN_SECRETS: 'typed by hand' } });
  },
  accessLogsNameNoReader: (copy) =>
    set(find(copy, 'edge', 'AccessLogDelivery'), 'RecordFields', ['date', 'time', 'c-ip']),

  theApiIsThrottledAndLogged: (copy) =>
    unset(find(copy, 'service', ofType('AWS::ApiGatewayV2::Stage')), 'AccessLogSettings'),
};
