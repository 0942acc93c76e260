import { pathToFileURL } from 'node:url';

// Loads one bundle in this fresh process and says how long after the process began its handler was there.
const path = process.argv[2] ?? '';
const before = performance.now();
const loaded = (await import(pathToFileURL(path).href)) as { handler?: unknown };
const after = performance.now();
if (typeof loaded.handler !== 'function') throw new Error(`${path} exports no handler`);
console.log(JSON.stringify({ importMs: after - before, startMs: after }));
