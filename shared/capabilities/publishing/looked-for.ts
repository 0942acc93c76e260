import { fold } from '../../kernel/vietnamese-text.ts';
import type { Dataset } from './model.ts';

type Named = Pick<Dataset, 'id' | 'slug' | 'agency' | 'metadata'>;

/** Whether a dataset is meant by these words: each stands, with or without its marks, in its title, address, id or agency's code. */
export const isLookedFor = (q: string): ((dataset: Named) => boolean) => {
  const words = fold(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  return ({ id, slug, agency, metadata }) => {
    const text = fold([metadata.title, slug, id, agency].join('\n'));
    return words.every((word) => text.includes(word));
  };
};
