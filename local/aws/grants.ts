import type { Topology } from '../topology.ts';
import type { AccessQuestion } from './endpoint.ts';
import { allowedBy, type Attempt, type PolicyStatement } from './policy.ts';

/** One right a function was given: an action on a resource. */
export type Grant = { readonly function: string; readonly action: string; readonly resource: string };

export type Grants = {
  readonly mayCall: (question: AccessQuestion) => boolean;
  readonly mayTouch: (question: {
    principal: string;
    action: string;
    bucket: string;
    key: string;
    /** What a listing is limited to. */
    prefix?: string;
  }) => boolean;
  /** Rights that nothing has made use of since the state folder began. */
  readonly unused: () => Grant[];
  readonly used: () => Grant[];
};

/** Rights that another service uses for the function (its poller, its log stream), never the function itself. */
const usedByServices =
  /^(logs:|lambda:InvokeFunction$|sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl)$|dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$)/;

const texts = (body: Buffer, read: (json: Record<string, unknown>) => unknown[]): string[] => {
  try {
    return read(JSON.parse(body.toString('utf8')) as Record<string, unknown>).map(String);
  } catch {
    return [];
  }
};

/** What a request says of itself that conditions ask about. */
const contextOf = ({ service, request }: AccessQuestion): Attempt['context'] => {
  if (service === 'events')
    return {
      'events:source': texts(request.body, ({ Entries }) =>
        Array.isArray(Entries) ? Entries.map((entry: { Source?: unknown }) => entry.Source ?? '') : [],
      ),
    };
  if (service === 'ses')
    return { 'ses:FromAddress': texts(request.body, ({ FromEmailAddress }) => [FromEmailAddress ?? '']) };
  return {};
};

/** SES looks for a grant on the address or on its domain. */
const resourcesOf = ({ service, resource }: AccessQuestion): string[] => {
  const [, identity, , domain] =
    /^(.*:identity\/)([^@]+)@(.+)$/.exec(service === 'ses' ? resource : '') ?? [];
  return identity && domain ? [resource, `${identity}${domain}`] : [resource];
};

/**
 * Judges every call to the local AWS endpoint by the synthesised policies of the function that makes it, so that a
 * missing grant shows on a laptop, by its name. Those who are no function (the deployment, the CDN) have rights of
 * their own. Remembers which grants were made use of.
 */
export const createGrants = (options: {
  topology: Pick<Topology, 'functions'>;
  /** What the CDN's origin access may read. */
  readable: readonly string[];
  /** Where the CDN's log delivery may write: buckets, each with its folder. */
  logged?: readonly { readonly bucket: string; readonly prefix: string }[];
  remembered: readonly Grant[];
  onUse: (grant: Grant) => void;
  log: (line: string) => void;
}): Grants => {
  const { topology, log } = options;
  const functions = new Map(topology.functions.map((one) => [one.arn, one]));
  const keyOf = (grant: Grant) => `${grant.function} ${grant.action} ${grant.resource}`;
  const used = new Map(options.remembered.map((grant) => [keyOf(grant), grant]));
  const told = new Set<string>();
  const readers: PolicyStatement[] = [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: options.readable.map((bucket) => `arn:aws:s3:::${bucket}/*`),
    },
    {
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: options.readable.map((bucket) => `arn:aws:s3:::${bucket}`),
    },
  ];

  const writers: PolicyStatement[] = (options.logged ?? []).map(({ bucket, prefix }) => ({
    Effect: 'Allow',
    Action: ['s3:PutObject'],
    Resource: [`arn:aws:s3:::${bucket}/${prefix}*`],
  }));
  const services: Readonly<Record<string, PolicyStatement[]>> = {
    cloudfront: readers,
    'log-delivery': writers,
  };

  const note = (id: string, statement: PolicyStatement, attempt: Attempt): void => {
    for (const resource of statement.Resource) {
      const grant = { function: id, action: attempt.action, resource };
      const isThisOne = allowedBy([{ ...statement, Resource: [resource] }], attempt);
      if (!isThisOne || used.has(keyOf(grant))) continue;
      used.set(keyOf(grant), grant);
      options.onUse(grant);
    }
  };

  const judge = (principal: string, attempts: readonly Attempt[]): boolean => {
    if (principal === 'ops') return true;
    const caller = functions.get(principal);
    const statements = caller?.statements ?? services[principal] ?? [];
    for (const attempt of attempts) {
      const statement = allowedBy(statements, attempt);
      if (!statement) continue;
      if (caller) note(caller.id, statement, attempt);
      return true;
    }
    const [attempt] = attempts;
    const line = `${caller?.id ?? principal} is not granted ${attempt?.action} on ${attempt?.resource}`;
    if (!told.has(line)) log(`AccessDenied: ${line}`);
    told.add(line);
    return false;
  };

  const granted = (): Grant[] =>
    topology.functions.flatMap(({ id, statements }) =>
      statements.flatMap(({ Effect, Action, Resource }) =>
        Effect === 'Allow'
          ? Action.flatMap((action) => Resource.map((resource) => ({ function: id, action, resource })))
          : [],
      ),
    );

  return {
    mayCall: (question) => {
      const context = contextOf(question);
      return judge(
        question.principal,
        resourcesOf(question).map((resource) => ({ action: question.action, resource, context })),
      );
    },
    mayTouch: ({ principal, action, bucket, key, prefix }) =>
      judge(principal, [
        {
          action,
          resource: `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`,
          context: prefix === undefined ? {} : { 's3:prefix': [prefix] },
        },
      ]),
    unused: () => granted().filter((grant) => !usedByServices.test(grant.action) && !used.has(keyOf(grant))),
    used: () => [...used.values()],
  };
};
