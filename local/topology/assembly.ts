import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import { PLACE } from '../place.ts';
import { TopologyError } from './topology-error.ts';

/** One resource as it stands in a template, intrinsics and all. */
export type Resource = {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
};

export type StackOf = {
  readonly name: string;
  readonly region: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Bucket keys of assets to where their files are on this machine. */
  readonly assets: ReadonlyMap<string, string>;
};

/** What synthesis left behind: the stacks, and what they export to each other. */
export type Assembly = {
  readonly stacks: ReadonlyMap<string, StackOf>;
  readonly exports: ReadonlyMap<string, { stack: string; value: unknown }>;
};

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .loose()
        .optional(),
    }),
  ),
});

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Metadata: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
});

const Assets = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const assetsOf = (dir: string, file: string): Map<string, string> => {
  const found = new Map<string, string>();
  if (!existsSync(file)) return found;
  for (const { source, destinations } of Object.values(Assets.parse(json(file)).files))
    for (const { objectKey } of Object.values(destinations))
      if (source.path) found.set(objectKey, isAbsolute(source.path) ? source.path : join(dir, source.path));
  return found;
};

/** Reads every stack of a CDK output folder. Throws when a resource depends on a condition: nothing here decides one. */
export const readAssembly = (dir: string): Assembly => {
  const stacks = new Map<string, StackOf>();
  const exports = new Map<string, { stack: string; value: unknown }>();
  for (const [id, artifact] of Object.entries(Manifest.parse(json(join(dir, 'manifest.json'))).artifacts)) {
    const file = artifact.properties?.templateFile;
    if (artifact.type !== 'aws:cloudformation:stack' || !file) continue;
    const name = artifact.properties?.stackName ?? id;
    const region = artifact.environment?.split('/').at(-1) ?? 'unknown-region';
    const template = Template.parse(json(join(dir, file)));
    const resources = new Map<string, Resource>();
    for (const [logicalId, { Type, Properties, Metadata, Condition }] of Object.entries(template.Resources)) {
      if (Condition)
        throw new TopologyError(`${name}/${logicalId}: conditions are unknown to the local runtime`);
      resources.set(logicalId, {
        stack: name,
        id: logicalId,
        type: Type,
        properties: Properties,
        metadata: Metadata,
      });
    }
    const outputs = new Map<string, unknown>();
    for (const [output, { Value, Export }] of Object.entries(template.Outputs)) {
      outputs.set(output, Value);
      if (Export) exports.set(Export.Name, { stack: name, value: Value });
    }
    stacks.set(name, {
      name,
      region: region === 'unknown-region' ? PLACE.region : region,
      resources,
      outputs,
      assets: assetsOf(dir, join(dir, `${id}.assets.json`)),
    });
  }
  return { stacks, exports };
};
