import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Line = z.object({ timestamp: z.string().optional(), correlation_id: z.string().optional() });

const parsed = (line: string): z.infer<typeof Line> => {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? {};
  } catch {
    return {};
  }
};

/**
 * What all functions wrote, oldest first, one line each as written; with `correlation`, only the lines of that request.
 * Functions run one after the other in different processes, so a request is followed by reading across their files.
 */
export const logLines = (stateDir: string, correlation?: string): string[] => {
  const folder = join(stateDir, 'logs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => ({ line, ...parsed(line) }))
    .filter((one) => correlation === undefined || one.correlation_id === correlation)
    .sort((a, b) => (a.timestamp ?? '').localeCompare(b.timestamp ?? ''))
    .map(({ line }) => line);
};
