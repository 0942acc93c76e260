const MOST_WORDS = 8;

/**
 * What to ask the search about a sentence somebody writes, best first. The search wants every word, so filler goes out and
 * ever fewer words are asked for: most people begin with the name of the thing.
 */
export const questionsOf = (text: string, leaveOut: readonly string[]): string[] => {
  const folded = ` ${
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('  ') ?? ''
  } `;
  const kept = leaveOut
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, filler) => left.replaceAll(` ${filler.replaceAll(' ', '  ')} `, ' '), folded);
  const words = kept.split(/\s+/).filter((word) => word !== '');
  return [
    ...new Set(
      [MOST_WORDS, 4, 3, 2]
        .map((count) => words.slice(0, count).join(' '))
        .filter((question) => question.replaceAll(' ', '').length >= 4),
    ),
  ];
};
