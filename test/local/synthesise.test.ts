import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { synthesise } from '../../local/synthesise.ts';

let tree: string;
let made: string[];

const write = (path: string, text: string): void => {
  const file = join(tree, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
};

/** As the CDK app does: an output folder is whole once its manifest stands. */
const make = async (outdir: string, environment: string): Promise<void> => {
  made.push(environment);
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'manifest.json'), `${environment} ${made.length}`);
};
const start = (environment = 'dev') => synthesise(environment, { tree, make });
const outputs = () => readdirSync(join(tree, 'dist', 'template'));

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'synthesise-'));
  made = [];
  write('infra/app.ts', 'one');
  write('functions/ledger/fan-out.ts', 'one');
  write('README.md', 'one');
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

test('the same sources are synthesised once', async () => {
  const first = await start();
  const second = await start();
  expect([first.fresh, second.fresh]).toEqual([true, false]);
  expect(second.dir).toBe(first.dir);
  expect(made).toEqual(['dev']);
});

test.each([
  ['a changed byte', () => write('functions/ledger/fan-out.ts', 'two')],
  ['a new file', () => write('shared/kernel/ids.ts', '')],
  ['a file of another name', () => write('infra/other.ts', 'one')],
  ['another package', () => write('package-lock.json', '{}')],
  ['a runbook an alarm may name', () => write('docs/runbooks/new.md', '')],
])('%s makes another template', async (_what, change) => {
  const first = await start();
  change();
  const second = await start();
  expect(second.fresh).toBe(true);
  expect(second.dir).not.toBe(first.dir);
});

test('what no template is made of changes nothing, and what was before is found again', async () => {
  const first = await start();
  write('README.md', 'two');
  write('test/a.test.ts', 'two');
  expect((await start()).fresh).toBe(false);
  write('infra/app.ts', 'two');
  expect((await start()).fresh).toBe(true);
  write('infra/app.ts', 'one');
  expect(await start()).toEqual({ dir: first.dir, fresh: false });
});

test('each environment has its own', async () => {
  const [dev, prod] = [await start('dev'), await start('prod')];
  expect(made).toEqual(['dev', 'prod']);
  expect(dev.dir).not.toBe(prod.dir);
});

test('a synthesis that fails leaves nothing that a later start could take for whole', async () => {
  const broken = async (outdir: string): Promise<void> => {
    mkdirSync(outdir, { recursive: true });
    writeFileSync(join(outdir, 'half.json'), '');
    throw new Error('no such construct');
  };
  await expect(synthesise('dev', { tree, make: broken })).rejects.toThrow('no such construct');
  expect(outputs()).toEqual([]);
  expect((await start()).fresh).toBe(true);
});

test('two starts at once give one whole folder', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.dir).toBe(other.dir);
  expect(readFileSync(join(one.dir, 'manifest.json'), 'utf8')).toContain('dev');
  expect(outputs()).toHaveLength(1);
});

test('the newest few are kept, and no more', async () => {
  for (let change = 0; change < 6; change += 1) {
    write('infra/app.ts', String(change));
    await start();
  }
  expect(outputs().length).toBeLessThanOrEqual(3);
  expect((await start()).fresh).toBe(false);
});
