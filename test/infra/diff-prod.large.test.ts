import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { root } from '../../infra/constructs/setting.ts';
import { findEnvironment, type Environment } from '../../infra/environments.ts';
import { synthesise, type StackName } from './template.ts';

const dir = mkdtempSync(join(tmpdir(), 'diff-prod-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

// The CLI synthesises with the security rules on, in a process of its own; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 400_000 });

const prod = findEnvironment('prod') as Environment;

/**
 * `npx cdk diff -c env=prod` of one stack, as the pinned CLI says it without an account: what is deployed stands in a
 * file, synthesised with other values. The functions' code is left out; it is a hash on both sides.
 */
const diff = (stack: StackName, deployed: Environment): Promise<{ code: number; said: string }> => {
  const file = join(dir, `${stack}.json`);
  writeFileSync(file, JSON.stringify(synthesise('prod', false, deployed).templates[stack]));
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const args = ['diff', `prod-${stack}`, '--exclusively', '--no-color', '--ci', '--template', file];
  const app = ['-c', 'env=prod', '-c', 'entries=declared', '--output', join(dir, `cdk-${stack}`)];
  return new Promise((resolve) => {
    // No credentials and no home with any: whatever asked an account would fail.
    const child = execFile(
      process.execPath,
      [cdk, ...args, ...app],
      { cwd: root, env: { PATH: process.env['PATH'], HOME: dir } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });
};

const touchedBy = (said: string): string[] =>
  [...said.matchAll(/^\[([+~-])\] (AWS::\S+) \S+ (\S+)/gm)].map(
    ([, sign, type, id]) => `${sign} ${type} ${id}`,
  );

test('prod’s service stack: two changed fields are two resources by name, and the old value beside the new', async () => {
  const { code, said } = await diff('service', {
    ...prod,
    capacity: { ...prod.capacity, checksAtOnce: 40 },
    throttle: { ...prod.throttle, burst: 900 },
  });
  expect(code).toBe(0);
  expect(touchedBy(said)).toEqual([
    expect.stringMatching(/^~ AWS::Lambda::EventSourceMapping checkqueueReader/),
    expect.stringMatching(/^~ AWS::ApiGatewayV2::Stage ApiStage/),
  ]);
  expect(said).toMatch(/\.MaximumConcurrency:\s*\S+ \[-\] 40\s*\S+ \[\+\] 50/);
  expect(said).toMatch(/\.ThrottlingBurstLimit:\s*\S+ \[-\] 900\s*\S+ \[\+\] 1000/);
  expect(said).toContain('Number of stacks with differences: 1');
  // Nothing else to read past: no parameters, no asset hashes, no metadata.
  expect(said).not.toMatch(/^Parameters|S3Key|aws:cdk:path|Metadata/m);
  expect(said.split('\n').length).toBeLessThan(40);
});

test('prod’s data stack: what would be replaced is said to be', async () => {
  const { code, said } = await diff('data', { ...prod, signInPrefix: 'cong-du-lieu-cu' });
  expect(code).toBe(0);
  expect(touchedBy(said)).toEqual(['~ AWS::Cognito::UserPoolDomain SignInDomain']);
  expect(said).toMatch(/SignInDomain.*replace/);
});
