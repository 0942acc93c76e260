/** `DatasetFileSummary`, `listDatasetFiles` → `dataset file summary`, `list dataset file`: lower case, singular. */
export const wordsOf = (name: string): string[] =>
  name
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => singular(word.toLowerCase()));

const singular = (word: string): string => {
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') ? word.slice(0, -1) : word;
};

/** Whether the phrase stands in the name, word by word: `data set` in `OneDataSet`, but not in `Dataset`. */
export const holdsPhrase = (name: readonly string[], phrase: readonly string[]): boolean =>
  name.some((_, start) => phrase.every((word, i) => name[start + i] === word));

/** The words of a name that no phrase covers, longest phrases first. */
export const uncovered = (name: readonly string[], phrases: readonly (readonly string[])[]): string[] => {
  const longestFirst = [...phrases].sort((a, b) => b.length - a.length);
  const left: string[] = [];
  for (let at = 0; at < name.length;) {
    const found = longestFirst.find((phrase) => phrase.every((word, i) => name[at + i] === word));
    if (!found) left.push(name[at] as string);
    at += found?.length ?? 1;
  }
  return left;
};
