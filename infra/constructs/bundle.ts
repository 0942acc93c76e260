import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, version as esbuildVersion, type BuildOptions } from 'esbuild';
import { root } from './setting.ts';

export type BundleRequest = {
  readonly id: string;
  /** From the repository's root, e.g. `functions/publishing/publishing.http.ts`. */
  readonly entry: string;
  readonly format: 'esm' | 'cjs';
  /** Packages a layer brings. */
  readonly external?: readonly string[];
};

/** Where the bundle is: `dir` holds one file, `file`, exporting `handler`. */
export type Bundle = { readonly dir: string; readonly file: string; readonly hash: string };

/** Sources a bundle was made from, so that an unchanged function is not built again. */
type Memory = {
  readonly recipe: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly hash: string;
};

const sha = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
};

const hashFile = (path: string): string | undefined => {
  const full = join(root, path);
  return existsSync(full) ? sha(readFileSync(full)) : undefined;
};

/** Some packages still call `require` inside an ES module. */
const REQUIRE_IN_ESM =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const optionsFor = ({ entry, format, external }: BundleRequest): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: [entry],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format,
  minify: true,
  // The AWS SDK shakes down to the used commands only from its ES modules.
  mainFields: ['module', 'main'],
  charset: 'utf8',
  legalComments: 'none',
  external: [...(external ?? [])],
  ...(format === 'esm' ? { banner: { js: REQUIRE_IN_ESM } } : {}),
});

const recall = (path: string): Memory | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Memory) : undefined;

const isFresh = (memory: Memory, recipe: string): boolean =>
  memory.recipe === recipe && Object.entries(memory.inputs).every(([path, hash]) => hashFile(path) === hash);

/**
 * Builds one function into `dist/functions/<id>-<hash>/index.mjs` (or `.cjs`), or finds it built. The folder's name
 * is the hash of its content, so the same sources always give CDK the same asset. Packages count by the lockfile;
 * our own sources by their content. Throws when the entry does not exist or does not build.
 */
export const bundleFunction = (request: BundleRequest): Bundle => {
  const file = request.format === 'esm' ? 'index.mjs' : 'index.cjs';
  const functions = join(root, 'dist', 'functions');
  const memoryPath = join(functions, `${request.id}.json`);
  const options = optionsFor(request);
  const recipe = sha(
    JSON.stringify(options),
    esbuildVersion,
    hashFile('package-lock.json') ?? '',
    hashFile('tsconfig.json') ?? '',
  );

  const memory = recall(memoryPath);
  if (memory && isFresh(memory, recipe)) {
    const dir = join(functions, `${request.id}-${memory.hash}`);
    if (existsSync(join(dir, file))) return { dir, file, hash: memory.hash };
  }
  if (!existsSync(join(root, request.entry)))
    throw new Error(`${request.entry} does not exist, so function “${request.id}” can not be built`);

  const built = buildSync({ ...options, outfile: file, write: false, metafile: true, logLevel: 'error' });
  const code = built.outputFiles?.[0]?.contents ?? new Uint8Array();
  const hash = sha(code);
  const dir = join(functions, `${request.id}-${hash}`);
  writeWhole(dir, file, code);
  const own = Object.keys(built.metafile?.inputs ?? {}).filter((path) => !path.startsWith('node_modules/'));
  const inputs = Object.fromEntries(own.map((path) => [path, hashFile(path) ?? 'gone']));
  writeFileSync(memoryPath, JSON.stringify({ recipe, inputs, hash } satisfies Memory, null, 1));
  return { dir, file, hash };
};

/** Another synthesis may be writing the same folder: it appears whole or not at all. */
const writeWhole = (dir: string, file: string, code: Uint8Array): void => {
  if (existsSync(join(dir, file))) return;
  const draft = `${dir}.${process.pid}.draft`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, file), code);
  try {
    renameSync(draft, dir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(dir, file))) throw error;
  }
};
