import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
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
/** One folder per state of the sources: complete or absent, never half written, whoever builds at the same time. */
const builds = join(root, 'dist/web');
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
  return hash.digest('hex').slice(0, 20);
};

const DAY_MS = 86_400_000;

/** Builds of sources that are no longer ours, unless someone may still be reading them. */
const removeOld = async (current: string): Promise<void> => {
  for (const name of await readdir(builds)) {
    const { mtimeMs } = await stat(join(builds, name));
    if (name !== current && Date.now() - mtimeMs > DAY_MS) await rm(join(builds, name), { recursive: true });
  }
};

const make = async (stamp: string): Promise<void> => {
  const { build } = await import('vite');
  const fresh = join(root, `dist/web-${process.pid}`);
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: fresh } });
  const manifest = await readManifest(fresh);
  await mkdir(join(fresh, 'desk'));
  await writeFile(join(fresh, 'desk/index.html'), deskDocument(manifest));
  await cp(join(root, 'web/favicon.svg'), join(fresh, 'favicon.svg'));
  await mkdir(builds, { recursive: true });
  // Whoever comes second finds the folder standing, with the same content: theirs is as good as ours.
  await rename(fresh, join(builds, stamp)).catch(() => rm(fresh, { recursive: true, force: true }));
  await removeOld(stamp);
};

const readManifest = async (dir: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(dir, 'assets/manifest.json'), 'utf8')) as Manifest;

/** Builds what browsers load, or finds it already built from the same sources. */
export const buildWeb = async (): Promise<WebBuild> => {
  const stamp = await inputsHash();
  const dir = join(builds, stamp);
  const built = await readManifest(dir).catch(() => undefined);
  if (built) return { dir, manifest: built };
  await make(stamp);
  return { dir, manifest: await readManifest(dir) };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log((await buildWeb()).dir);
