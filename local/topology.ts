import type * as z from 'zod';
import type { TableDefinition } from './engines/dynamodb/ensure-table.ts';
import type { BucketConfig } from './engines/object-store/bucket-table.ts';
import { ignoredTypes } from './ignored.ts';
import { readAssembly, type Assembly, type Resource } from './topology/assembly.ts';
import type { FunctionDefinition } from './topology/compute.ts';
import { readFunctions } from './topology/read-functions.ts';
import { readApis, readClients } from './topology/read-http.ts';
import { readEdges } from './topology/read-edge.ts';
import { readMappings, readQueues, readRules, readSchedules } from './topology/read-messaging.ts';
import type { MappingDefinition, RuleDefinition, ScheduleDefinition } from './topology/read-messaging.ts';
import type { ApiDefinition, ClientDefinition } from './topology/http.ts';
import type { EdgeDefinition } from './topology/edge.ts';
import type { LocalAddresses } from './topology/identities.ts';
import type { QueueDefinition } from './topology/messaging.ts';
import { readResource } from './topology/read-resource.ts';
import { createResolver } from './topology/resolve.ts';
import {
  BucketProperties,
  bucketOf,
  ParameterProperties,
  TableProperties,
  tableOf,
} from './topology/storage.ts';
import { TopologyError } from './topology/topology-error.ts';

/** The whole system as the local runtime carries it out, with physical names. */
export type Topology = {
  readonly tables: readonly (TableDefinition & { readonly logicalId: string; readonly streamArn: string })[];
  readonly buckets: readonly {
    readonly logicalId: string;
    readonly name: string;
    readonly config: BucketConfig;
  }[];
  readonly queues: readonly QueueDefinition[];
  readonly rules: readonly RuleDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly mappings: readonly MappingDefinition[];
  readonly apis: readonly ApiDefinition[];
  readonly edges: readonly EdgeDefinition[];
  readonly clients: readonly ClientDefinition[];
  /** Parameters by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Logical id to what `Ref` gives, for tools that reach a running system. */
  readonly resources: Readonly<Record<string, string>>;
};

/** Gives every resource of a type, each read by a strict schema. */
export type ReadAll = <Schema extends z.ZodType>(
  type: string,
  schema: Schema,
) => {
  resource: Resource;
  ref: string;
  attributes: Readonly<Record<string, string>>;
  given: z.output<Schema>;
}[];

/** Types that are read below; everything else must be in `ignored.ts`. */
const read = new Set([
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::EventSourceMapping',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Logs::DeliverySource',
  'AWS::Logs::DeliveryDestination',
  'AWS::Logs::Delivery',
  'AWS::SSM::Parameter',
]);

const allResources = (assembly: Assembly): Resource[] =>
  [...assembly.stacks.values()].flatMap((stack) => [...stack.resources.values()]);

const refuseUnknownTypes = (resources: readonly Resource[]): void => {
  const unknown = resources.filter(({ type }) => !read.has(type) && !(type in ignoredTypes));
  if (unknown.length === 0) return;
  const names = unknown.map(({ stack, id, type }) => `  ${stack}/${id}: ${type}`).join('\n');
  throw new TopologyError(
    `The local runtime does not know these resource types:\n${names}\n` +
      'Implement them in local/topology, or list them in local/ignored.ts with a reason.',
  );
};

/**
 * Reads a CDK output folder. `local` are the addresses that stand for the cloud's; `publicUrl` replaces the template's
 * own, so that another port needs no new synthesis. Throws `TopologyError` naming what is not understood.
 */
export const readTopology = (
  dir: string,
  options: { local: LocalAddresses; publicUrl?: string },
): Topology => {
  const assembly = readAssembly(dir);
  const resources = allResources(assembly);
  refuseUnknownTypes(resources);
  const said = publicUrlIn(resources);
  const { publicUrl = said } = options;
  const rewrite = (text: string): string =>
    said && publicUrl && (text === said || text.startsWith(`${said}/`))
      ? publicUrl + text.slice(said.length)
      : text;
  const resolver = createResolver(assembly, { local: options.local, rewrite });
  const readAll: ReadAll = (type, schema) =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        resource,
        ...resolver.identity(resource),
        given: readResource(resolver, resource, schema),
      }));
  const assetOf = ({ stack, id }: Resource, key: string): string => {
    const found = assembly.stacks.get(stack)?.assets.get(key);
    if (!found) throw new TopologyError(`${stack}/${id}: the asset ${key} is not in the output folder`);
    return found;
  };
  const buckets = readAll('AWS::S3::Bucket', BucketProperties).map(
    ({ resource, ref, attributes, given }) => ({
      logicalId: resource.id,
      name: ref,
      domain: attributes['RegionalDomainName'] ?? '',
      config: bucketOf(given),
    }),
  );
  const apis = readApis(readAll, options.local);
  const functions = readFunctions(readAll, assetOf);
  return {
    tables: readAll('AWS::DynamoDB::Table', TableProperties).map(({ resource, ref, attributes, given }) => ({
      ...tableOf(ref, given),
      logicalId: resource.id,
      streamArn: attributes['StreamArn'] ?? '',
    })),
    buckets,
    queues: readQueues(readAll),
    rules: readRules(readAll),
    schedules: readSchedules(readAll),
    functions,
    mappings: readMappings(readAll),
    apis,
    edges: readEdges(readAll, buckets, apis, options.local),
    clients: readClients(readAll),
    parameters: new Map(
      readAll('AWS::SSM::Parameter', ParameterProperties).map(({ given }) => [given.Name, given.Value]),
    ),
    resources: Object.fromEntries(
      resources
        .filter(({ type }) =>
          ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::Lambda::Function'].includes(
            type,
          ),
        )
        .map((resource) => [resource.id, resolver.identity(resource).ref]),
    ),
  };
};

/** The address the template was made for: every function is told it. */
const publicUrlIn = (resources: readonly Resource[]): string | undefined => {
  for (const { properties } of resources) {
    const { Variables } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
    if (typeof Variables?.['PUBLIC_URL'] === 'string') return Variables['PUBLIC_URL'];
  }
  return undefined;
};
