import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { rulebook } from '../../shared/regulation/rulebook.ts';

const Row = z
  .strictObject({
    /** Id of an instrument in the rulebook, or its Vietnamese name where the rulebook does not hold it yet. */
    instrument: z.string().min(1),
    article: z.string().min(1),
    text: z.string().min(10),
    state: z.enum(['done', 'part', 'not-yet']),
    /** `path` or `path#name`: where the article is carried out. */
    code: z.array(z.string()).default([]),
    tests: z.array(z.strictObject({ file: z.string(), title: z.string() })).default([]),
    /** What is missing, for `part`; what to know, for the others. */
    note: z.string().optional(),
  })
  .refine(({ state, code, tests }) => (state === 'not-yet') === (code.length === 0 && tests.length === 0), {
    error: 'what is done names code and tests; what is not yet done names none',
  })
  .refine(({ state, tests }) => state === 'not-yet' || tests.length > 0, {
    error: 'nothing is done untested',
  })
  .refine(({ state, note }) => state !== 'part' || note !== undefined, { error: 'say what is missing' });
export type TraceRow = z.infer<typeof Row>;

export const parseTraceability = (text: string): TraceRow[] => z.array(Row).min(1).parse(JSON.parse(text));

export const readTraceability = (): TraceRow[] =>
  parseTraceability(readFileSync(join(import.meta.dirname, '..', 'traceability.json'), 'utf8'));

const stateWords = { done: 'đã làm', part: 'một phần', 'not-yet': 'chưa làm' } as const;

const nameOf = (instrument: string): string => rulebook.instruments.get(instrument)?.citedAs.vi ?? instrument;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const rowOf = ({ article, text, state, code, tests, note }: TraceRow): string =>
  [
    article,
    note ? `${text} _${note}_` : text,
    stateWords[state],
    code.map((place) => `\`${place}\``).join('<br>'),
    tests.map(({ file, title }) => `\`${file}\`: “${title}”`).join('<br>'),
  ]
    .map(cell)
    .join(' | ');

/** Article → code → test, by instrument, in the order of the file. */
export const traceabilityPage = (rows: readonly TraceRow[]): string => {
  const count = (state: TraceRow['state']) => rows.filter((row) => row.state === state).length;
  return [
    '# From article to test',
    '',
    'Made from `traceability.json` by `npm run docs:generate`. A test holds every row to the code and the test it names.',
    `**${count('done')}** đã làm, **${count('part')}** một phần, **${count('not-yet')}** chưa làm.`,
    ...[...Map.groupBy(rows, ({ instrument }) => instrument)].flatMap(([instrument, ofIt]) => [
      '',
      `## ${nameOf(instrument)}`,
      '',
      '| Article | What it asks | State | Code | Test |',
      '| --- | --- | --- | --- | --- |',
      ...ofIt.map((row) => `| ${rowOf(row)} |`),
    ]),
    '',
  ].join('\n');
};
