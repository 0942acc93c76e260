import * as z from 'zod';
import type { ReadAll } from '../topology.ts';
import type { Resource } from './assembly.ts';
import {
  FunctionProperties,
  LayerProperties,
  PolicyProperties,
  RoleProperties,
  type FunctionDefinition,
  type Statement,
} from './compute.ts';
import { TopologyError } from './topology-error.ts';

const Metadata = z.object({ Portal: z.object({ function: z.string() }).loose().optional() });

/** Functions with what their roles allow, their code and their layers as folders of this machine. */
export const readFunctions = (
  readAll: ReadAll,
  assetOf: (resource: Resource, key: string) => string,
): FunctionDefinition[] => {
  const roles = new Map<string, Statement[]>();
  const arnOfRole = new Map<string, string>();
  for (const { ref, attributes, given } of readAll('AWS::IAM::Role', RoleProperties)) {
    arnOfRole.set(attributes['Arn'] ?? '', ref);
    roles.set(
      ref,
      given.Policies.flatMap((policy) => policy.PolicyDocument.Statement),
    );
  }
  for (const { resource, given } of readAll('AWS::IAM::Policy', PolicyProperties))
    for (const role of given.Roles) {
      const statements = roles.get(role);
      if (!statements) throw new TopologyError(`${resource.stack}/${resource.id}: there is no role ${role}`);
      statements.push(...given.PolicyDocument.Statement);
    }
  const layers = new Map(
    readAll('AWS::Lambda::LayerVersion', LayerProperties).map(({ resource, ref, given }) => [
      ref,
      assetOf(resource, given.Content.S3Key),
    ]),
  );
  return readAll('AWS::Lambda::Function', FunctionProperties).map(({ resource, ref, attributes, given }) => ({
    id: Metadata.parse(resource.metadata).Portal?.function ?? resource.id,
    name: ref,
    arn: attributes['Arn'] ?? '',
    dir: assetOf(resource, given.Code.S3Key),
    handler: given.Handler,
    environment: given.Environment?.Variables ?? {},
    layers: given.Layers.map((layer) => {
      const dir = layers.get(layer);
      if (!dir) throw new TopologyError(`${resource.stack}/${resource.id}: there is no layer ${layer}`);
      return dir;
    }),
    memoryMb: given.MemorySize,
    timeoutSeconds: given.Timeout,
    reserved: given.ReservedConcurrentExecutions,
    statements: roles.get(arnOfRole.get(given.Role) ?? '') ?? [],
  }));
};
