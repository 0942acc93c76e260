import { describe, expect, it } from 'vitest';
import { phrasesOf, readGlossary, type Glossary } from '../../docs/generators/glossary.ts';
import { holdsPhrase, uncovered, wordsOf } from '../../docs/generators/words.ts';
import { codeIdentifiers, domainNames, identifiersOf, type Name } from './names.ts';

const glossary = readGlossary();

const notInGlossary = (names: readonly Name[]): string[] => {
  const phrases = phrasesOf(glossary);
  return names.flatMap(({ name, where }) => {
    const left = uncovered(wordsOf(name), phrases);
    return left.length === 0 ? [] : [`${where}: “${left.join(' ')}” of ${name} is not in docs/glossary.json`];
  });
};

const forbiddenIn = (names: readonly Name[], { terms }: Pick<Glossary, 'terms'>): string[] => {
  const forbidden = terms.flatMap(({ en, not }) => not.map((word) => ({ en, word, phrase: wordsOf(word) })));
  return names.flatMap(({ name, where }) => {
    const words = wordsOf(name);
    return forbidden
      .filter(({ phrase }) => holdsPhrase(words, phrase))
      .map(({ en, word }) => `${where}: ${name} says ${word}; the glossary says ${en}`);
  });
};

describe('the glossary', () => {
  it('holds every noun of events, operations and models', () => {
    const names = domainNames();
    // A law over nothing is kept by everybody.
    expect(names.length).toBeGreaterThan(80);
    expect(notInGlossary(names)).toEqual([]);
  });

  it.each(['SurveyAnswered', 'submitTreaty', 'DatasetTreaty', 'TreatyStatus'])(
    'misses the planted %s',
    (name) => {
      expect(notInGlossary([{ name, where: 'planted' }])).toHaveLength(1);
    },
  );

  it('has its forbidden words nowhere in the code', () => {
    expect(forbiddenIn(codeIdentifiers(), glossary)).toEqual([]);
  });

  it.each([
    ['const rejectedAt = 1;', 'Return'],
    ['type DataSetId = string;', 'Dataset'],
    ['export const nextBusinessDays = (licenseId: string) => licenseId;', 'WorkingDay'],
  ])('sees a forbidden word in `%s`', (code, term) => {
    expect(forbiddenIn(identifiersOf('planted.ts', code), glossary).join()).toContain(
      `the glossary says ${term}`,
    );
  });

  it('lets comments and texts use any word', () => {
    const code = "// rejected, as a license may be\nexport const words = 'rejected license';";
    expect(forbiddenIn(identifiersOf('planted.ts', code), glossary)).toEqual([]);
  });

  it('gives one word one meaning', () => {
    const words = glossary.terms.flatMap(({ en, forms }) => [en, ...forms]);
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    const allowed = new Set(words.map((word) => wordsOf(word).join(' ')));
    const both = glossary.terms.flatMap(({ not }) =>
      not.filter((word) => allowed.has(wordsOf(word).join(' '))),
    );
    expect(both).toEqual([]);
  });

  it('is written in NFC', () => {
    const text = JSON.stringify(glossary);
    expect(text).toBe(text.normalize('NFC'));
  });
});
