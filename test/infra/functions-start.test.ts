import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { stageDuckdb } from '../../infra/constructs/duckdb-layer.ts';
import { at, type Json, type Template } from './template.ts';

const run = promisify(execFile);

/** The code CDK would upload, by the file name the template asks for. */
const bundlesOf = (outdir: string, stack: string): Map<string, string> => {
  const { files } = JSON.parse(readFileSync(join(outdir, `${stack}.assets.json`), 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  return new Map(
    Object.entries(files).map(([hash, { source }]) => [`${hash}.zip`, join(outdir, source.path)]),
  );
};

/** Numbers and words as they will be; a name CloudFormation makes later is some name. */
const variablesOf = (value: Json | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, Json>).map(([name, it]) => [
      name,
      typeof it === 'string' ? it : `made-at-deployment-${name.toLowerCase()}`,
    ]),
  );

const outdir = mkdtempSync(join(tmpdir(), 'infra-start-'));
const { app, stacks } = buildApp('dev', { outdir, securityRules: false });
const template = app.synth().getStackArtifact(stacks.service.artifactId).template as Template;
const bundles = bundlesOf(outdir, stacks.service.artifactId);

const functions = Object.values(template.Resources)
  .filter((resource) => resource.Type === 'AWS::Lambda::Function')
  .map((resource) => ({
    id: String(at(resource.Metadata, 'Portal', 'function') as string),
    code: bundles.get(at(resource.Properties, 'Code', 'S3Key') as string),
    variables: variablesOf(at(resource.Properties, 'Environment', 'Variables')),
    native: at(resource.Properties, 'Layers') !== undefined,
  }));

afterAll(() => rmSync(outdir, { recursive: true }));

const PATIENCE = 60_000;

type Startable = (typeof functions)[number];

/** Loads the bundle in a process of its own, with nothing in its environment but what the template says. */
const start = async ({ code, variables, native }: Startable): Promise<string> => {
  if (!code) throw new Error('the template names code that was not staged');
  const file = pathToFileURL(join(code, native ? 'index.cjs' : 'index.mjs')).href;
  const program = `const m = await import(${JSON.stringify(file)}); console.log('handler is a ' + typeof (m.handler ?? m.default.handler));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: tmpdir(),
    env: {
      ...variables,
      AWS_REGION: 'ap-southeast-1',
      ...(native ? { NODE_PATH: join(stageDuckdb().dir, 'nodejs', 'node_modules') } : {}),
    },
  });
  return stdout;
};

test.each(functions)(
  '$id starts with exactly the variables its template gives it',
  async (it) => {
    expect(await start(it)).toContain('handler is a function');
  },
  PATIENCE,
);

test(
  'a variable the template forgets is seen',
  async () => {
    const search = functions.find(({ id }) => id === 'search');
    if (!search) throw new Error('there is no search function');
    const { INDEX_BUCKET: _forgotten, ...variables } = search.variables;
    await expect(start({ ...search, variables })).rejects.toThrow('INDEX_BUCKET');
  },
  PATIENCE,
);

test('the engine is in the check and in the one data function, no more than twenty-five functions in all', () => {
  const withEngine = functions.filter(({ native }) => native).map(({ id }) => id);
  expect(withEngine.sort()).toEqual(['check-upload', 'data']);
  expect(functions.length).toBeLessThanOrEqual(25);
});

const bytesUnder = (dir: string): number =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);

/** What Lambda unpacks of a function, its layers counted. */
const MOST_UNPACKED_BYTES = 250 * 1024 * 1024;

test.each(functions)('$id and its layer stay under the 250 MB Lambda unpacks', ({ code, native }) => {
  if (!code) throw new Error('the template names code that was not staged');
  const [own, layer] = [bytesUnder(code), native ? bytesUnder(stageDuckdb().dir) : 0];
  expect(own).toBeGreaterThan(1000);
  if (native) expect(layer).toBeGreaterThan(50_000_000);
  expect(own + layer).toBeLessThan(MOST_UNPACKED_BYTES);
});
