import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environmentNames, findEnvironment } from '../environments.ts';
import { root } from '../constructs/setting.ts';
import { awsCaller } from './aws-call.ts';
import { deployStacks, deployWeb, type StageRequest } from './deploy-stage.ts';
import { hold } from './hold.ts';
import { MinistackFailed, startMinistack } from './ministack.ts';
import { giveTokensTheirScopes } from './ministack-scopes.ts';
import { BadStageOption, freePair, readStageOptions, type StageOptions } from './options.ts';
import { ensureVirtualEnvironment, NoPackages, NoPython, PythonIsBeingPrepared } from './python.ts';
import { runTool, ToolFailed } from './run-tool.ts';
import { readStageNote, writeStageNote } from './stage-note.ts';
import { startStaying } from './staying-program.ts';
import { variablesOf } from './target.ts';

const say = (line: string): void => console.log(line);

/** Takes the folder, and with it the right to begin anew in it. Throws when a stage runs there. */
const takeFolder = (dir: string): { file: string; letGo: () => void } => {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'stage.json');
  const letGo = hold(join(dir, 'lock.sqlite'));
  if (!letGo) {
    const at = existsSync(file) ? `: ${readStageNote(file)?.publicUrl}` : ', đang được dựng';
    throw new BadStageOption(
      `Đã có một bản đang chạy trên ${dir}${at}. Dừng nó (Ctrl-C), hoặc đặt STAGE_DIR sang thư mục khác.`,
    );
  }
  // What a run before left, even one that crashed, describes nothing that stands.
  rmSync(file, { force: true });
  return { file, letGo };
};

/** Brings everything up; whatever has a `stop` is handed to `holds` as soon as it runs. Answers when people can use it. */
const bringUp = async (
  options: StageOptions,
  holds: (stop: () => Promise<void>) => void,
  signal: AbortSignal,
): Promise<{ ended: Promise<void> }> => {
  const { dir, environment, offsetMs } = options;
  const known = findEnvironment(environment);
  if (!known)
    throw new BadStageOption(
      `--env ${environment}: không có môi trường này (có: ${environmentNames().join(', ')}).`,
    );
  if (known.malwareScan !== 'eicar')
    throw new BadStageOption(
      `--env ${environment}: máy mô phỏng không có GuardDuty, tệp gửi lên sẽ chờ quét mãi. Chỉ dựng được môi trường có malwareScan: eicar.`,
    );
  const { file, letGo } = takeFolder(dir);
  holds(async () => letGo());
  const log = join(dir, 'deploy.log');

  say('Chuẩn bị MiniStack (môi trường Python riêng)…');
  // One for all stages of this checkout, wherever their own folder is.
  const python = await ensureVirtualEnvironment(join(root, '.local', 'stage', 'venv'), log, signal);
  const port = await freePair(process.env['STAGE_PORT']);
  const { region } = known;
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

/** What goes wrong for a reason a person can mend; anything else is shown with where it happened. */
const forPeople = [BadStageOption, NoPython, NoPackages, PythonIsBeingPrepared, MinistackFailed, ToolFailed];

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
    const known = forPeople.some((kind) => error instanceof kind);
    console.error(known && error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
