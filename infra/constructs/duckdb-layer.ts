import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { root } from './setting.ts';

/** One x86_64 function: the arm64 binding lags behind (dependencies.md section 6). */
const duckdbPackages = [
  '@duckdb/node-api',
  '@duckdb/node-bindings',
  '@duckdb/node-bindings-linux-x64',
] as const;

/**
 * Copies the engine out of our own node_modules into `dist/layers/duckdb/<versions>/nodejs/node_modules`, the place
 * where Lambda looks for a layer's packages. Copied once per set of versions. Throws when a package is not installed.
 */
export const stageDuckdb = (): { dir: string; versions: string } => {
  const found = duckdbPackages.map((name) => ({ name, from: join(root, 'node_modules', name) }));
  for (const { name, from } of found)
    if (!existsSync(from))
      throw new Error(`${name} is not installed: the data function needs it (npm ci on linux-x64)`);
  const versions = found.map(({ from }) => versionOf(from)).join('_');
  const dir = join(root, 'dist', 'layers', 'duckdb', versions.replaceAll('.', '-'));
  if (existsSync(dir)) return { dir, versions };
  const draft = `${dir}.${process.pid}.draft`;
  for (const { name, from } of found) {
    const to = join(draft, 'nodejs', 'node_modules', name);
    mkdirSync(to, { recursive: true });
    cpSync(from, to, { recursive: true, dereference: true });
  }
  try {
    renameSync(draft, dir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(dir)) throw error;
  }
  return { dir, versions };
};

const versionOf = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;

/** The layer itself; its asset's name is the versions, so 70 MB are not hashed at each synthesis. */
export const duckdbLayer = (scope: Construct): LayerVersion => {
  const { dir, versions } = stageDuckdb();
  return new LayerVersion(scope, 'DuckdbLayer', {
    code: Code.fromAsset(dir, { assetHash: `duckdb-${versions}` }),
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    compatibleArchitectures: [Architecture.X86_64],
    description: `DuckDB ${versions}`,
  });
};
