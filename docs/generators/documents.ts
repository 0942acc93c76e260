import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { datasetDiagram } from './dataset-life.ts';
import { dutyDiagram } from './duty-life.ts';
import { eventSchemas } from './event-schemas.ts';
import { glossaryPage, readGlossary } from './glossary.ts';
import { readTraceability, traceabilityPage } from './traceability.ts';

export const docs = join(import.meta.dirname, '..');

const MARKED = /(<!-- states: made by npm run docs:generate -->\n)[\s\S]*?(<!-- end of states -->)/;

/** A guide with the diagram between its marks made anew; the rest is written by hand. */
export const withDiagram = (page: string, diagram: string): string => {
  if (!MARKED.test(page)) throw new Error('The guide has no place marked for its states');
  return page.replace(
    MARKED,
    (_, begin: string, end: string) => `${begin}\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n${end}`,
  );
};

const guide = (name: string): string => readFileSync(join(docs, 'guide', name), 'utf8');

/** Every document that is made, not written: path below `docs` to its text, formatted as the house formats. */
export const documents = async (): Promise<Map<string, string>> => {
  const made = new Map([
    ['glossary.md', glossaryPage(readGlossary())],
    ['traceability.md', traceabilityPage(readTraceability())],
    ['guide/publishing.md', withDiagram(guide('publishing.md'), datasetDiagram())],
    ['guide/duties.md', withDiagram(guide('duties.md'), dutyDiagram())],
    ...[...eventSchemas()].map(([name, text]) => [`events/${name}`, text] as const),
  ]);
  const formatted = [...made].map(async ([path, text]) => {
    const filepath = join(docs, path);
    return [path, await format(text, { ...(await resolveConfig(filepath)), filepath })] as const;
  });
  return new Map(await Promise.all(formatted));
};

/** Of these, what stands in the repository otherwise or not at all. */
export const staleIn = (made: ReadonlyMap<string, string>, folder = docs): string[] =>
  [...made].flatMap(([path, text]) => {
    const file = join(folder, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [path];
  });
