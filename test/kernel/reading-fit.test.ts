import { describe, expect, it } from 'vitest';
import { issuesByPlace } from '../../shared/contract/issue-sentences.ts';
import { carriedOver, Reading, ToldReading } from '../../shared/kernel/reading.ts';
import { fitting, readFileOf, unfitOf, unfollowedOf } from '../../shared/kernel/reading-fit.ts';

const all: Reading = {
  encoding: 'utf-8',
  repair: 'none',
  delimiter: ';',
  entry: 'a.csv',
  sheet: 'M01',
  table: 2,
  headerRows: { first: 1, count: 1 },
  coordinates: 'wgs84',
  columns: [{ name: 'mã', type: 'string' }],
};

describe('what is told of a file', () => {
  it.each([
    ['csv', false, ['entry', 'sheet', 'coordinates']],
    ['csv', true, ['sheet', 'coordinates']],
    ['xlsx', false, ['encoding', 'delimiter', 'entry', 'coordinates']],
    ['geojson', false, ['delimiter', 'entry', 'sheet', 'table', 'headerRows']],
    ['json', false, ['delimiter', 'entry', 'sheet', 'table', 'headerRows', 'coordinates']],
    // Nobody opened it yet: what is in it may be anything.
    ['zip', true, []],
    [undefined, false, ['entry']],
  ] as const)('of a %s (in a zip: %s) fits but for %j', (format, isZip, unfit) => {
    expect(unfitOf(all, { format, isZip })).toEqual(unfit);
    expect(unfitOf(fitting(all, { format, isZip }), { format, isZip })).toEqual([]);
  });

  it('of a zip is known by what was taken out of it, or is asked', () => {
    expect(readFileOf({ format: 'csv', problems: [] }).isZip).toBe(false);
    expect(readFileOf({ format: 'csv', decided: [{ what: 'entry' }], problems: [] }).isZip).toBe(true);
    expect(readFileOf({ problems: [{ choose: { what: 'entry' } }] }).isZip).toBe(true);
  });

  it.each<[string, Reading, Parameters<typeof unfollowedOf>[1], string[]]>([
    [
      'no such row of names',
      { headerRows: { first: 99, count: 1 } },
      [{ what: 'header', chosen: '1+1', how: 'guessed' }],
      ['headerRows'],
    ],
    ['names below the table', { headerRows: { first: 99, count: 1 } }, [], ['headerRows']],
    [
      'names that stand there',
      { headerRows: { first: 2, count: 1 } },
      [{ what: 'header', chosen: '2+1', how: 'told' }],
      [],
    ],
    ['that there are no names', { headerRows: { first: 1, count: 0 } }, [], []],
    ['a table too many', { table: 3 }, [{ what: 'table', chosen: '2', how: 'told' }], ['table']],
    ['a second table where there is one', { table: 2 }, [], ['table']],
    ['the first table', { table: 1 }, [], []],
    [
      'a delimiter that cuts nothing',
      { delimiter: '|' },
      [{ what: 'delimiter', chosen: ',', how: 'told' }],
      ['delimiter'],
    ],
    ['a delimiter', { delimiter: ';' }, [{ what: 'delimiter', chosen: ';', how: 'told' }], []],
  ])('and not done is seen: %s', (_, reading, decided, expected) => {
    expect(unfollowedOf(reading, decided)).toEqual(expected);
  });
});

describe('a word that no reading knows', () => {
  const misspelt = {
    encodng: 'utf-8',
    headerRows: { first: 1, count: 1, last: 2 },
    columns: [
      {
        name: 'mã',
        type: 'string',
        constraints: { requird: true },
        reference: { to: 'commune-code', at: 1 },
      },
    ],
  };

  it('is refused by its place where it is told', () => {
    const { error } = ToldReading.safeParse(misspelt);
    const places = error?.issues.flatMap(issuesByPlace).map(({ path }) => path.join('.'));
    expect(places?.toSorted()).toEqual([
      'columns.0.constraints.requird',
      'columns.0.reference.at',
      'encodng',
      'headerRows.last',
    ]);
    expect(error?.issues.flatMap(issuesByPlace)[0]?.message).toContain('Không có mục nào tên này');
  });

  it('is read past where it was kept, and what holds for the next file still holds', () => {
    const kept = Reading.parse(misspelt);
    expect(kept.headerRows).toEqual({ first: 1, count: 1 });
    expect(carriedOver(kept)).toEqual({
      columns: [{ name: 'mã', type: 'string', constraints: {}, reference: { to: 'commune-code' } }],
    });
  });

  it('of none is the same in both', () => {
    expect(ToldReading.parse(all)).toEqual(Reading.parse(all));
  });
});
