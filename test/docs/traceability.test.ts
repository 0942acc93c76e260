import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTraceability, readTraceability, type TraceRow } from '../../docs/generators/traceability.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { root } from './names.ts';
import { titlesIn, titlesOf } from './test-titles.ts';

const brokenCode = (place: string): string[] => {
  const [path = '', name] = place.split('#');
  if (!existsSync(join(root, path))) return [`${path} does not exist`];
  const says = name === undefined || new RegExp(`\\b${name}\\b`).test(readFileSync(join(root, path), 'utf8'));
  return says ? [] : [`${path} does not say ${name}`];
};

const brokenTest = ({ file, title }: TraceRow['tests'][number]): string[] => {
  if (!existsSync(join(root, file))) return [`${file} does not exist`];
  return titlesOf(file).has(title) ? [] : [`${file} has no test “${title}”`];
};

const brokenIn = (rows: readonly TraceRow[]): string[] =>
  rows.flatMap(({ article, code, tests }) =>
    [...code.flatMap(brokenCode), ...tests.flatMap(brokenTest)].map((fault) => `${article}: ${fault}`),
  );

const rows = readTraceability();

const aRow = (changes: Partial<TraceRow>) =>
  JSON.stringify([
    {
      instrument: 'nd-47-2020',
      article: 'Điều 20(3)',
      text: 'Cập nhật trong 3 tháng.',
      state: 'done',
      code: ['shared/regulation/deadline.ts#computeDeadline'],
      tests: [{ file: 'test/regulation/counting.test.ts', title: 'fifteen days from 22/11/2026' }],
      ...changes,
    },
  ]);

describe('from article to test', () => {
  it('every row names code and tests that exist', () => {
    expect(brokenIn(rows)).toEqual([]);
  });

  it('names instruments as the rulebook does, where it holds them', () => {
    const ids = new Set(rows.map(({ instrument }) => instrument).filter((it) => /^[a-z]+-/.test(it)));
    expect([...ids].filter((id) => !rulebook.instruments.has(id))).toEqual([]);
  });

  it('follows every rule with a clock to a test', () => {
    const followed = rows.filter(({ state }) => state !== 'not-yet').flatMap(({ code }) => code);
    for (const id of rulebook.deadlines.keys())
      expect(followed).toContain(`shared/regulation/data/deadlines/${id}.json`);
  });

  it('admits what is not yet done', () => {
    expect(rows.filter(({ state }) => state === 'not-yet').length).toBeGreaterThan(0);
  });
});

describe('a row is refused', () => {
  it.each([
    ['that claims to be done without a test', { tests: [] }],
    ['that is not yet done and names a test', { state: 'not-yet' }],
    ['that is done in part and does not say what is missing', { state: 'part' }],
  ] as const)('%s', (_what, changes) => {
    expect(() => parseTraceability(aRow(changes as Partial<TraceRow>))).toThrow();
  });

  it.each([
    [{ code: ['shared/regulation/no-such-file.ts'] }, 'does not exist'],
    [{ code: ['shared/regulation/deadline.ts#guessDeadline'] }, 'does not say guessDeadline'],
    [{ tests: [{ file: 'test/regulation/counting.test.ts', title: 'sixteen days' }] }, 'has no test'],
    [{ tests: [{ file: 'test/regulation/no.test.ts', title: 'a' }] }, 'does not exist'],
  ])('whose places are not there: %j', (changes, fault) => {
    expect(brokenIn(parseTraceability(aRow(changes))).join()).toContain(fault);
  });
});

it('titles are read however a test is written, and only those of tests', () => {
  const source = [
    "describe.each([1])('of a table', () => {});",
    "test(\n  'on a line of its own',\n  () => {},\n);",
    'it.each(["x"])(`of %s`, () => {});',
    "expect('not a title').toBe(1); other('nor this', () => {});",
  ].join('\n');
  expect([...titlesIn(source)]).toEqual(['of a table', 'on a line of its own', 'of %s']);
});
