import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Everything a synthesis reads. */
const INPUTS = [
  'infra',
  'functions',
  'shared',
  'events',
  'web',
  'package-lock.json',
  'tsconfig.json',
  'docs/runbooks',
];
const KEPT_OUTPUTS = 3;

const filesUnder = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
};

/** One hash over names and bytes of the inputs: the same sources give the same template. */
const inputsHash = (tree: string): string => {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesUnder(join(tree, input))).sort())
    hash.update(relative(tree, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 20);
};

/** Runs the CDK app in a process of its own: loading CDK costs more than the rest of the start. */
const synthesiseInto = (outdir: string, environment: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'infra', 'app.ts')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        CDK_OUTDIR: outdir,
        // Assets stay where the bundler put them, in folders named by content: nothing is copied.
        CDK_CONTEXT_JSON: JSON.stringify({ env: environment, 'aws:cdk:disable-asset-staging': true }),
      },
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-20_000)));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Synthesis failed (${code}):\n${complaint}`)),
    );
  });

const isWhole = (dir: string): boolean => existsSync(join(dir, 'manifest.json'));

/** Another start may have made the same folder meanwhile: then that one serves as well. */
const moveIn = (draft: string, dir: string): void => {
  try {
    renameSync(draft, dir);
  } catch (error) {
    if (!isWhole(dir)) throw error;
  }
};

const forgetOld = (folder: string, keep: string): void => {
  const others = readdirSync(folder)
    .map((name) => join(folder, name))
    // A draft belongs to a synthesis that is still running.
    .filter((path) => path !== keep && !path.endsWith('.draft'))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of others.slice(KEPT_OUTPUTS - 1)) rmSync(old, { recursive: true, force: true });
};

/**
 * Gives the CDK output folder for the sources as they are, synthesising only when they changed since. `LOCAL_TEMPLATE`
 * names a folder to use instead. Throws with CDK's own words when synthesis fails.
 */
export const synthesise = async (
  environment: string,
  options: {
    onSynthesis?: () => void;
    /** Instead of this checkout and its CDK app; for tests. */
    tree?: string;
    make?: (outdir: string, environment: string) => Promise<void>;
  } = {},
): Promise<{ dir: string; fresh: boolean }> => {
  const given = process.env['LOCAL_TEMPLATE'];
  if (given) return { dir: given, fresh: false };
  const { tree = root, make = synthesiseInto } = options;
  const folder = join(tree, 'dist', 'template');
  const dir = join(folder, `${environment}-${inputsHash(tree)}`);
  if (isWhole(dir)) return { dir, fresh: false };
  options.onSynthesis?.();
  const draft = `${dir}.${process.pid}.draft`;
  mkdirSync(folder, { recursive: true });
  try {
    await make(draft, environment);
    moveIn(draft, dir);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  forgetOld(folder, dir);
  return { dir, fresh: true };
};
