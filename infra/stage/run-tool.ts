import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from '../constructs/setting.ts';

const TOLD_LINES = 40;

/** A program ended badly; the message has its last lines and where the others are. */
export class ToolFailed extends Error {}

/**
 * Runs a program to its end, its words kept in the file `log`; answers what it wrote to standard output. Throws
 * `ToolFailed` when it fails. `signal` ends it.
 */
export const runTool = (
  program: string,
  args: readonly string[],
  options: { log: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<string> =>
  new Promise((resolve, reject) => {
    mkdirSync(dirname(options.log), { recursive: true });
    const log = createWriteStream(options.log, { flags: 'a' });
    log.write(`\n$ ${program} ${args.join(' ')}\n`);
    const child = spawn(program, args, {
      cwd: root,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let said = '';
    let all = '';
    const hear = (chunk: Buffer): void => {
      all = (all + chunk.toString()).slice(-20_000);
      log.write(chunk);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      hear(chunk);
    });
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => {
      log.end();
      if (code === 0) return resolve(said);
      const last = all.trim().split('\n').slice(-TOLD_LINES).join('\n');
      reject(
        new ToolFailed(
          `${program} ${args.join(' ')} ended with ${code} (all of it: ${options.log})\n${last}`,
        ),
      );
    });
  });
