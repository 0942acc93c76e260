import type { Answer } from './model.ts';

/** The API names topics in Vietnamese; the page that came with the island names them in its own language. */
export const inWordsOf = (seeded: Answer, answer: Answer): Answer => {
  const labels = new Map(seeded.facets.topic.map(({ value, label }) => [value, label]));
  const topic = answer.facets.topic.map((facet) => ({
    ...facet,
    label: labels.get(facet.value) ?? facet.label,
  }));
  return { ...answer, facets: { ...answer.facets, topic } };
};
