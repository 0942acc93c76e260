import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { hold } from '../../infra/stage/hold.ts';
import { NoPackages, ensureVirtualEnvironment, findPython, NoPython } from '../../infra/stage/python.ts';
import { root } from '../../infra/constructs/setting.ts';
import { stageIn } from '../journeys/driver/stage.ts';

const note = inject('stageNote') ?? '';
const dir = mkdtempSync(join(tmpdir(), 'stage-commands-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The command as a person gives it, to its end. */
const stageEmulator = async (env: Record<string, string>): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, ['infra/stage/emulator.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
};

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** A program of that name that answers as an old Python does. */
const oldPython = (name: string): string => {
  const folder = mkdtempSync(join(dir, 'old-'));
  writeFileSync(join(folder, name), '#!/bin/sh\necho 3 9\n');
  chmodSync(join(folder, name), 0o755);
  return folder;
};

describe('npm run stage:emulator', () => {
  it('refuses to start a second time on the same folder, says where the first is, and leaves it alone', async () => {
    const { code, said } = await stageEmulator({ STAGE_DIR: dirname(note) });
    const { publicUrl } = stageIn(note);
    expect(said).toContain(`Đã có một bản đang chạy trên ${dirname(note)}: ${publicUrl}`);
    expect(code).toBe(1);
    expect((await fetch(publicUrl)).status).toBe(200);
  });

  it('after a crash takes the folder again, and forgets what stood there', async () => {
    const folder = mkdtempSync(join(dir, 'crashed-'));
    // As after a crash: a note whose process number is another's by now, and a lock nobody holds.
    writeFileSync(join(folder, 'stage.json'), JSON.stringify({ ...stageIn(note), pid: process.pid }));
    hold(join(folder, 'lock.sqlite'))?.();
    const server = createServer();
    const port = await listening(server);
    const { said } = await stageEmulator({ STAGE_DIR: folder, STAGE_PORT: String(port) });
    server.close();
    expect(said).not.toContain('Đã có một bản đang chạy');
    expect(existsSync(join(folder, 'stage.json'))).toBe(false);
  });

  it('names a port that is taken, and starts nothing', async () => {
    const server = createServer();
    const port = await listening(server);
    const folder = mkdtempSync(join(dir, 'port-'));
    const { code, said } = await stageEmulator({ STAGE_DIR: folder, STAGE_PORT: String(port) });
    server.close();
    expect(said).toContain(`STAGE_PORT=${port}: cổng này hoặc cổng kế tiếp đang bận.`);
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'ministack'))).toBe(false);
  });

  it('refuses a port that is none', async () => {
    const { code, said } = await stageEmulator({
      STAGE_DIR: mkdtempSync(join(dir, 'no-')),
      STAGE_PORT: 'bảy',
    });
    expect(said).toContain('STAGE_PORT=bảy: hãy đặt một số cổng');
    expect(code).toBe(1);
  });

  it('names an environment that is none', async () => {
    const child = spawn(process.execPath, ['infra/stage/emulator.ts', '--env', 'moon'], {
      cwd: root,
      env: { ...process.env, STAGE_DIR: mkdtempSync(join(dir, 'env-')) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toContain('--env moon');
  });
});

describe('the emulator’s Python', () => {
  it('is the first that is new enough: an old `python3` is passed over', () => {
    const path = [oldPython('python3'), process.env['PATH'] ?? ''].join(delimiter);
    expect(['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']).toContain(
      findPython({ PATH: path }),
    );
  });

  it('is not an old one, and the message says which was found', () => {
    const find = () => findPython({ PATH: [oldPython('python3'), '/nonexistent'].join(delimiter) });
    expect(find).toThrow(NoPython);
    expect(find).toThrow(/cần Python 3\.10 trở lên[\s\S]*python3: 3\.9/);
  });

  it('without its packages is no environment: pip’s words and what to do are told, and the next attempt begins anew', async () => {
    const venv = join(dir, 'venv');
    const before = process.env['PIP_INDEX_URL'];
    process.env['PIP_INDEX_URL'] = 'http://127.0.0.1:9/simple';
    process.env['PIP_RETRIES'] = '0';
    try {
      await expect(ensureVirtualEnvironment(venv, join(dir, 'venv.log'))).rejects.toThrow(NoPackages);
      expect(readFileSync(join(dir, 'venv.log'), 'utf8')).toContain('ministack==1.4.21');
      expect(existsSync(join(venv, 'pins'))).toBe(false);
    } finally {
      delete process.env['PIP_RETRIES'];
      if (before === undefined) delete process.env['PIP_INDEX_URL'];
      else process.env['PIP_INDEX_URL'] = before;
    }
  });

  it('is prepared by one process at a time', async () => {
    const venv = join(dir, 'venv-of-another');
    const letGo = hold(`${venv}.lock`);
    await expect(ensureVirtualEnvironment(venv, join(dir, 'log'))).rejects.toThrow('Chạy lại sau ít phút');
    letGo?.();
  });
});
