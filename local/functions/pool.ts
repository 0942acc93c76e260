import { createWriteStream, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Keyring } from '../runtime/credentials.ts';
import { PLACE } from '../place.ts';
import type { FunctionDefinition } from '../topology/compute.ts';
import { startChild, type FunctionChild, type Outcome } from './child.ts';

/** Runs functions by name or ARN, each in processes of its own. */
export type FunctionPool = {
  /** Waits for a free process when all of the function's are busy. Never throws for what the function does. */
  readonly invoke: (nameOrArn: string, event: unknown) => Promise<Outcome>;
  /** Invocations running now. */
  readonly running: () => number;
  readonly onInvoked: (listener: (name: string, outcome: Outcome) => void) => void;
  /** Kills every process and waits until it is gone. */
  readonly close: () => Promise<void>;
};

export type PoolOptions = {
  readonly functions: readonly FunctionDefinition[];
  readonly stateDir: string;
  readonly awsEndpoint: string;
  readonly keyring: Keyring;
  /** How many processes a function may have. */
  readonly copies: (definition: FunctionDefinition) => number;
  readonly verbose?: boolean | undefined;
  readonly log: (line: string) => void;
};

/** A process that had nothing to do for so long is stopped. */
const IDLE_MS = 10 * 60_000;

type Crew = {
  readonly definition: FunctionDefinition;
  readonly most: number;
  readonly children: Set<FunctionChild>;
  readonly free: { child: FunctionChild; retire: NodeJS.Timeout }[];
  readonly waiting: (() => void)[];
  readonly log: WriteStream;
};

export const createPool = (options: PoolOptions): FunctionPool => {
  const { stateDir, keyring } = options;
  const scratch = join(stateDir, 'tmp');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(join(stateDir, 'logs'), { recursive: true });
  const listeners: ((name: string, outcome: Outcome) => void)[] = [];
  let running = 0;
  let closed = false;

  const environmentOf = (definition: FunctionDefinition): Record<string, string> => {
    const { accessKeyId, secretAccessKey } = keyring.of(definition.arn);
    const tmp = join(scratch, definition.id);
    mkdirSync(tmp, { recursive: true });
    return {
      ...definition.environment,
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      TMPDIR: tmp,
      TZ: 'UTC',
      LANG: 'en_US.UTF-8',
      AWS_REGION: PLACE.region,
      AWS_DEFAULT_REGION: PLACE.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL: options.awsEndpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: definition.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      LAMBDA_TASK_ROOT: definition.dir,
      LOCAL_FUNCTION_ARN: definition.arn,
      ...(definition.layers.length > 0
        ? { NODE_PATH: definition.layers.map((layer) => join(layer, 'nodejs', 'node_modules')).join(':') }
        : {}),
    };
  };

  const crews = new Map<string, Crew>();
  for (const definition of options.functions) {
    const crew: Crew = {
      definition,
      most: Math.min(definition.reserved ?? Infinity, options.copies(definition)),
      children: new Set(),
      free: [],
      waiting: [],
      log: createWriteStream(join(stateDir, 'logs', `${definition.id}.log`), { flags: 'a' }),
    };
    for (const key of [definition.name, definition.arn, definition.id]) crews.set(key, crew);
  }

  // A hard end of this process takes the functions along: one in a tight loop would never notice.
  const endAll = (): void => {
    for (const crew of new Set(crews.values())) for (const child of crew.children) void child.kill();
  };
  process.on('exit', endAll);

  const hire = (crew: Crew): FunctionChild => {
    const { definition } = crew;
    const child = startChild(definition, {
      stateDir,
      env: environmentOf(definition),
      onOutput: (chunk) => {
        crew.log.write(chunk);
        if (options.verbose) options.log(`[${definition.id}] ${chunk.toString().trimEnd()}`);
      },
    });
    crew.children.add(child);
    return child;
  };

  const dismiss = (crew: Crew, child: FunctionChild): Promise<void> => {
    crew.children.delete(child);
    return child.kill();
  };

  /** A free process, a new one, or the turn to try again. */
  const take = async (crew: Crew): Promise<FunctionChild> => {
    for (;;) {
      const found = crew.free.pop();
      if (found) {
        clearTimeout(found.retire);
        if (found.child.alive()) return found.child;
        crew.children.delete(found.child);
        continue;
      }
      if (crew.children.size < crew.most) return hire(crew);
      await new Promise<void>((resolve) => crew.waiting.push(resolve));
    }
  };

  const giveBack = (crew: Crew, child: FunctionChild): void => {
    if (!child.alive()) crew.children.delete(child);
    else {
      const retire = setTimeout(() => {
        const at = crew.free.findIndex((one) => one.child === child);
        if (at >= 0) crew.free.splice(at, 1);
        void dismiss(crew, child);
      }, IDLE_MS).unref();
      crew.free.push({ child, retire });
    }
    crew.waiting.shift()?.();
  };

  return {
    invoke: async (nameOrArn, event) => {
      const crew = crews.get(nameOrArn);
      if (!crew) throw new Error(`There is no function ${nameOrArn}`);
      running += 1;
      try {
        const child = await take(crew);
        const outcome = await child.invoke(event);
        giveBack(crew, child);
        if (!outcome.ok && !closed) {
          const { errorType, errorMessage } = outcome.error;
          const { requestId, kind } = outcome;
          const { id: service, name } = crew.definition;
          const about = { timestamp: new Date().toISOString(), level: 'ERROR', message: errorMessage };
          crew.log.write(
            `${JSON.stringify({ ...about, service, function: name, requestId, errorType, kind })}\n`,
          );
          options.log(`${crew.definition.id}: ${errorType}: ${errorMessage}`);
        }
        for (const listener of listeners) listener(crew.definition.id, outcome);
        return outcome;
      } finally {
        running -= 1;
      }
    },
    running: () => running,
    onInvoked: (listener) => void listeners.push(listener),
    close: async () => {
      closed = true;
      const all = new Set(crews.values());
      await Promise.all([...all].flatMap((crew) => [...crew.children].map((child) => dismiss(crew, child))));
      process.off('exit', endAll);
      for (const crew of all) crew.log.end();
    },
  };
};
