import { expect, it } from 'vitest';
import { isPageItself, isUnfiltered, queryOfSearch, searchOfQuery } from '../../web/islands/search/query.ts';

it('keeps a search in the address and reads it back', () => {
  const query = {
    q: 'đường bộ & cầu',
    topic: 'giao-duc',
    agency: 'H54.07',
    format: 'csv',
    sort: 'newest',
  } as const;
  expect(queryOfSearch(searchOfQuery(query))).toEqual(query);
});

it('leaves empty filters out of the address', () => {
  expect(searchOfQuery(queryOfSearch(''))).toBe('');
  expect(searchOfQuery({ ...queryOfSearch('?q=a'), sort: '' }, { cursor: '' })).toBe('?q=a');
});

it('brings what is typed in another Unicode form, too long, or unknown into bounds', () => {
  const query = queryOfSearch(
    `?q=${encodeURIComponent('Đường'.normalize('NFD'))}&sort=evil&topic=${'x'.repeat(500)}`,
  );
  expect(query.q).toBe('Đường');
  expect(query.sort).toBe('');
  expect(query.topic).toHaveLength(60);
  expect(isUnfiltered(queryOfSearch('?q=%20&sort=title'))).toBe(true);
});

it.each([
  ['', true],
  ['?sort=newest', true],
  ['?sort=relevance', true],
  ['?sort=title', false],
  ['?q=duong', false],
  ['?topic=y-te', false],
  ['?format=csv', false],
])('%s is answered by the page itself: %s', (address, isAnswered) => {
  expect(isPageItself(queryOfSearch(address))).toBe(isAnswered);
});
