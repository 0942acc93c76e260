import { expect, test } from 'vitest';
import { inWordsOf } from '../../web/islands/search/labels.ts';

const answerWith = (...topic: { value: string; label: string; count: number }[]) => ({
  items: [],
  total: 0,
  facets: { topic, agency: [], format: [] },
});

test('topics keep the words of the page after a search, with the counts of the answer', () => {
  const seeded = answerWith({ value: 'y-te', label: 'Health', count: 9 });
  const given = answerWith(
    { value: 'y-te', label: 'Y tế', count: 2 },
    { value: 'moi', label: 'Chủ đề mới', count: 1 },
  );
  expect(inWordsOf(seeded, given).facets.topic).toEqual([
    { value: 'y-te', label: 'Health', count: 2 },
    { value: 'moi', label: 'Chủ đề mới', count: 1 },
  ]);
});
