import type * as z from 'zod';
import { ignoredProperties } from '../ignored.ts';
import type { Resource } from './assembly.ts';
import type { Resolver } from './resolve.ts';
import { TopologyError } from './topology-error.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy without what stands at `path`; `*` is every element of a list, or every key. */
const without = (value: unknown, path: readonly string[]): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(value)) return head === '*' ? value.map((one) => without(one, rest)) : value;
  if (!isRecord(value)) return value;
  if (rest.length === 0)
    return head === '*' ? {} : Object.fromEntries(Object.entries(value).filter(([key]) => key !== head));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === head || head === '*' ? without(one, rest) : one]),
  );
};

/**
 * Reads a resource by a strict schema, after taking away what `ignored.ts` names with a reason. Throws `TopologyError`
 * that names the property on anything else: what is not understood must not silently do nothing.
 */
export const readResource = <Schema extends z.ZodType>(
  resolver: Resolver,
  resource: Resource,
  schema: Schema,
): z.output<Schema> => {
  const where = `${resource.stack}/${resource.id} (${resource.type})`;
  const kept = Object.keys(ignoredProperties[resource.type] ?? {}).reduce<unknown>(
    (left, path) => without(left, path.split('.')),
    resource.properties,
  );
  const parsed = schema.safeParse(resolver.value(resource.stack, kept, where));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const path = issue.path.map(String);
    return issue.code === 'unrecognized_keys'
      ? `property ${issue.keys.map((key) => [...path, key].join('.')).join(', ')} is unknown to the local runtime`
      : `property ${path.join('.')}: ${issue.message}`;
  });
  throw new TopologyError(
    `${where}: ${faults.join('; ')}. Implement it in local/topology, or list it in local/ignored.ts with a reason.`,
  );
};
