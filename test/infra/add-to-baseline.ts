import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { retainedResources } from './retained-resources.ts';
import { synthesise, type Json } from './template.ts';

/**
 * `node test/infra/add-to-baseline.ts <environment>`: enters a new environment's retained resources. One that stands
 * there is never written again: what differs from it is a migration, and is changed by hand beside it.
 */
const [name = ''] = process.argv.slice(2);
const file = join(import.meta.dirname, 'retained-resources.json');
const baseline = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Json>;
if (Object.hasOwn(baseline, name)) throw new Error(`${name} stands in the baseline already`);
baseline[name] = retainedResources(synthesise(name, false));
writeFileSync(file, await format(JSON.stringify(baseline), { parser: 'json', printWidth: 110 }));
console.log(`${name} was added to ${file}`);
