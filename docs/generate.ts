import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { docs, documents, staleIn } from './generators/documents.ts';

// `npm run docs:generate`: makes what is made from code and data. What is written by hand is left alone.
const made = await documents();
const stale = staleIn(made);
for (const path of stale) {
  const file = join(docs, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, made.get(path) ?? '');
}

// A schema whose event or version is gone from the code stays in the history of the repository, not here.
for (const name of readdirSync(join(docs, 'events')))
  if (!made.has(`events/${name}`)) rmSync(join(docs, 'events', name));

console.log(stale.length === 0 ? 'Documents are up to date.' : `Written: ${stale.join(', ')}`);

const openApi = join(docs, 'generate-openapi.ts');
if (existsSync(openApi)) {
  const { status } = spawnSync(process.execPath, [openApi], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
