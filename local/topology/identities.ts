import type { Resource } from './assembly.ts';
import { PLACE } from '../place.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export type Identity = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };

/** Addresses that only exist here. */
export type LocalAddresses = {
  /** The AWS endpoint, `http://127.0.0.1:4601`. */
  readonly aws: string;
  /** The issuer that stands for the user pool. */
  readonly issuer: string;
};

type Naming = {
  readonly resource: Resource;
  readonly region: string;
  readonly local: LocalAddresses;
  /** A property as text, resolved; undefined when absent. */
  readonly text: (property: string) => string | undefined;
};

const arn = (service: string, region: string, rest: string): string =>
  `arn:${PLACE.partition}:${service}:${region}:${region === '' && service === 's3' ? '' : PLACE.account}:${rest}`;

const plain = ({ resource }: Naming): string => `${resource.stack}-${resource.id}`;

const named =
  (service: string, prefix: string, property?: string) =>
  (it: Naming): Identity => {
    const name = (property && it.text(property)) ?? plain(it);
    return { ref: name, attributes: { Arn: arn(service, it.region, `${prefix}${name}`), Name: name } };
  };

const onlyRef = (it: Naming): Identity => ({ ref: plain(it), attributes: { Id: plain(it) } });

const table = (it: Naming): Identity => {
  const name = it.text('TableName') ?? plain(it);
  const Arn = arn('dynamodb', it.region, `table/${name}`);
  return { ref: name, attributes: { Arn, StreamArn: `${Arn}/stream/local`, TableId: name } };
};

const bucket = (it: Naming): Identity => {
  const name = it.text('BucketName') ?? plain(it).toLowerCase();
  return {
    ref: name,
    attributes: {
      Arn: arn('s3', '', name),
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${it.region}.amazonaws.com`,
    },
  };
};

const queue = (it: Naming): Identity => {
  const fifo = it.resource.properties['FifoQueue'] === true;
  const name = it.text('QueueName') ?? `${plain(it)}${fifo ? '.fifo' : ''}`;
  const url = `${it.local.aws}/${PLACE.account}/${name}`;
  return { ref: url, attributes: { Arn: arn('sqs', it.region, name), QueueName: name, QueueUrl: url } };
};

const pool = (it: Naming): Identity => {
  const id = `${it.region}_${it.resource.id}`;
  const name = `cognito-idp.${it.region}.amazonaws.com/${id}`;
  return {
    ref: id,
    attributes: {
      UserPoolId: id,
      Arn: arn('cognito-idp', it.region, `userpool/${id}`),
      ProviderName: name,
      ProviderURL: it.local.issuer,
    },
  };
};

const api = (it: Naming): Identity => {
  const id = plain(it).toLowerCase();
  return {
    ref: id,
    attributes: { ApiId: id, ApiEndpoint: `https://${id}.execute-api.${it.region}.amazonaws.com` },
  };
};

const distribution = (it: Naming): Identity => ({
  ref: plain(it),
  attributes: {
    Id: plain(it),
    Arn: arn('cloudfront', '', `distribution/${plain(it)}`),
    DomainName: `${plain(it).toLowerCase()}.cloudfront.net`,
  },
});

const edgeFunction = (it: Naming): Identity => {
  const FunctionARN = arn('cloudfront', '', `function/${plain(it)}`);
  return { ref: FunctionARN, attributes: { FunctionARN } };
};

const arnAsRef =
  (service: string, prefix: string) =>
  (it: Naming): Identity => {
    const Arn = arn(service, it.region, `${prefix}${plain(it)}`);
    return { ref: Arn, attributes: { Arn, TopicName: plain(it), TopicArn: Arn } };
  };

const role = (it: Naming): Identity => ({
  ref: plain(it),
  attributes: { Arn: `arn:${PLACE.partition}:iam::${PLACE.account}:role/${plain(it)}`, RoleId: plain(it) },
});

/** How each type is called here. A type without an entry can not be referred to. */
const byType: Readonly<Record<string, (it: Naming) => Identity>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::S3::Bucket': bucket,
  'AWS::SQS::Queue': queue,
  'AWS::Lambda::Function': named('lambda', 'function:', 'FunctionName'),
  'AWS::Lambda::LayerVersion': arnAsRef('lambda', 'layer:'),
  'AWS::IAM::Role': role,
  'AWS::IAM::Policy': onlyRef,
  'AWS::Lambda::EventSourceMapping': onlyRef,
  'AWS::Logs::LogGroup': named('logs', 'log-group:', 'LogGroupName'),
  'AWS::SNS::Topic': arnAsRef('sns', ''),
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:'),
  'AWS::Events::EventBus': named('events', 'event-bus/', 'Name'),
  'AWS::Events::Rule': named('events', 'rule/'),
  'AWS::Scheduler::Schedule': named('scheduler', 'schedule/default/'),
  'AWS::Scheduler::ScheduleGroup': named('scheduler', 'schedule-group/'),
  'AWS::Cognito::UserPool': pool,
  'AWS::Cognito::UserPoolClient': (it) => ({ ref: plain(it), attributes: { ClientId: plain(it) } }),
  'AWS::Cognito::UserPoolDomain': (it) => ({ ref: it.text('Domain') ?? plain(it), attributes: {} }),
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Integration': onlyRef,
  'AWS::ApiGatewayV2::Authorizer': onlyRef,
  'AWS::ApiGatewayV2::Stage': onlyRef,
  'AWS::ApiGatewayV2::Route': onlyRef,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::Function': edgeFunction,
  'AWS::CloudFront::OriginAccessControl': onlyRef,
  'AWS::CloudFront::CachePolicy': onlyRef,
  'AWS::CloudFront::OriginRequestPolicy': onlyRef,
  'AWS::CloudFront::ResponseHeadersPolicy': onlyRef,
  'AWS::WAFv2::WebACL': (it) => ({
    ref: plain(it),
    attributes: { Arn: arn('wafv2', it.region, plain(it)), Id: plain(it) },
  }),
  'AWS::Logs::DeliverySource': named('logs', 'delivery-source:', 'Name'),
  'AWS::Logs::DeliveryDestination': named('logs', 'delivery-destination:', 'Name'),
  'AWS::Logs::Delivery': onlyRef,
  'AWS::SES::EmailIdentity': (it) => ({ ref: it.text('EmailIdentity') ?? plain(it), attributes: {} }),
  'AWS::SSM::Parameter': (it) => ({
    ref: it.text('Name') ?? plain(it),
    attributes: { Value: it.text('Value') ?? '' },
  }),
};

export const identityOf = (it: Naming): Identity | undefined => byType[it.resource.type]?.(it);
