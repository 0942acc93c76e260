import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../infra/constructs/setting.ts';
import type { AwsCaller } from '../../infra/stage/aws-call.ts';
import { deployStacks } from '../../infra/stage/deploy-stage.ts';
import type { runTool } from '../../infra/stage/run-tool.ts';

const dir = mkdtempSync(join(tmpdir(), 'deploy-commands-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const resources = { UserPool: 'ap-southeast-1_abc', DeskClient: 'client-1', PublicBucket: 'public-1' };
const member = ([id, name]: [string, string]) =>
  `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>${name}</PhysicalResourceId></member>`;

/** An account that holds what was deployed, as STS and CloudFormation tell of it. */
const call: AwsCaller = async ({ service }) =>
  service === 'sts'
    ? '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
    : `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${Object.entries(
        resources,
      )
        .map(member)
        .join('')}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`;

/** Writes down what the pinned CLI was asked, in order, and leaves the outputs it would leave. */
const deployed = async (endpoint: string | undefined) => {
  const asked: { args: string[]; env: NodeJS.ProcessEnv | undefined }[] = [];
  const run: typeof runTool = async (_program, args, { env }) => {
    asked.push({ args: args.slice(1), env });
    expect(args[0]).toBe(join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'));
    const outputs = args[args.indexOf('--outputs-file') + 1];
    if (args.includes('--outputs-file') && outputs)
      writeFileSync(outputs, JSON.stringify({ 'staging-service': { ApiDomain: 'api.example' } }));
    return '';
  };
  const note = await deployStacks(
    {
      endpoint,
      region: 'ap-southeast-1',
      environment: 'staging',
      publicUrl: 'https://staging.example.vn',
      dir,
      say: () => undefined,
    },
    { run, call },
  );
  return { asked, note };
};

describe('a deployment', () => {
  test('to AWS bootstraps both regions and takes all three stacks, the edge with them', async () => {
    const { asked, note } = await deployed(undefined);
    expect(asked.map(({ args }) => args[0])).toEqual(['bootstrap', 'deploy']);
    const [bootstrap, deploy] = asked.map(({ args }) => args.join(' '));
    expect(bootstrap).toContain('aws://123456789012/ap-southeast-1 aws://123456789012/us-east-1');
    expect(deploy).toContain('deploy staging-data staging-service staging-edge --exclusively');
    expect(deploy).toContain('-c env=staging -c publicUrl=https://staging.example.vn');
    expect(asked.some(({ env }) => env?.['AWS_ENDPOINT_URL'])).toBe(false);
    expect(note).toMatchObject({
      account: '123456789012',
      apiDomain: 'api.example',
      issuer: 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_abc',
      clientId: 'client-1',
      resources,
    });
    expect(note).not.toHaveProperty('endpoint');
  });

  test('to an emulator bootstraps the one region, leaves the edge out, and sends every call there', async () => {
    const { asked, note } = await deployed('http://127.0.0.1:9');
    const [bootstrap, deploy] = asked.map(({ args }) => args.join(' '));
    expect(bootstrap).not.toContain('us-east-1');
    expect(deploy).toContain('deploy staging-data staging-service --exclusively');
    expect(deploy).not.toContain('staging-edge');
    for (const { env } of asked) expect(env?.['AWS_ENDPOINT_URL']).toBe('http://127.0.0.1:9');
    expect(note.endpoint).toBe('http://127.0.0.1:9');
  });
});

describe('npm run stage:localstack', () => {
  /** The command with a `docker` of our own first in the path: it writes down what it was asked, and fails. */
  const localstack = async (env: Record<string, string>) => {
    const folder = mkdtempSync(join(dir, 'docker-'));
    const asked = join(folder, 'asked');
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\necho "$@" >> ${asked}\necho no daemon >&2\nexit 7\n`);
    chmodSync(join(folder, 'docker'), 0o755);
    const { LOCALSTACK_AUTH_TOKEN: _, ...rest } = process.env;
    const path = [folder, process.env['PATH'] ?? ''].join(delimiter);
    const said = await new Promise<{ code: number; text: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [join(root, 'infra', 'stage', 'localstack.ts')],
        { cwd: folder, env: { ...rest, ...env, PATH: path } },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
      );
    });
    return { ...said, asked: existsSync(asked) ? readFileSync(asked, 'utf8') : '' };
  };

  test('without a token says what is missing, in both languages, and starts nothing', async () => {
    const { code, text, asked } = await localstack({});
    expect(code).toBe(1);
    expect(text).toContain('LocalStack cần LOCALSTACK_AUTH_TOKEN');
    expect(text).toContain('LocalStack needs LOCALSTACK_AUTH_TOKEN');
    expect(asked).toBe('');
  });

  test('where Docker does not answer ends with Docker’s words and deploys nothing', async () => {
    const { code, text, asked } = await localstack({ LOCALSTACK_AUTH_TOKEN: 'not-a-real-one' });
    expect(code).toBe(1);
    expect(asked).toContain('localstack.compose.yaml up --detach --wait');
    expect(text).toContain('no daemon');
    expect(text).not.toContain('Đã triển khai');
  });
});
