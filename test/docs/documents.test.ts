import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docs, documents, staleIn, withDiagram } from '../../docs/generators/documents.ts';
import { allEvents } from '../../events/families.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { root } from './names.ts';

const madeNow = await documents();

describe('documents that are made', () => {
  it('are as the code makes them: otherwise run `npm run docs:generate` and commit what it writes', () => {
    expect(staleIn(madeNow)).toEqual([]);
  });

  it('have a schema for every event, and none for what is no event', () => {
    const schemas = [...madeNow.keys()].filter((path) => path.endsWith('.schema.json'));
    expect(schemas).toHaveLength(allEvents.length + 1);
    expect(globSync('events/*.schema.json', { cwd: docs }).sort()).toEqual(schemas.sort());
  });

  it('are found stale when one differs or is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    try {
      const made = new Map([
        ['glossary.md', '# Glossary\n'],
        ['events/a.schema.json', '{}\n'],
      ]);
      for (const [path, text] of made) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      expect(staleIn(made, folder)).toEqual([]);
      writeFileSync(join(folder, 'glossary.md'), '# Glossary, by hand\n');
      rmSync(join(folder, 'events', 'a.schema.json'));
      expect(staleIn(made, folder)).toEqual(['glossary.md', 'events/a.schema.json']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('keep what a person wrote around the diagram, and need a place for it', () => {
    const page = 'before\n<!-- states: made by npm run docs:generate -->\nold\n<!-- end of states -->\nafter';
    const made = withDiagram(page, 'stateDiagram-v2');
    expect(made).toMatch(/^before\n[\s\S]*stateDiagram-v2[\s\S]*\nafter$/);
    expect(made).not.toContain('old');
    expect(() => withDiagram('no place', '')).toThrow('no place marked');
  });
});

const written = globSync('{adr,guide}/**/*.md', { cwd: docs });

describe('what is written by hand', () => {
  it.each(globSync('adr/*.md', { cwd: docs }))('%s says what, why and what follows, on one page', (path) => {
    const text = readFileSync(join(docs, path), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    for (const heading of ['What', 'Why', 'Consequences']) expect(text).toContain(`\n## ${heading}\n`);
  });

  it('numbers its decisions once each', () => {
    const numbers = globSync('adr/*.md', { cwd: docs }).map((path) => /(\d{4})-/.exec(path)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each([...written, 'unproven.md'])('%s names files that exist', (path) => {
    const text = readFileSync(join(docs, path), 'utf8');
    const named = [
      ...text.matchAll(/`((?:shared|functions|infra|local|web|test|events|docs|bench)\/[\w./-]+)(?:#\w+)?`/g),
    ].map(([, place = '']) => place.replace(/\/$/, ''));
    expect(named.filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });

  it('tells the ladder of reminders as the rulebook has it', () => {
    const ladder = rulebook.ladders.get('open-data-duty')?.values.at(-1);
    const told = (ladder?.rungs ?? []).map(({ offsetDays, tells }) => `${offsetDays} ${tells.join('+')}`);
    expect(told).toEqual([
      ...['-30 focal', '-14 focal', '-3 focal', '0 focal'],
      ...['1 focal+department', '7 focal+department', '30 focal+department+chairman'],
    ]);
    const guide = readFileSync(join(docs, 'guide', 'duties.md'), 'utf8').replaceAll(/\s+/g, ' ');
    expect(guide).toContain(
      'Mail comes 30, 14 and 3 days before and on the day to the focal officer; 1 and 7 days after to the Department too; ' +
        '30 days after to the Chairman too.',
    );
  });
});
