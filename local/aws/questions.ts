import { type EngineCall, operationOf } from './engine-call.ts';

/** What a call wants to do, in the words of IAM: one action on one resource. A call may ask several. */
export type Wish = { readonly action: string; readonly resource: string };
export type Place = { readonly region: string; readonly account: string };

type Input = Readonly<Record<string, unknown>>;

const asInput = (value: unknown): Input => (typeof value === 'object' && value !== null ? { ...value } : {});
const asList = (value: unknown): Input[] => (Array.isArray(value) ? value.map(asInput) : []);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const parse = (body: Buffer): Input => {
  try {
    return asInput(JSON.parse(body.toString('utf8')));
  } catch {
    return {};
  }
};

const lastPart = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? '';

/** IAM has no TransactWriteItems: each part is judged as the action it is. */
const TRANSACTION_PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const tableWishes = (operation: string, input: Input, place: Place): Wish[] => {
  const arn = (table: string) =>
    table.startsWith('arn:') ? table : `arn:aws:dynamodb:${place.region}:${place.account}:table/${table}`;
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems')
    return asList(input['TransactItems']).flatMap((item) =>
      Object.entries(item).map(([part, body]) => ({
        action: `dynamodb:${TRANSACTION_PARTS[part] ?? part}`,
        resource: arn(asText(asInput(body)['TableName'])),
      })),
    );
  if (operation === 'BatchWriteItem' || operation === 'BatchGetItem')
    return Object.keys(asInput(input['RequestItems'])).map((table) => ({
      action: `dynamodb:${operation}`,
      resource: arn(table),
    }));
  const table = asText(input['TableName'] ?? input['StreamArn'] ?? input['ResourceArn']);
  const index = asText(input['IndexName']);
  return [
    {
      action: `dynamodb:${operation}`,
      resource: table ? `${arn(table)}${index ? `/index/${index}` : ''}` : '*',
    },
  ];
};

const queueWishes = (operation: string, input: Input, place: Place): Wish[] => {
  const name = lastPart(asText(input['QueueUrl'] ?? input['QueueName']));
  return [
    {
      action: `sqs:${operation.replace(/Batch$/, '')}`,
      resource: name ? `arn:aws:sqs:${place.region}:${place.account}:${name}` : '*',
    },
  ];
};

const eventWishes = (operation: string, input: Input, place: Place): Wish[] => {
  const buses = new Set(
    asList(input['Entries']).map((entry) => lastPart(asText(entry['EventBusName']) || 'default')),
  );
  return [...buses].map((bus) => ({
    action: `events:${operation}`,
    resource: `arn:aws:events:${place.region}:${place.account}:event-bus/${bus}`,
  }));
};

const mailWishes = (input: Input, place: Place): Wish[] => {
  const from = asText(input['FromEmailAddress']);
  const address = /<([^>]*)>\s*$/.exec(from)?.[1] ?? from;
  return [
    { action: 'ses:SendEmail', resource: `arn:aws:ses:${place.region}:${place.account}:identity/${address}` },
  ];
};

/** These services stand in a region of their own: the one the caller signed for. */
const signedRegion = ({ headers }: EngineCall, place: Place): string =>
  /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\//.exec(headers['authorization'] ?? '')?.[1] ?? place.region;

const parameterWishes = (operation: string, input: Input, region: string, place: Place): Wish[] => [
  {
    action: `ssm:${operation}`,
    resource: `arn:aws:ssm:${region}:${place.account}:parameter/${asText(input['Name']).replace(/^\//, '')}`,
  },
];

const cdnWishes = ({ method, url }: EngineCall, place: Place): Wish[] => {
  const distribution = /^\/[\d-]+\/distribution\/([^/?]+)\/invalidation$/.exec(url)?.[1];
  return [
    {
      action: `cloudfront:${method === 'POST' && distribution !== undefined ? 'CreateInvalidation' : 'Unknown'}`,
      resource: `arn:aws:cloudfront::${place.account}:distribution/${distribution ?? '*'}`,
    },
  ];
};

/** Reads from a call what it would need to be allowed. Objects (S3) are judged by their own engine. */
export const wishesOf = (service: string, call: EngineCall, place: Place): Wish[] => {
  const operation = operationOf(call.headers);
  const input = parse(call.body);
  switch (service) {
    case 'dynamodb':
      return tableWishes(operation, input, place);
    case 'sqs':
      return queueWishes(operation, input, place);
    case 'events':
      return eventWishes(operation, input, place);
    case 'ses':
      return mailWishes(input, place);
    case 'ssm':
      return parameterWishes(operation, input, signedRegion(call, place), place);
    case 'cloudfront':
      return cdnWishes(call, place);
    default:
      return [{ action: `${service}:${operation}`, resource: '*' }];
  }
};
