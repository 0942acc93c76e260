import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import datasets from '../../local/demo/datasets.json' with { type: 'json' };
import { createClient, type Client } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { body } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { freePorts } from './small-portal.ts';

const root = join(import.meta.dirname, '..', '..');
/** About a minute on a machine at rest. */
const LONGEST_SEEDING_MS = 900_000;

type Started = {
  readonly child: ChildProcess;
  readonly lines: () => string[];
  readonly exited: Promise<number | null>;
};

/** `npm start` from a shell that knows nothing of the checkout's own Node: whatever `node` the machine has runs npm. */
const npmStart = (dir: string, port: number): Started => {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: {
      PATH: path.join(delimiter),
      HOME: process.env['HOME'],
      LOCAL_DIR: dir,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a terminal's Ctrl-C goes to npm and to what it runs.
    detached: true,
  });
  let output = '';
  const hear = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    child,
    lines: () => output.split('\n').filter((line) => line.trim() !== ''),
    exited: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
  };
};

const stopped = async ({ child, exited }: Started): Promise<void> => {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
  await exited;
};

/** Everything the command said, once it says nothing but the address any more. */
const said = (portal: Started, what: string, within: number): Promise<string[]> =>
  eventually(
    what,
    async () => {
      if (portal.child.exitCode !== null) return portal.lines();
      return portal.lines().at(-1)?.startsWith('Cổng dữ liệu: http') && portal.lines();
    },
    within,
  );

describe('npm start with the demonstration', () => {
  const dir = mkdtempSync(join(tmpdir(), 'first-start-'));
  let portal: Started;
  let url: string;
  let anyone: Client;
  let port: number;

  const page = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, text: await response.text() };
  };

  beforeAll(async () => {
    port = await freePorts();
    url = `http://localhost:${port}`;
    anyone = createClient({ baseUrl: url });
    portal = npmStart(dir, port);
    await eventually(
      'all demonstration data',
      async () =>
        portal.child.exitCode !== null ||
        portal.lines().some((line) => /trình diễn đã đủ|bộ chưa/.test(line)),
      LONGEST_SEEDING_MS,
    );
  }, LONGEST_SEEDING_MS);
  afterAll(async () => {
    await stopped(portal);
    rmSync(dir, { recursive: true, force: true });
  });

  test('refuses none of its own files, and ends with one line that names the address', async () => {
    const lines = await said(portal, 'the address after the data', 60_000);
    expect(lines.filter((line) => line.includes('chưa nạp được'))).toEqual([]);
    expect(lines.at(-2)).toBe('Dữ liệu trình diễn đã đủ: 30 bộ.');
    expect(lines.at(-1)).toContain(`Cổng dữ liệu: ${url}`);
  });

  test('has said so only once every page is there: who reads it opens one', async () => {
    const statuses = await Promise.all(
      datasets.map(async ({ slug }) => (await page(`/datasets/${slug}/`)).status),
    );
    expect([...new Set(statuses)]).toEqual([200]);
  });

  test('shows 12 agencies and more, each marked', async () => {
    const { items } = body(await anyone(op.listAgencies, {}));
    const now = items.filter((agency) => agency.validUntil === undefined);
    expect(now.length).toBeGreaterThanOrEqual(12);
    expect(now.filter((agency) => agency.demonstration)).toEqual(now);
    expect((await page('/')).status).toBe(200);
  });

  /** Pages are rendered behind the publication, and found a moment before or after. */
  const atRest = (): Promise<boolean> =>
    eventually(
      'nothing left to do',
      async () => (await fetch(`${url}/_local/idle?timeout=60`)).status === 200,
      300_000,
    );

  test('has 30 datasets found, each with its page marked and every file of it there', async () => {
    const found = await eventually(
      '30 datasets in the index',
      async () => {
        const answer = body(await anyone(op.searchDatasets, { query: { limit: 100 } }));
        return answer.total === datasets.length && answer;
      },
      300_000,
    );
    await atRest();
    expect(found.items.map(({ slug }) => slug).sort()).toEqual(datasets.map(({ slug }) => slug).sort());
    for (const { slug, release, demonstration } of found.items) {
      expect([slug, release, demonstration]).toEqual([slug, 1, true]);
      const { status, text } = await page(`/datasets/${slug}/`);
      expect([slug, status, text.includes('Dữ liệu minh họa')]).toEqual([slug, 200, true]);
      const described = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(text)?.[1];
      const { distribution } = JSON.parse(described ?? '{}') as { distribution: { contentUrl: string }[] };
      expect(distribution.map((file) => file.contentUrl)).toContainEqual(
        expect.stringMatching(/\.(csv|geojson)$/),
      );
      for (const file of distribution) {
        const answer = await fetch(file.contentUrl);
        expect([file.contentUrl, answer.status, (await answer.arrayBuffer()).byteLength > 0]).toEqual([
          file.contentUrl,
          200,
          true,
        ]);
      }
    }
  });

  test('starts again on what it has: nothing is synthesised, built or loaded once more', async () => {
    await stopped(portal);
    portal = npmStart(dir, port);
    const begun = performance.now();
    const home = await eventually('the home page', async () => {
      const answer = await page('/').catch(() => undefined);
      return answer?.status === 200 && answer.text;
    });
    console.log(`The first page of a second start: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    expect(home).toContain('</html>');
    const lines = await said(portal, 'the address', 60_000);
    expect(lines).toEqual(['Đang khởi động cổng dữ liệu…', expect.stringContaining(`Cổng dữ liệu: ${url}`)]);
    const answer = body(await anyone(op.searchDatasets, { query: { limit: 1 } }));
    expect(answer.total).toBe(datasets.length);
  });
});
