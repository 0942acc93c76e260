import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { BadStageOption, freePair, readStageOptions } from '../../infra/stage/options.ts';
import { ensureVirtualEnvironment, findPython, NoPython } from '../../infra/stage/python.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { stageIn } from '../journeys/driver/stage.ts';

const STAGE = join(import.meta.dirname, '..', '..', 'infra', 'stage');
const VENV = join(STAGE, '..', '..', '.local', 'stage', 'venv');
const stage = stageIn(inject('stageNote') ?? '');

const opens = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2000 });
    const answer = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });

describe('the emulator', () => {
  it('listens on this machine’s own address and on no other', async () => {
    const port = Number(new URL(stage.endpoint ?? '').port);
    expect(await opens('127.0.0.1', port)).toBe(true);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) expect([address, await opens(address, port)]).toEqual([address, false]);
  });

  it('ends with whoever started it, even one that was killed', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const port = await freePair();
    const options = {
      python: await ensureVirtualEnvironment(VENV, join(dir, 'log')),
      dir: join(dir, 'own'),
      port,
    };
    const script = `
      const { startMinistack } = await import(${JSON.stringify(join(STAGE, 'ministack.ts'))});
      const more = { region: 'ap-southeast-1', clock: ${JSON.stringify(join(dir, 'clock'))}, offsetMs: 0 };
      await startMinistack({ ...${JSON.stringify(options)}, ...more });
      console.log('up');`;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(starter.stdout, 'data');
    expect(await opens('127.0.0.1', port)).toBe(true);
    starter.kill('SIGKILL');
    await eventually('its port being free', async () => !(await opens('127.0.0.1', port)));
    rmSync(dir, { recursive: true, force: true });
  });

  it('needs Python, and says so in both languages', () => {
    const nowhere = () => findPython({ PATH: '/nonexistent' });
    expect(nowhere).toThrow(NoPython);
    expect(nowhere).toThrow(/cần Python 3\.10 trở lên[\s\S]*needs Python 3\.10 or newer/);
  });

  it.each([
    [['--now', 'hôm qua'], 'hãy viết thời điểm như'],
    [['--twice'], 'npm run stage:emulator'],
  ])('refuses %j with a sentence', (args, words) => {
    const read = () => readStageOptions(args, {});
    expect(read).toThrow(BadStageOption);
    expect(read).toThrow(words);
  });
});
