import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironments, isEnvironmentName } from '../environments.ts';
import { root } from '../constructs/setting.ts';
import { awsCaller } from './aws-call.ts';
import { deployStacks, deployWeb, type StageRequest } from './deploy-stage.ts';
import { startMinistack } from './ministack.ts';
import { giveTokensTheirScopes } from './ministack-scopes.ts';
import { BadStageOption, freePair, readStageOptions, type StageOptions } from './options.ts';
import { ensureVirtualEnvironment, NoPython } from './python.ts';
import { runTool } from './run-tool.ts';
import { readStageNote, writeStageNote } from './stage-note.ts';
import { startStaying } from './staying-program.ts';
import { variablesOf } from './target.ts';

const say = (line: string): void => console.log(line);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Brings everything up; whatever has a `stop` is handed to `holds` as soon as it runs. Answers when people can use it. */
const bringUp = async (
  options: StageOptions,
  holds: (stop: () => Promise<void>) => void,
  signal: AbortSignal,
): Promise<{ ended: Promise<void> }> => {
  const { dir, environment, offsetMs } = options;
  if (!isEnvironmentName(environment))
    throw new BadStageOption(`--env ${environment}: không có môi trường này.`);
  const file = join(dir, 'stage.json');
  const before = readStageNote(file);
  if (before?.pid !== undefined && isAlive(before.pid))
    throw new BadStageOption(`Đã có một bản đang chạy: ${before.publicUrl} (pid ${before.pid}).`);
  mkdirSync(dir, { recursive: true });
  const log = join(dir, 'deploy.log');

  say('Chuẩn bị MiniStack (môi trường Python riêng)…');
  // One for all stages of this checkout, wherever their own folder is.
  const python = await ensureVirtualEnvironment(join(root, '.local', 'stage', 'venv'), log);
  const port = await freePair(process.env['STAGE_PORT']);
  const { region } = readEnvironments()[environment];
  const clock = join(dir, 'clock');
  const ministack = await startMinistack({
    python,
    dir: join(dir, 'ministack'),
    port: port + 1,
    region,
    clock,
    offsetMs,
  });
  holds(ministack.stop);
  const request: StageRequest = {
    endpoint: ministack.endpoint,
    region,
    environment,
    publicUrl: `http://localhost:${port}`,
    dir,
    // The emulator describes the issuer's endpoints under its own address.
    signInAt: (userPoolId) => `${ministack.endpoint}/${userPoolId}`,
    say,
    signal,
  };
  Object.assign(process.env, variablesOf(request));
  const stacks = await deployStacks(request);
  await giveTokensTheirScopes(awsCaller(request), stacks);
  writeStageNote(file, { ...stacks, pid: process.pid, clock });
  say('Đăng ký cơ quan, nhân vật trình diễn và tài khoản đăng nhập…');
  await runTool(process.execPath, [join(root, 'local', 'stage', 'seed.ts'), file], { log, signal });
  await deployWeb(request, stacks);
  const front = await startStaying(join(root, 'local', 'stage', 'front.ts'), [file], join(dir, 'front.log'));
  holds(front.stop);
  say(`Cổng dữ liệu: ${request.publicUrl}
  Máy mô phỏng AWS: ${ministack.endpoint} (tài khoản ${stacks.account}, vùng ${region})
  HTTP API: ${stacks.apiDomain}   Kho công khai: ${stacks.resources['PublicBucket']}
  Nhân vật và mật khẩu: ${join(dir, 'personas.json')}   Nhật ký: ${dir}`);
  return ministack;
};

const stops: (() => Promise<void>)[] = [];
const stopping = new AbortController();
const stopAll = async (): Promise<void> => {
  stopping.abort();
  for (const stop of stops.splice(0).reverse()) await stop();
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (stopping.signal.aborted) return;
    say('Đang dừng…');
    void stopAll().then(() => process.exit(0));
  });

try {
  const options = readStageOptions(process.argv.slice(2), process.env);
  const { ended } = await bringUp(options, (stop) => stops.push(stop), stopping.signal);
  if (!options.once) {
    say('Bấm Ctrl-C để dừng.');
    await ended;
    if (!stopping.signal.aborted) throw new Error('MiniStack đã dừng bất ngờ / ended unexpectedly');
  }
  await stopAll();
} catch (error) {
  if (!stopping.signal.aborted) {
    await stopAll();
    const known = error instanceof NoPython || error instanceof BadStageOption;
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}
