import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { wordsOf } from './words.ts';

/** A term: the Vietnamese word, the one English identifier it has in the code, and the words it must not have. */
export const Term = z.strictObject({
  vi: z.string().min(1),
  en: z.string().regex(/^[A-Z][A-Za-z]*$/),
  meaning: z.string().min(10),
  /** Other shapes of the same word: the participle of an event, the noun of an act. */
  forms: z.array(z.string()).default([]),
  cite: z.string().optional(),
  not: z.array(z.string()).default([]),
});
export type Term = z.infer<typeof Term>;

const Glossary = z.strictObject({
  terms: z.array(Term).min(1),
  /** Words of programming, which mean here what they mean everywhere. */
  plain: z.array(z.string()),
});
export type Glossary = z.infer<typeof Glossary>;

export const readGlossary = (): Glossary =>
  Glossary.parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'glossary.json'), 'utf8')));

/** Every phrase the glossary knows, as words. */
export const phrasesOf = ({ terms, plain }: Glossary): string[][] =>
  [...terms.flatMap(({ en, forms }) => [en, ...forms]), ...plain].map(wordsOf);

const cell = (text: string): string => text.replaceAll('|', '\\|');

export const glossaryPage = ({ terms, plain }: Glossary): string =>
  [
    '# Glossary',
    '',
    'Made from `glossary.json` by `npm run docs:generate`. One term, one word, both ways: a test refuses a noun in an event,',
    'an operation or a model type that does not stand here, and a word of the last column as an identifier.',
    '',
    '| Vietnamese | Identifier | Meaning | Defined in | Not |',
    '| --- | --- | --- | --- | --- |',
    ...[...terms]
      .sort((a, b) => a.en.localeCompare(b.en, 'en'))
      .map(({ vi, en, forms, meaning, cite, not }) =>
        [vi, [en, ...forms].map((word) => `\`${word}\``).join(', '), meaning, cite ?? '', not.join(', ')]
          .map(cell)
          .join(' | '),
      )
      .map((row) => `| ${row} |`),
    '',
    `Plain words of programming, not terms: ${[...plain].sort().join(', ')}.`,
    '',
  ].join('\n');
