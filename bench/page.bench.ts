import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Manifest } from '../web/assets.ts';
import { buildWeb, type WebBuild } from '../web/build.ts';
import type * as DatasetPages from './dataset-pages.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';

const GOAL_KB = 100;

/** Pages are written in JSX, which Node does not read: bundled first, as the publication's function is. */
const loadPages = async (folder: string): Promise<typeof DatasetPages> => {
  const outfile = join(folder, 'dataset-pages.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'dataset-pages.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)) as typeof DatasetPages;
};

/** A file and all that it imports, as a browser loads them. */
const withImports = (manifest: Manifest, file: string): string[] => {
  const imports = Object.values(manifest).find((one) => one.file === file)?.imports ?? [];
  return [file, ...imports.flatMap((key) => withImports(manifest, manifest[key]?.file ?? key))];
};

const weigh = (bytes: string | Buffer): number => gzipSync(bytes).length / 1024;

/** What the page's own markup makes a browser load from the build, in KB (gz) by kind of file. */
const weightsOf = async (html: string, { dir, manifest }: WebBuild): Promise<Map<string, number>> => {
  const linked = [...html.matchAll(/"\/(assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
  const files = new Set(linked.flatMap((file) => withImports(manifest, file)));
  const weights = new Map([['html', weigh(html)]]);
  for (const file of files) {
    const kind = extname(file).slice(1);
    weights.set(kind, (weights.get(kind) ?? 0) + weigh(await readFile(join(dir, file))));
  }
  return weights;
};

/** The weight of a dataset's page with everything it loads before it is whole. */
export const run = async ({ folder, tell }: Session): Promise<void> => {
  const web = await buildWeb();
  const { datasetPages } = await loadPages(folder);
  for (const { name, html } of datasetPages(web.manifest)) {
    const weights = await weightsOf(html, web);
    const total = [...weights.values()].reduce((sum, one) => sum + one, 0);
    tell(
      beside(
        {
          what: `dataset page, ${name}: HTML + CSS + JS, gz`,
          value: total,
          unit: 'KB',
          note: [...weights].map(([kind, kb]) => `${kind} ${round(kb)}`).join(', '),
        },
        { name: 'goal', value: GOAL_KB },
      ),
    );
  }
};
