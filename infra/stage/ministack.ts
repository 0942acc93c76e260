import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../constructs/setting.ts';
import { ACCOUNT } from './target.ts';

/** What the two stacks and the deployment itself use; everything else stays shut. */
const SERVICES = [
  ...['s3', 'dynamodb', 'dynamodbstreams', 'sqs', 'sns', 'lambda', 'apigateway', 'events', 'scheduler'],
  ...['ses', 'cognito-idp', 'iam', 'sts', 'ssm', 'cloudformation', 'logs', 'monitoring', 'ecr', 'kms'],
];
const READY_MS = 60_000;
const STOP_MS = 10_000;

export type Ministack = {
  readonly endpoint: string;
  readonly pid: number;
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The emulator did not come up; the message has the end of its log. */
export class MinistackFailed extends Error {
  constructor(log: string) {
    const last = readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n');
    super(`MiniStack không khởi động được / did not start; see ${log}\n${last}`);
  }
}

/** Its own few variables and nobody's secrets: whatever stands here, every function process sees too. */
const surroundings = (options: { dir: string; port: number; region: string; clock: string }) => ({
  // Functions run on the first `node` there is: ours, which is the version of the Lambda runtime.
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
  HOME: process.env['HOME'] ?? options.dir,
  LANG: 'C.UTF-8',
  PYTHONDONTWRITEBYTECODE: '1',
  BIND_HOST: '127.0.0.1',
  // The name in queue addresses and in the API's; the default, `localhost`, is another address first.
  MINISTACK_HOST: '127.0.0.1',
  GATEWAY_PORT: String(options.port),
  MINISTACK_REGION: options.region,
  MINISTACK_ACCOUNT_ID: ACCOUNT,
  STATE_DIR: join(options.dir, 'state'),
  S3_DATA_DIR: join(options.dir, 'objects'),
  TMPDIR: join(options.dir, 'tmp'),
  STAGE_CLOCK: options.clock,
  NODE_OPTIONS: `--require="${preload(join(options.dir, 'tmp'))}"`,
  SERVICES: SERVICES.join(','),
  LAMBDA_EXECUTOR: 'local',
  // It would open port 8883 on every interface.
  IOT_MTLS_ENABLED: '0',
  // A token without its scopes must be an error, not another token.
  MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
});

/** Where functions are unpacked, and what every function process reads first. */
const preload = (dir: string): string => join(dir, 'know-cjs.js');

/**
 * The emulator loads functions by a CommonJS file of its own, written to its temporary folder: without a package there,
 * ours would make it an ES module. And it does not know `.cjs`, which Lambda does.
 */
const makeLoaderUnderstand = (dir: string): void => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{}');
  writeFileSync(preload(dir), "require.extensions['.cjs'] = require.extensions['.js'];\n");
};

const isReady = async (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Ends the emulator with every function process it started: they are one group. */
const endGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
};

/**
 * Starts an empty emulator on 127.0.0.1, its clock `offsetMs` from real time. It ends with this process, however that
 * ends. Throws `MinistackFailed` when it does not come up.
 */
export const startMinistack = async (options: {
  python: string;
  dir: string;
  port: number;
  region: string;
  clock: string;
  offsetMs: number;
}): Promise<Ministack> => {
  const { dir, port, clock } = options;
  rmSync(dir, { recursive: true, force: true });
  makeLoaderUnderstand(join(dir, 'tmp'));
  writeFileSync(clock, String(options.offsetMs / 1000));
  const log = join(dir, 'ministack.log');
  const output = openSync(log, 'a');
  const child = spawn(options.python, [join(import.meta.dirname, 'ministack-clock.py')], {
    cwd: dir,
    env: surroundings(options),
    stdio: ['pipe', output, output],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      endGroup(child, 'SIGKILL');
      resolve();
    });
    child.once('error', () => resolve());
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const until = performance.now() + READY_MS;
  while (!(await isReady(endpoint))) {
    if (child.exitCode !== null || child.pid === undefined || performance.now() > until) {
      endGroup(child, 'SIGKILL');
      throw new MinistackFailed(log);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    endpoint,
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      endGroup(child, 'SIGTERM');
      const late = setTimeout(() => endGroup(child, 'SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
};
