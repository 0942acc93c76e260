import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { variablesOf } from '../../../infra/stage/target.ts';
import { stageIn } from './stage.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** File of the deployed stage's note; absent for the embedded runtime. */
    stageNote?: string;
  }
}

/** A morning on which the law is whole (design, section 6). */
const FIRST_MORNING = '2025-06-16T02:00:00Z';

const started = async (dir: string): Promise<() => Promise<void>> => {
  const child = spawn(process.execPath, ['infra/stage/emulator.ts', '--now', FIRST_MORNING], {
    env: { ...process.env, STAGE_DIR: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((end) => child.once('exit', () => end()));
  await new Promise<void>((ready, failed) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Ctrl-C')) ready();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) =>
      failed(new Error(`The stage ended with ${code} before it was ready:\n${output}`)),
    );
  });
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
};

/**
 * Deploys the system to an emulator of its own, unless STAGE_NOTE names one that stands. The port suites find the
 * emulator by the variables they have for foreign endpoints.
 */
export default async function stagePortal(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['STAGE_NOTE'];
  const dir = given ? undefined : mkdtempSync(join(tmpdir(), 'stage-'));
  const stop = dir ? await started(dir) : undefined;
  const file = resolve(given ?? join(dir ?? '', 'stage.json'));
  const { endpoint, region, publicUrl } = stageIn(file);
  project.provide('stageNote', file);
  project.provide('baseUrl', publicUrl);
  Object.assign(process.env, variablesOf({ endpoint, region }));
  if (endpoint)
    Object.assign(process.env, { PORT_SUITE_ENDPOINT: endpoint, PORT_SUITE_S3_ENDPOINT: endpoint });
  return async () => {
    await stop?.();
    if (dir && !process.env['STAGE_KEEP']) rmSync(dir, { recursive: true, force: true });
  };
}
