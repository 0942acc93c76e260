import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Manifest } from './assets.ts';
import { deskDocument } from './desk/document.ts';

export type WebBuild = {
  /** Folder whose files are served from the portal's root: `assets/…`, `desk/index.html`, `favicon.svg`. */
  dir: string;
  manifest: Manifest;
};

const root = fileURLToPath(new URL('..', import.meta.url));
const dir = join(root, 'dist/web');
// Beside the folder: everything in it is served.
const stampFile = join(root, 'dist/web.inputs');
const inputs = ['web', 'shared/contract', 'shared/kernel', 'vite.config.ts', 'package-lock.json'];

const filesUnder = async (path: string): Promise<string[]> => {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch(
    () => undefined,
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
};

/** One hash over the names and bytes of everything the build reads. */
const inputsHash = async (): Promise<string> => {
  const files = (await Promise.all(inputs.map(filesUnder))).flat().sort();
  const hash = createHash('sha256');
  const bodies = await Promise.all(files.map((file) => readFile(join(root, file))));
  files.forEach((file, index) =>
    hash
      .update(`${file}\0`)
      .update(bodies[index] ?? '')
      .update('\0'),
  );
  return hash.digest('hex');
};

const readManifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(join(dir, 'assets/manifest.json'), 'utf8')) as Manifest;

const make = async (stamp: string): Promise<void> => {
  const { build } = await import('vite');
  const fresh = join(root, `dist/web-${process.pid}`);
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: fresh } });
  const manifest = JSON.parse(await readFile(join(fresh, 'assets/manifest.json'), 'utf8')) as Manifest;
  await mkdir(join(fresh, 'desk'));
  await writeFile(join(fresh, 'desk/index.html'), deskDocument(manifest));
  await cp(join(root, 'web/favicon.svg'), join(fresh, 'favicon.svg'));
  await rm(dir, { recursive: true, force: true });
  await rename(fresh, dir);
  await writeFile(stampFile, stamp);
};

/** Builds what browsers load, or finds it already built from the same sources. */
export const buildWeb = async (): Promise<WebBuild> => {
  const stamp = await inputsHash();
  const [built, manifest] = await Promise.all([
    readFile(stampFile, 'utf8').catch(() => ''),
    readManifest().catch(() => undefined),
  ]);
  if (built === stamp && manifest) return { dir, manifest };
  await make(stamp);
  return { dir, manifest: await readManifest() };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log((await buildWeb()).dir);
