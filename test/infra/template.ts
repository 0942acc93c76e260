import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';
import type { Environment, EnvironmentName } from '../../infra/environments.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Resource = {
  Type: string;
  Properties?: Record<string, Json>;
  Metadata?: Record<string, Json>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

export type Template = {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: Json; Export?: { Name: string } }>;
};

export type StackName = 'data' | 'service' | 'edge';

/** What CloudFormation is given for one environment. */
export type System = {
  readonly name: EnvironmentName;
  readonly environment: Environment;
  readonly templates: Readonly<Record<StackName, Template>>;
  /** Where each stack goes, and whether one call may delete it. */
  readonly stacks: Readonly<Record<StackName, StackPlace>>;
  /** What CDK would have to ask an account for before it could go on. */
  readonly lookups: readonly Json[];
};

export type StackPlace = {
  readonly account: string;
  readonly region: string;
  readonly terminationProtection: boolean;
};

/** Synthesises without the functions' code; the security rules, unless left out, throw on a finding. */
export const synthesise = (name: EnvironmentName, securityRules = true, instead?: Environment): System => {
  const outdir = mkdtempSync(join(tmpdir(), `infra-${name}-`));
  const { app, environment, stacks } = buildApp(name, {
    entries: 'declared',
    outdir,
    securityRules,
    ...(instead ? { environment: instead } : {}),
  });
  const assembly = app.synth();
  const place = (stack: StackName): StackPlace => {
    const artifact = assembly.getStackArtifact(stacks[stack].artifactId);
    const { account, region } = artifact.environment;
    return { account, region, terminationProtection: artifact.terminationProtection ?? false };
  };
  const template = (stack: StackName) =>
    assembly.getStackArtifact(stacks[stack].artifactId).template as Template;
  const templates = { data: template('data'), service: template('service'), edge: template('edge') };
  const places = { data: place('data'), service: place('service'), edge: place('edge') };
  const lookups = (assembly.manifest.missing ?? []) as unknown as Json[];
  rmSync(outdir, { recursive: true });
  return { name, environment, templates, stacks: places, lookups };
};

export type Row = {
  readonly stack: StackName;
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  readonly resource: Resource;
};

/** All resources of the system, or those of one type. */
export const rows = ({ templates }: System, type?: string): Row[] =>
  (['data', 'service', 'edge'] as const)
    .flatMap((stack) =>
      Object.entries(templates[stack].Resources).map(([id, resource]) => ({
        stack,
        id,
        type: resource.Type,
        properties: resource.Properties ?? {},
        resource,
      })),
    )
    .filter((row) => !type || row.type === type);

/** The value at a path of keys and positions; `undefined` where the path ends early. */
export const at = (value: Json | undefined, ...path: (string | number)[]): Json | undefined => {
  let here: Json | undefined = value;
  for (const step of path) {
    if (here === null || typeof here !== 'object') return undefined;
    here = (here as Readonly<Record<string | number, Json>>)[step];
  }
  return here;
};

export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];

/** Replaces what is imported from another stack by what that stack exports. */
export const followed = (system: System, value: Json): Json => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => followed(system, item));
  const name = at(value, 'Fn::ImportValue');
  if (name !== undefined) {
    const exported = Object.values(system.templates)
      .flatMap((template) => Object.values(template.Outputs ?? {}))
      .find((output) => output.Export?.Name === name);
    if (!exported) throw new Error(`nobody exports ${JSON.stringify(name)}`);
    return exported.Value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, followed(system, item)]));
};

/** The logical id a reference points to, across stacks; `undefined` for a plain value. */
export const target = (system: System, value: Json | undefined): string | undefined => {
  const found = value === undefined ? undefined : followed(system, value);
  const id = at(found, 'Ref') ?? at(found, 'Fn::GetAtt', 0);
  return typeof id === 'string' ? id : undefined;
};

/** The same system with one thing changed, to prove that a law sees it. */
export const planted = (system: System, change: (copy: System) => void): System => {
  const copy = structuredClone(system);
  change(copy);
  return copy;
};

/** One sentence for each thing that breaks the law. */
export type Law = (system: System) => string[];
