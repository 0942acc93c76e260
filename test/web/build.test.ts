import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { assetAddress, assetsOf } from '../../web/assets.ts';
import { buildWeb, type WebBuild } from '../../web/build.ts';
import { renderDataset, renderDatasetList } from '../../web/pages/index.ts';
import { aCard, aDatasetPage, aSite, schoolColumns } from './fixtures.ts';

const KB = 1024;
const weigh = (bytes: string | Buffer): number => gzipSync(bytes).length;

let built: WebBuild;
beforeAll(async () => {
  built = await buildWeb();
}, 60_000);

/** Every script a browser loads for an entry: itself and what it imports. */
const scriptsOf = (key: string): string[] => {
  const entry = built.manifest[key];
  return entry ? [entry.file, ...(entry.imports ?? []).flatMap(scriptsOf)] : [];
};

const weightOf = async (files: readonly string[]): Promise<number> => {
  const bodies = await Promise.all([...new Set(files)].map((file) => readFile(join(built.dir, file))));
  return bodies.reduce((sum, body) => sum + weigh(body), 0);
};

/** 30 columns, 50 rows of varied text: more than most datasets have. */
const aWidePage = () => {
  const names = Array.from({ length: 30 }, (_, index) => `Chỉ tiêu số ${index + 1}`);
  let seed = 7;
  const next = (): string => String((seed = (seed * 48_271) % 2_147_483_647));
  return aDatasetPage({
    assets: assetsOf(built.manifest),
    columns: names.map((name, index) => ({
      ...(schoolColumns[index % 10] ?? { type: 'text', missing: 0 }),
      name,
    })),
    preview: {
      columns: names,
      rows: Array.from({ length: 50 }, () => names.map(() => `${next()} ${next()}`)),
      totalRows: 1_000_000,
    },
  });
};

describe('what a visitor downloads', () => {
  it('is at most 100 KB for a wide dataset page: HTML, CSS and JavaScript, compressed', async () => {
    const css = await weightOf([assetAddress(built.manifest, 'css').slice(1)]);
    const js = await weightOf(scriptsOf('web/islands/copy/main.ts'));
    const html = weigh(renderDataset(aWidePage()));
    expect(html).toBeGreaterThan(5 * KB);
    expect(html + css + js).toBeLessThanOrEqual(100 * KB);
  });

  it.each([
    'web/islands/copy/main.ts',
    'web/islands/search/main.tsx',
    'web/islands/suggest/main.tsx',
    'web/islands/map/main.tsx',
    'web/islands/ask/main.tsx',
    'web/islands/track/main.tsx',
  ])('has at most 20 KB of JavaScript from %s', async (entry) => {
    const files = scriptsOf(entry);
    expect(files.length).toBeGreaterThan(0);
    expect(await weightOf(files)).toBeLessThanOrEqual(20 * KB);
  });

  it('links files that the build really holds', async () => {
    const html = renderDatasetList({
      lang: 'vi',
      site: aSite,
      assets: assetsOf(built.manifest),
      items: [aCard()],
      total: 1,
      topics: [],
      agencies: [],
      formats: [],
    });
    const linked = [...html.matchAll(/"\/(assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(linked.length).toBe(2);
    for (const file of linked) expect((await stat(join(built.dir, file))).size).toBeGreaterThan(0);
    expect(await readFile(join(built.dir, 'desk/index.html'), 'utf8')).toContain(
      assetAddress(built.manifest, 'desk'),
    );
  });
});

describe('the build', () => {
  it('is found again without building when nothing changed', async () => {
    const before = await stat(join(built.dir, 'assets/manifest.json'));
    const start = performance.now();
    await buildWeb();
    // 50 ms on a quiet machine; the bound leaves room for a busy one, a real build takes ten times as long.
    expect(performance.now() - start).toBeLessThan(250);
    expect((await stat(join(built.dir, 'assets/manifest.json'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('refuses to name a part that it does not hold', () => {
    expect(() => assetsOf({})).toThrow('web/styles/site.css');
  });
});
