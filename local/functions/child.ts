import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FunctionDefinition } from '../topology/compute.ts';
import type { FromChild, FunctionError, Invoke } from './messages.ts';

/** How an invocation ended. `error` is the function's own doing; the others are the platform's words. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown; readonly requestId: string }
  | {
      readonly ok: false;
      readonly kind: 'error' | 'timeout' | 'crash';
      readonly error: FunctionError;
      readonly requestId: string;
    };

export type FunctionChild = {
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly kill: () => Promise<void>;
  readonly alive: () => boolean;
};

export const BOOTSTRAP = join(import.meta.dirname, 'bootstrap.ts');

/** Loading a bundle is not part of the function's own time, but must end too. */
const LOAD_WITHIN_MS = 30_000;

const platform = (errorType: string, errorMessage: string): FunctionError => ({
  errorType,
  errorMessage,
  trace: [],
});

/**
 * Starts the process of one function. It serves one invocation at a time; one that runs past the function's timeout
 * is killed with SIGKILL, as is the process after a crash. `env` is its whole environment.
 */
export const startChild = (
  definition: FunctionDefinition,
  options: { stateDir: string; env: Record<string, string>; onOutput: (chunk: Buffer) => void },
): FunctionChild => {
  const child: ChildProcess = fork(BOOTSTRAP, [definition.dir, definition.handler, options.stateDir], {
    execArgv: [`--max-old-space-size=${definition.memoryMb}`],
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.on('data', options.onOutput);
  child.stderr?.on('data', options.onOutput);
  let gone = false;
  let waiting: { settle: (message: FromChild | 'gone') => void } | undefined;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      waiting?.settle('gone');
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  child.on('message', (message: FromChild) => waiting?.settle(message));

  /** The next thing the process says, or undefined when it says nothing within `ms`. */
  const next = (ms: number): Promise<FromChild | 'gone' | undefined> =>
    new Promise((resolve) => {
      if (gone) return resolve('gone');
      const late = setTimeout(() => settle(undefined), ms);
      const settle = (message: FromChild | 'gone' | undefined): void => {
        clearTimeout(late);
        waiting = undefined;
        resolve(message);
      };
      waiting = { settle };
    });

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };

  const loaded = next(LOAD_WITHIN_MS);

  const invoke = async (event: unknown): Promise<Outcome> => {
    const requestId = randomUUID();
    const refuse = (kind: 'error' | 'timeout' | 'crash', error: FunctionError): Outcome => ({
      ok: false,
      kind,
      error,
      requestId,
    });
    const start = await loaded;
    if (start === undefined || start === 'gone' || !('ready' in start)) {
      await kill();
      return start && start !== 'gone' && 'failedToLoad' in start
        ? refuse('error', start.failedToLoad)
        : refuse('crash', platform('Runtime.ExitError', 'Runtime exited while loading'));
    }
    const timeoutMs = definition.timeoutSeconds * 1000;
    const message: Invoke = { invoke: requestId, event, deadline: Date.now() + timeoutMs };
    const answer = next(timeoutMs);
    if (!gone) child.send(message, () => undefined);
    const said = await answer;
    if (said === undefined) {
      await kill();
      return refuse(
        'timeout',
        platform('Sandbox.Timedout', `Task timed out after ${definition.timeoutSeconds}.00 seconds`),
      );
    }
    if (said !== 'gone' && 'value' in said) return { ok: true, value: said.value, requestId };
    if (said !== 'gone' && 'error' in said) return refuse('error', said.error);
    await exited;
    return refuse(
      'crash',
      platform('Runtime.ExitError', `Runtime exited with ${child.signalCode ?? `code ${child.exitCode}`}`),
    );
  };

  return { invoke, kill, alive: () => !gone };
};
