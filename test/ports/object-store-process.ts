import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import { ACCOUNT } from './object-store-target.ts';
import type { PortTarget } from './target.ts';

const Memory = z.object({ rss: z.number(), peak: z.number() });

export type StoreProcess = {
  target: PortTarget;
  /** Resident bytes now, and the most since the last question. */
  memory: () => Promise<z.infer<typeof Memory>>;
  /** SIGKILL: no goodbye, no flush. */
  kill: () => Promise<void>;
};

const told = async (child: ChildProcess): Promise<unknown> => {
  const [message] = (await once(child, 'message')) as unknown[];
  return message;
};

/** Starts the engine in a child process with the bucket `bucket`, and waits until it listens. */
export const startStoreProcess = async (dir: string): Promise<StoreProcess> => {
  const child = fork(new URL('object-store-child.ts', import.meta.url), [dir], { execArgv: [] });
  const { endpoint } = z.object({ endpoint: z.string() }).parse(await told(child));
  return {
    target: { endpoint, region: 'ap-southeast-1', credentials: ACCOUNT },
    memory: async () => {
      const answer = told(child);
      child.send('memory');
      return Memory.parse(await answer);
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};
