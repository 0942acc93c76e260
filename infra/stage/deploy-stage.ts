import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../constructs/setting.ts';
import { deploySite } from '../site/deploy-site.ts';
import { awsCaller, type AwsCaller } from './aws-call.ts';
import { accountOf, resourcesOf } from './resources.ts';
import { runTool } from './run-tool.ts';
import { named, type StageNote } from './stage-note.ts';
import { variablesOf, type Target } from './target.ts';

export type StageRequest = Target & {
  readonly environment: string;
  /** Instead of the environment's own address. */
  readonly publicUrl: string;
  /** Folder for the synthesised app and the logs. */
  readonly dir: string;
  /** Where browsers find the sign-in's description; on AWS the issuer itself. */
  readonly signInAt?: (userPoolId: string) => string;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
};

const ApiDomain = (outputs: string, stack: string): string => {
  const said = (JSON.parse(outputs) as Record<string, Record<string, string> | undefined>)[stack];
  const found = said?.['ApiDomain'];
  if (!found) throw new Error(`${stack} says no ApiDomain`);
  return found;
};

/**
 * Bootstraps the account and deploys with the pinned CLI. At an emulator's endpoint the edge stack is left out: no
 * emulator plays CloudFront with everything ours needs. `process.env` must hold the target's variables already.
 */
export const deployStacks = async (
  request: StageRequest,
  { run, call }: { run: typeof runTool; call: AwsCaller } = { run: runTool, call: awsCaller(request) },
): Promise<Omit<StageNote, 'pid' | 'clock'>> => {
  const { endpoint, region, environment, publicUrl, dir, say } = request;
  const log = join(dir, 'deploy.log');
  const env = { ...process.env, ...variablesOf(request) };
  const node = { log, env, ...(request.signal ? { signal: request.signal } : {}) };
  const cdk = (...args: string[]) =>
    run(process.execPath, [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args], node);
  const account = await accountOf(call);
  const regions = endpoint ? [region] : [region, 'us-east-1'];
  say(`Chuẩn bị tài khoản ${account} (cdk bootstrap ${regions.join(', ')})…`);
  await cdk('bootstrap', ...regions.map((one) => `aws://${account}/${one}`), '--app', '');
  const [data, service, edge] = ['data', 'service', 'edge'].map((one) => `${environment}-${one}`) as [
    string,
    string,
    string,
  ];
  const stacks = endpoint ? [data, service] : [data, service, edge];
  say(`Triển khai ${stacks.join(', ')} (cdk deploy)…`);
  const assembly = join(dir, 'cdk.out');
  const outputs = join(dir, 'outputs.json');
  await cdk(
    ...['deploy', ...stacks, '--exclusively', '--require-approval', 'never'],
    ...['-c', `env=${environment}`, '-c', `publicUrl=${publicUrl}`],
    ...['--output', assembly, '--outputs-file', outputs],
  );
  const resources = { ...(await resourcesOf(call, data)), ...(await resourcesOf(call, service)) };
  const userPoolId = named({ resources }, 'UserPool');
  return {
    environment,
    region,
    account,
    publicUrl,
    ...(endpoint ? { endpoint } : {}),
    apiDomain: ApiDomain(readFileSync(outputs, 'utf8'), service),
    issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    clientId: named({ resources }, 'DeskClient'),
    userPoolId,
    resources,
    assembly,
  };
};

/** Builds the web part and puts it into the public bucket; pages are then rendered by the stage itself. */
export const deployWeb = async (
  request: StageRequest,
  note: Omit<StageNote, 'pid' | 'clock'>,
): Promise<void> => {
  request.say('Dựng và đưa phần web lên…');
  const log = join(request.dir, 'deploy.log');
  const said = await runTool(process.execPath, [join(root, 'web', 'build.ts')], { log });
  const webFolder = said.trim().split('\n').at(-1) ?? '';
  await deploySite({
    publicBucket: named(note, 'PublicBucket'),
    publicationQueueUrl: named(note, 'PublicationQueue'),
    issuer: request.signInAt?.(note.userPoolId) ?? note.issuer,
    clientId: note.clientId,
    webFolder,
    manifest: JSON.parse(readFileSync(join(webFolder, 'assets', 'manifest.json'), 'utf8')) as unknown,
  });
};
