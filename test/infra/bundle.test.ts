import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bundleFunction } from '../../infra/constructs/bundle.ts';
import { stageDuckdb } from '../../infra/constructs/duckdb-layer.ts';
import { root } from '../../infra/constructs/setting.ts';

/** Sources of the test's own, below `dist` so that changing them changes nothing anybody else reads. */
const sources = 'dist/test-bundle-sources';
const entry = `${sources}/greet.ts`;
const WEEKDAY =
  'export const dayOfWeek = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay());';
mkdirSync(join(root, sources), { recursive: true });
writeFileSync(
  join(root, entry),
  "import { dayOfWeek } from './weekday.ts';\nexport const handler = (event: { day: string }): string => dayOfWeek(event.day);",
);
writeFileSync(join(root, sources, 'weekday.ts'), WEEKDAY);

const request = { id: 'test-greet', entry, format: 'esm' } as const;
const dist = join(root, 'dist', 'functions');

afterAll(() => {
  rmSync(join(root, sources), { recursive: true });
  for (const name of existsSync(dist) ? readdirSync(dist) : [])
    if (name.startsWith('test-greet')) rmSync(join(dist, name), { recursive: true });
});

test('a bundle runs as an ES module and as CommonJS', async () => {
  const esm = bundleFunction(request);
  const module = (await import(pathToFileURL(join(esm.dir, esm.file)).href)) as {
    handler: (event: unknown) => string;
  };
  expect(module.handler({ day: '2025-06-16' })).toBe('1');
  const cjs = bundleFunction({ ...request, id: 'test-greet-cjs', format: 'cjs' });
  const required = createRequire(import.meta.url)(join(cjs.dir, cjs.file)) as typeof module;
  expect(required.handler({ day: '2025-06-16' })).toBe('1');
});

test('an unchanged function is found, not built again', () => {
  const first = bundleFunction(request);
  const written = statSync(join(first.dir, first.file)).mtimeMs;
  const memory = join(dist, 'test-greet.json');
  const remembered = statSync(memory).mtimeMs;
  expect(bundleFunction(request)).toEqual(first);
  expect(statSync(join(first.dir, first.file)).mtimeMs).toBe(written);
  expect(statSync(memory).mtimeMs).toBe(remembered);
});

test('a changed source, found one import away, makes another folder', () => {
  const before = bundleFunction(request);
  const source = join(root, sources, 'weekday.ts');
  writeFileSync(source, WEEKDAY.replace('String(', "'day ' + String("));
  const after = bundleFunction(request);
  expect(after.dir).not.toBe(before.dir);
  expect(readFileSync(join(after.dir, after.file), 'utf8')).toContain('day ');
  writeFileSync(source, WEEKDAY);
  expect(bundleFunction(request)).toEqual(before);
});

test('an entry that does not exist is named', () => {
  expect(() => bundleFunction({ ...request, id: 'test-greet-none', entry: 'functions/none.ts' })).toThrow(
    'functions/none.ts does not exist',
  );
});

test('the staged layer is complete: the engine opens from it alone', () => {
  const fromLayer = createRequire(join(stageDuckdb().dir, 'nodejs', 'index.cjs'));
  const { DuckDBInstance } = fromLayer('@duckdb/node-api') as { DuckDBInstance: { create: unknown } };
  expect(fromLayer.resolve('@duckdb/node-bindings')).toContain(join('dist', 'layers', 'duckdb'));
  expect(typeof DuckDBInstance.create).toBe('function');
});
