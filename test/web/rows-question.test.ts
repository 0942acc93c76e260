import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../../shared/tabular/query/read-query.ts';
import { operatorsOf, type Column, type Question } from '../../web/islands/rows/model.ts';
import {
  apiSearchOf,
  isAsking,
  nothingAsked,
  questionOf,
  searchOf,
} from '../../web/islands/rows/question.ts';

const columns: Column[] = [
  { name: 'tên, "cũ"', type: 'text' },
  { name: 'số__hộ', type: 'integer' },
  { name: 'diện tích', type: 'decimal' },
  { name: 'ngày', type: 'date' },
  { name: 'mở', type: 'boolean' },
];
const values = {
  text: ['Thái Bình', 'a,b', '&=?'],
  integer: ['-3'],
  decimal: ['2.5'],
  date: ['2024-02-29'],
  boolean: ['true'],
  datetime: [],
};

const filter = fc
  .constantFrom(...columns)
  .chain(({ name, type }) =>
    fc.record({
      column: fc.constant(name),
      operator: fc.constantFrom(...operatorsOf(type)),
      value: fc.constantFrom(...values[type]),
    }),
  )
  .map((one) => (one.operator === 'missing' ? { ...one, value: 'true' } : one));
const question: fc.Arbitrary<Question> = fc.record({
  q: fc.constantFrom('', 'thai binh', '"hoà bình" & cầu'),
  filters: fc.array(filter, { maxLength: 4 }),
  sort: fc.constantFrom('', ...columns.flatMap(({ name }) => [name, `-${name}`])),
  cursor: fc.constantFrom('', 'abc_-'),
  all: fc.constant(false),
});

describe('a question to a table', () => {
  it('comes back from the address of the page as it was', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(questionOf(searchOf(asked), columns)).toEqual(asked);
      }),
    );
  });

  it('is understood by the API, whatever the names of the columns', () => {
    const table = columns.map((column) => ({ ...column, folded: true }));
    fc.assert(
      fc.property(question, (asked) => {
        const read = readQuery(new URLSearchParams(apiSearchOf(asked, { limit: '50' })), table);
        expect(read).not.toHaveProperty('problems');
        expect(read).toMatchObject({ filters: { length: asked.filters.length } });
      }),
    );
  });

  it('leaves out of an address what is not ours', () => {
    expect(questionOf('?utm_source=x&không__exact=1&sort=không&tên__bad=1', columns)).toEqual(nothingAsked);
    expect(isAsking(questionOf('?rows=all', columns))).toBe(true);
    expect(searchOf({ ...nothingAsked, all: true })).toBe('?rows=all');
  });
});
