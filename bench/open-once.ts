import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as duckdb from '@duckdb/node-api';

// The data function's cold start, as far as a fresh process shows it: its bundle, the engine out of the layer, a first
// query. It is not Lambda's: no sandbox is made, no layer is unpacked, the files are warm and the processor is this one's.
const [bundle = '', layer = ''] = process.argv.slice(2);
const before = performance.now();
await import(pathToFileURL(bundle).href);
const imported = performance.now();
const fromLayer = createRequire(`${layer}/nodejs/index.cjs`);
const { DuckDBInstance } = fromLayer('@duckdb/node-api') as typeof duckdb;
const db = await (await DuckDBInstance.create(':memory:')).connect();
const opened = performance.now();
const answer = await db.runAndReadAll('SELECT sum(n) AS total FROM range(1000) AS t(n)');
const queried = performance.now();
if (String(answer.getRows()[0]?.[0]) !== '499500') throw new Error('The engine does not add');
console.log(
  JSON.stringify({
    importMs: imported - before,
    openMs: opened - imported,
    queryMs: queried - opened,
    startMs: queried,
  }),
);
