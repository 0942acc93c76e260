import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { PLACE } from '../local/place.ts';
import { synthesise } from '../local/synthesise.ts';
import { readTopology } from '../local/topology.ts';
import type { FunctionDefinition } from '../local/topology/compute.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';
import { median } from './waiting.ts';

const ROUNDS = 5;
/** Function and layers together, unzipped, as AWS Lambda takes them. */
const LAMBDA_LIMIT_MB = 250;

const Loaded = z.object({ importMs: z.number(), startMs: z.number() });

const Opened = Loaded.extend({ openMs: z.number(), queryMs: z.number() });

type Subject = { readonly id: string; readonly file: string; readonly env: Record<string, string> };

/** The variables a function meets at its start, with keys that open nothing. */
const environmentOf = ({ environment, layers }: FunctionDefinition): Record<string, string> => ({
  ...environment,
  PATH: process.env['PATH'] ?? '',
  AWS_REGION: PLACE.region,
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  NODE_PATH: layers.map((layer) => join(layer, 'nodejs', 'node_modules')).join(':'),
});

const subjectOf = (definition: FunctionDefinition): Subject => {
  const [file] = globSync(join(definition.dir, 'index.{mjs,cjs}'));
  if (!file) throw new Error(`${definition.id} has no bundle in ${definition.dir}`);
  return { id: definition.id, file, env: environmentOf(definition) };
};

const emptyHandler = async (folder: string): Promise<Subject> => {
  const file = join(folder, 'empty.mjs');
  await writeFile(file, 'export const handler = async () => ({});\n');
  return { id: 'empty', file, env: { PATH: process.env['PATH'] ?? '' } };
};

const loadOnce = async ({ file, env }: Subject): Promise<z.infer<typeof Loaded>> => {
  const script = join(import.meta.dirname, 'import-once.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, file], { env });
  return Loaded.parse(JSON.parse(stdout));
};

/** The same, and on to the first answer of the engine in the function's layer. */
const openOnce = async ({ file, env }: Subject, layer: string): Promise<z.infer<typeof Opened>> => {
  const script = join(import.meta.dirname, 'open-once.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, file, layer], { env });
  return Opened.parse(JSON.parse(stdout));
};

/** How long the data function needs from nothing to a first answer of DuckDB, each time in a fresh process. */
const coldStart = async (
  dataFunction: FunctionDefinition,
  emptyMs: number,
  { signal, tell }: Session,
): Promise<void> => {
  const [layer = ''] = dataFunction.layers;
  const opened: z.infer<typeof Opened>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    signal.throwIfAborted();
    opened.push(await openOnce(subjectOf(dataFunction), layer));
  }
  const middle = (of: (one: z.infer<typeof Opened>) => number): number => round(median(opened.map(of)));
  tell(
    beside(
      {
        what: `function ${dataFunction.id}: process start to first query`,
        value: median(opened.map(({ startMs }) => startMs)),
        unit: 'ms',
        note: `import ${middle((one) => one.importMs)}, open ${middle((one) => one.openMs)}, query ${middle((one) => one.queryMs)} ms; not Lambda: no sandbox, no unpacking, warm files`,
      },
      { name: 'empty handler', value: emptyMs },
    ),
  );
};

/** Every HTTP function, and the data function, which is the one with a layer. */
const subjects = (templateDir: string): { measured: FunctionDefinition[]; layers: string[] } => {
  const url = 'http://localhost:1';
  const topology = readTopology(templateDir, { local: { aws: url, issuer: url }, publicUrl: url });
  const answering = new Set(topology.apis.flatMap((api) => api.routes.map((route) => route.functionArn)));
  const measured = topology.functions.filter(({ arn, layers }) => answering.has(arn) || layers.length > 0);
  return { measured, layers: [...new Set(measured.flatMap(({ layers }) => layers))] };
};

const megabytesIn = async (folder: string): Promise<number> => {
  const sizes = await Promise.all(
    globSync(join(folder, '**/*')).map(async (path) => {
      const found = await stat(path);
      return found.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, one) => sum + one, 0) / 2 ** 20;
};

/** Sizes of the bundles, and how long a fresh process needs until a handler is there, beside an empty handler. */
export const run = async (session: Session): Promise<void> => {
  const { folder, signal, tell } = session;
  const { dir } = await synthesise('dev');
  const { measured, layers } = subjects(dir);
  const bundles = measured.map(subjectOf);
  const empty = await emptyHandler(folder);
  for (const { id, file } of bundles) {
    const code = await readFile(file);
    const gz = gzipSync(code).length / 1024;
    tell({
      what: `function ${id}: bundle, gz`,
      value: round(gz),
      unit: 'KB',
      note: `${round(code.length / 1024)} KB raw`,
    });
  }
  for (const layer of layers)
    tell(
      beside(
        { what: 'function layer, unzipped', value: await megabytesIn(layer), unit: 'MB' },
        { name: 'Lambda limit', value: LAMBDA_LIMIT_MB },
      ),
    );

  // Round by round, so that a busy moment of the machine falls on all alike.
  const times = new Map<string, z.infer<typeof Loaded>[]>();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const subject of [empty, ...bundles]) {
      signal.throwIfAborted();
      times.set(subject.id, [...(times.get(subject.id) ?? []), await loadOnce(subject)]);
    }
  const startOf = (id: string): number => median((times.get(id) ?? []).map(({ startMs }) => startMs));
  for (const { id } of bundles)
    tell(
      beside(
        {
          what: `function ${id}: process start to handler`,
          value: startOf(id),
          unit: 'ms',
          note: `import ${round(median((times.get(id) ?? []).map(({ importMs }) => importMs)))} ms`,
        },
        { name: 'empty handler', value: startOf(empty.id) },
      ),
    );
  for (const one of measured.filter(({ layers }) => layers.length > 0))
    await coldStart(one, startOf(empty.id), session);
};
