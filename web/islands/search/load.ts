import { paths } from '../../paths.ts';
import type { Answer, Query } from './model.ts';
import { searchOfQuery } from './query.ts';

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'items' in value &&
  Array.isArray(value.items) &&
  'total' in value &&
  typeof value.total === 'number' &&
  'facets' in value;

/**
 * Asks the search operation for one page. The schemas of the contract would weigh more than the whole island, so the
 * shape is looked at by hand. Throws when the service does not answer as agreed.
 */
export const loadPage = async (query: Query, cursor: string, signal: AbortSignal): Promise<Answer> => {
  const response = await fetch(`${paths.api}/datasets${searchOfQuery(query, { cursor })}`, {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`search answered ${response.status}`);
  const body: unknown = await response.json();
  if (!isAnswer(body)) throw new Error('search answered in another shape');
  return body;
};
