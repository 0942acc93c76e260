import type { Query, Sort } from './model.ts';

const SORTS: readonly Sort[] = ['relevance', 'newest', 'title'];

const sortOf = (text: string): Sort => SORTS.find((sort) => sort === text) ?? '';

/** Reads the query from a page address; what is not ours is left out. */
export const queryOfSearch = (search: string): Query => {
  const params = new URLSearchParams(search);
  const value = (name: string, most: number): string =>
    (params.get(name) ?? '').slice(0, most).normalize('NFC');
  return {
    q: value('q', 200),
    topic: value('topic', 60),
    agency: value('agency', 35),
    format: value('format', 20),
    sort: sortOf(value('sort', 20)),
  };
};

/** The query as it stands in addresses: `?q=…&topic=…`, or nothing when there is no filter. */
export const searchOfQuery = (query: Query, more: Readonly<Record<string, string>> = {}): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...more })) {
    const text = value.trim();
    if (text !== '') params.set(name, text);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};

export const isUnfiltered = (query: Query): boolean =>
  query.q.trim() === '' && query.topic === '' && query.agency === '' && query.format === '';

/** What the static page answers by itself: the newest of everything. */
export const isPageItself = (query: Query): boolean => isUnfiltered(query) && query.sort !== 'title';
