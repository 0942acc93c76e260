import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findEnvironment } from '../environments.ts';
import { deployStacks, deployWeb, type StageRequest } from './deploy-stage.ts';
import { writeStageNote } from './stage-note.ts';
import { variablesOf } from './target.ts';

/**
 * Deploys one environment and its web part to where the environment variables point: `AWS_ENDPOINT_URL`, or AWS itself
 * without it. Never asks: read `npx cdk diff -c env=…` first. Against AWS it has never been run (docs/unproven.md).
 */
export const deployEnvironment = async (environment: string, endpoint: string | undefined): Promise<void> => {
  const known = findEnvironment(environment);
  if (!known) throw new Error(`--env ${environment}: không có môi trường này.`);
  const { region, publicUrl } = known;
  const dir = resolve(process.env['STAGE_DIR'] ?? join('.local', `stage-${environment}`));
  mkdirSync(dir, { recursive: true });
  const say = (line: string): void => console.log(line);
  const request: StageRequest = { endpoint, region, environment, publicUrl, dir, say };
  Object.assign(process.env, variablesOf(request));
  const note = await deployStacks(request);
  writeStageNote(join(dir, 'stage.json'), note);
  await deployWeb(request, note);
  say(
    `Đã triển khai ${environment}: ${publicUrl}   HTTP API: ${note.apiDomain}   Ghi chú: ${dir}/stage.json`,
  );
};

if (import.meta.main) {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  if (values.env === undefined) throw new Error('npm run stage:deploy -- --env <môi trường>');
  await deployEnvironment(values.env, process.env['AWS_ENDPOINT_URL'] || undefined);
}
