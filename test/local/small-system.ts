import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallEdge } from './small-edge.ts';

/** A CDK output folder said shortly: enough of one to run, small enough to read. */
export type Template = {
  Resources: Record<
    string,
    { Type: string; Properties?: Record<string, unknown>; Metadata?: unknown; Condition?: string }
  >;
  Outputs?: Record<string, unknown>;
};

/** Writes an output folder with these stacks. `assets` are bucket keys to folders. */
export const writeAssembly = (
  dir: string,
  stacks: Record<string, Template>,
  assets: Record<string, string> = {},
): string => {
  mkdirSync(dir, { recursive: true });
  const artifacts: Record<string, unknown> = {};
  for (const [name, template] of Object.entries(stacks)) {
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: `aws://unknown-account/${name.includes('edge') ? 'us-east-1' : 'ap-southeast-1'}`,
      properties: { templateFile: `${name}.template.json` },
    };
    writeFileSync(join(dir, `${name}.template.json`), JSON.stringify(template));
    const files = Object.fromEntries(
      Object.entries(assets).map(([key, path]) => [
        key,
        { source: { path }, destinations: { here: { objectKey: key } } },
      ]),
    );
    writeFileSync(join(dir, `${name}.assets.json`), JSON.stringify({ files }));
  }
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ artifacts }));
  return dir;
};

const fn = (id: string, environment: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Metadata: { Portal: { function: id } },
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    MemorySize: 128,
    Timeout: 5,
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Environment: { Variables: { PUBLIC_URL: 'http://localhost:4600', ...environment } },
    ...more,
  },
});

const route = (key: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: key,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    ...more,
  },
});

/** A data stack, a service stack and an edge stack, shaped as ours: table with stream, queue, functions, API, CDN. */
export const smallSystem = (): Record<'small-data' | 'small-service' | 'small-edge', Template> => ({
  'small-data': {
    Resources: {
      Notes: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        },
      },
      Seen: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        },
      },
      Site: { Type: 'AWS::S3::Bucket' },
      Logs: { Type: 'AWS::S3::Bucket' },
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTier: 'ESSENTIALS' } },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid', 'email', 'profile'],
          CallbackURLs: ['http://localhost:4600/desk/'],
          LogoutURLs: ['http://localhost:4600/desk/'],
        },
      },
    },
    Outputs: {
      SiteDomain: { Value: { 'Fn::GetAtt': ['Site', 'RegionalDomainName'] } },
      NotesName: { Value: { Ref: 'Notes' }, Export: { Name: 'small-data:Notes' } },
      NotesStream: {
        Value: { 'Fn::GetAtt': ['Notes', 'StreamArn'] },
        Export: { Name: 'small-data:NotesStream' },
      },
      SeenName: { Value: { Ref: 'Seen' }, Export: { Name: 'small-data:Seen' } },
      PoolId: { Value: { Ref: 'Pool' }, Export: { Name: 'small-data:Pool' } },
      ClientId: { Value: { Ref: 'Client' }, Export: { Name: 'small-data:Client' } },
    },
  },
  'small-service': {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: {} },
      },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'p',
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Work', 'Arn'] } },
              {
                Effect: 'Allow',
                Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
                Resource: 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/*',
              },
            ],
          },
        },
      },
      WorkDead: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          FifoQueue: true,
          VisibilityTimeout: 30,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['WorkDead', 'Arn'] }, maxReceiveCount: 3 },
        },
      },
      Web: fn('web', {
        NOTES: { 'Fn::ImportValue': 'small-data:Notes' },
        SEEN: { 'Fn::ImportValue': 'small-data:Seen' },
      }),
      FanOut: fn('fan-out', { QUEUE_URL: { Ref: 'Work' } }),
      Worker: fn('worker', { SEEN: { 'Fn::ImportValue': 'small-data:Seen' } }),
      Stream: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::ImportValue': 'small-data:NotesStream' },
          FunctionName: { Ref: 'FanOut' },
          StartingPosition: 'TRIM_HORIZON',
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
      Reader: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
          FunctionName: { Ref: 'Worker' },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'small', ProtocolType: 'HTTP' } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Web', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Tokens: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          Name: 'Tokens',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: {
            Audience: [{ 'Fn::ImportValue': 'small-data:Client' }],
            Issuer: {
              'Fn::Sub': [
                'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}',
                { Pool: { 'Fn::ImportValue': 'small-data:Pool' } },
              ],
            },
          },
        },
      },
      PostNote: route('POST /api/v1/notes/{id}'),
      ReadNote: route('GET /api/v1/notes/{id}'),
      Spin: route('POST /api/v1/spin'),
      Nothing: route('$default'),
      Private: route('GET /api/v1/private', {
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'Tokens' },
        AuthorizationScopes: ['openid'],
      }),
    },
    Outputs: {
      ApiDomain: {
        Value: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }] }] },
      },
    },
  },
  'small-edge': smallEdge,
});
