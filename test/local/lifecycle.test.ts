import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSmallSystem } from './small-functions.ts';
import { freePorts, processesOn, startPortal, until, type Portal } from './small-portal.ts';

// Whole portals start and die here, on machines that do other things too.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

// Processes are looked up in /proc; elsewhere there is no engine either.
const onLinux = describe.runIf(process.platform === 'linux');

let template: string;
beforeAll(() => {
  template = buildSmallSystem();
});

const started: Portal[] = [];
const start = async (dir: string, port: number, args: string[] = []): Promise<Portal> => {
  const portal = await startPortal({ dir, port, template, args });
  started.push(portal);
  return portal;
};
afterEach(async () => {
  for (const { child, exited } of started.splice(0)) {
    child.kill('SIGKILL');
    await exited;
  }
});

const newDir = () => mkdtempSync(join(tmpdir(), 'portal-'));
const note = (portal: Portal, id: string, init: RequestInit = { method: 'POST' }) =>
  fetch(`${portal.url}/api/v1/notes/${id}`, init);
const idle = async (portal: Portal) => (await fetch(`${portal.url}/_local/idle?timeout=20`)).status;

/** True once the function that never returns is in its loop, where it notices nothing. */
const spins = (dir: string) => () => {
  const log = join(dir, 'logs', 'web.log');
  return existsSync(log) && readFileSync(log, 'utf8').includes('spinning');
};

onLinux('the life of a local portal', () => {
  it('carries a request through function, table, stream, queue and worker', async () => {
    const portal = await start(newDir(), await freePorts());
    expect((await note(portal, 'a')).status).toBe(201);
    expect(await idle(portal)).toBe(200);
    const read = (await (await note(portal, 'a', {})).json()) as { seen: boolean; remaining: number };
    expect(read.seen).toBe(true);
    expect(read.remaining).toBeGreaterThan(0);
    expect(read.remaining).toBeLessThanOrEqual(5000);
  });

  it('ends on Ctrl-C with every process gone, and can be started again at once on what it kept', async () => {
    const [dir, port] = [newDir(), await freePorts()];
    const portal = await start(dir, port);
    await note(portal, 'kept');
    expect(processesOn(dir).length).toBeGreaterThan(1);
    portal.child.kill('SIGINT');
    expect(await portal.exited).toEqual({ code: 0, signal: null });
    expect(processesOn(dir)).toEqual([]);
    const again = await start(dir, port);
    expect((await note(again, 'kept', {})).status).toBe(200);
  });

  it('ends the same way when the terminal signals engine and functions too', async () => {
    const dir = newDir();
    const portal = await start(dir, await freePorts());
    await note(portal, 'a');
    process.kill(-(portal.child.pid ?? 0), 'SIGINT');
    expect(await portal.exited).toEqual({ code: 0, signal: null });
    expect(processesOn(dir)).toEqual([]);
  });

  it('ends hard on a second Ctrl-C, and leaves no process even then', async () => {
    const [dir, port] = [newDir(), await freePorts()];
    const portal = await start(dir, port);
    // A function that never returns keeps the soft stop waiting.
    const stuck = fetch(`${portal.url}/api/v1/spin`, { method: 'POST' }).catch(() => undefined);
    await until('the function spins', spins(dir));
    portal.child.kill('SIGINT');
    await until('it says it stops', () => portal.output().includes('Đang dừng'));
    const pressed = Date.now();
    await until('half a second passed', () => Date.now() - pressed > 550);
    portal.child.kill('SIGINT');
    await portal.exited;
    await stuck;
    await until('no process is left', () => processesOn(dir).length === 0);
  });

  it('after kill -9 ends the orphans, loses nothing acknowledged, and goes on', async () => {
    const [dir, port] = [newDir(), await freePorts()];
    const portal = await start(dir, port);
    expect((await note(portal, 'first')).status).toBe(201);
    const acknowledged: string[] = ['first'];
    // A function in a tight loop does not notice that its parent is gone: a true orphan.
    const stuck = fetch(`${portal.url}/api/v1/spin`, { method: 'POST' }).catch(() => undefined);
    const writer = (async () => {
      for (let n = 0; n < 500; n += 1)
        try {
          if ((await note(portal, `n${n}`)).status === 201) acknowledged.push(`n${n}`);
        } catch {
          return;
        }
    })();
    await until('the function spins', spins(dir));
    await until('some writes are acknowledged', () => acknowledged.length > 20);
    portal.child.kill('SIGKILL');
    await portal.exited;
    await Promise.all([writer, stuck]);
    const orphans = processesOn(dir);
    expect(orphans.length).toBeGreaterThanOrEqual(2);

    const again = await start(dir, port);
    expect(again.output()).toContain('Đã dọn');
    const alive = processesOn(dir);
    expect(orphans.filter((pid) => alive.includes(pid))).toEqual([]);
    expect(await idle(again)).toBe(200);
    for (const id of acknowledged) {
      const read = await note(again, id, {});
      expect([id, read.status, ((await read.json()) as { seen: boolean }).seen]).toEqual([id, 200, true]);
    }
  });

  it('refuses a second start on the same state and says who has it', async () => {
    const [dir, port] = [newDir(), await freePorts()];
    const portal = await start(dir, port);
    const second = await start(dir, await freePorts());
    expect((await second.exited).code).toBe(1);
    expect(second.output()).toContain(`tại ${portal.url}`);
    expect(second.output()).toContain('LOCAL_DIR');
    expect((await note(portal, 'still-here')).status).toBe(201);
  });

  it('forgets everything with --fresh', async () => {
    const [dir, port] = [newDir(), await freePorts()];
    const portal = await start(dir, port);
    await note(portal, 'old');
    portal.child.kill('SIGINT');
    await portal.exited;
    const fresh = await start(dir, port, ['--fresh', '--now', '2025-07-01T09:00:00+07:00']);
    expect((await note(fresh, 'old', {})).status).toBe(404);
    const { now } = (await (await fetch(`${fresh.url}/_local/clock`)).json()) as { now: string };
    expect(now.slice(0, 13)).toBe('2025-07-01T02');
  });
});
