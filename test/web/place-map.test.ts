import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { Place, PlaceValues } from '../../shared/kernel/place-values.ts';
import { classesOf, classOf, colourOf } from '../../web/islands/map/classes.ts';
import { codeIn, drawnOn, firstChoice } from '../../web/islands/map/places.ts';
import { renderDataset } from '../../web/pages/index.ts';
import { aDatasetPage, aFile, aRelease } from './fixtures.ts';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('the classes of a map', () => {
  it('are five of as many values each, with limits that occur', () => {
    expect(classesOf(upTo(104))).toEqual([
      { from: 1, to: 21, count: 21 },
      { from: 22, to: 42, count: 21 },
      { from: 43, to: 63, count: 21 },
      { from: 64, to: 84, count: 21 },
      { from: 85, to: 104, count: 20 },
    ]);
  });

  it.each([
    ['values that are all equal', [7, 7, 7, 7, 7, 7], 1],
    ['two different values', [1, 2, 2, 2, 2, 2, 2, 2], 2],
    ['mostly nothing', [...new Array<number>(80).fill(0), ...upTo(24)], 5],
    ['one value', [3.5], 1],
    ['negative values', [-5, -4, -3, -2, -1], 5],
    ['none', [], 0],
  ])('%s: none is empty, none is parted, none is left out', (_, values, count) => {
    const classes = classesOf(values);
    expect(classes).toHaveLength(count);
    expect(classes.reduce((sum, one) => sum + one.count, 0)).toBe(values.length);
    for (const value of values) {
      const held = classes[classOf(value, classes)];
      expect(held && held.from <= value && value <= held.to).toBe(true);
    }
  });

  it('darken from one to the next however many there are', () => {
    const lightness = (colour: string): number =>
      [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(colour.slice(at, at + 2), 16), 0);
    for (const count of [2, 3, 4, 5]) {
      const colours = upTo(count).map((i) => lightness(colourOf(i - 1, count)));
      expect(colours).toEqual([...new Set(colours)].toSorted((a, b) => b - a));
    }
  });
});

const place = (code: string, figures: Place['figures'], more: Partial<Place> = {}): Place => ({
  code,
  rows: 1,
  figures,
  ...more,
});
const one = (sum: number, rows = 1) => ({ sum, rows });
const values = (places: Place[], more: Partial<PlaceValues> = {}): PlaceValues => ({
  column: 'Mã xã',
  severalRows: false,
  rowsWithoutCode: 0,
  measures: [{ column: 'Dân số', summary: 'value' }],
  places,
  ...more,
});
const boundary = values(
  [
    place('12434', [], { name: 'Xã Ba' }),
    place('12437', [], { name: 'Xã Bốn' }),
    place('13225', [], { name: 'Phường Thái Bình', from: localDate('2025-07-01') }),
  ],
  { column: 'code', measures: [] },
);

describe('a table on a boundary', () => {
  it('has a line for every commune of the boundary, then for what is not in it', () => {
    const table = values([
      place('12434', [one(10)]),
      place('12437', [null]),
      place('13225', [one(99)], { name: 'Xã Tân Hòa' }),
      place('77777', [one(5)]),
    ]);
    const { classes, lines } = drawnOn(table, boundary, firstChoice(table));
    expect(classes).toEqual([{ from: 10, to: 10, count: 1 }]);
    expect(
      lines.map(({ code, name, figure, shade, isDrawn }) => [code, name, figure, shade, isDrawn]),
    ).toEqual([
      ['12434', 'Xã Ba', 10, 0, true],
      ['12437', 'Xã Bốn', undefined, undefined, true],
      // The figure is of the commune that had this code before: the new one must not be coloured by it.
      ['13225', 'Phường Thái Bình', undefined, undefined, true],
      ['13225', 'Xã Tân Hòa', 99, undefined, false],
      ['77777', undefined, 5, undefined, false],
    ]);
  });

  it('of several rows shows sum, mean or their number, as chosen', () => {
    const table = values([place('12434', [one(12, 3)], { rows: 4 })], { severalRows: true });
    const figure = (choice: Parameters<typeof drawnOn>[2]) =>
      drawnOn(table, boundary, choice).lines[0]?.figure;
    expect(figure({ measure: 0, summary: 'sum' })).toBe(12);
    expect(figure({ measure: 0, summary: 'mean' })).toBe(4);
    expect(figure({ measure: 'rows', summary: 'value' })).toBe(4);
    expect(firstChoice(values([], { measures: [] }))).toEqual({ measure: 'rows', summary: 'value' });
  });

  it('finds the code of a shape among its properties, or in its id', () => {
    const shape = (properties: Record<string, unknown> | null, id?: string | number) =>
      codeIn(
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [0, 0] },
          properties,
          ...(id === undefined ? {} : { id }),
        },
        'code',
      );
    expect(shape({ code: ' 12434 ' })).toBe('12434');
    expect(shape({ code: 99 })).toBe('00099');
    expect(shape({ other: 1 }, '12437')).toBe('12437');
    expect(shape(null)).toBeUndefined();
  });
});

describe('the page', () => {
  const placeMap = {
    column: 'Mã xã',
    boundary: { slug: 'ranh-gioi', title: 'Ranh giới <b>', file: 'ranh-gioi.geojson', bytes: 10 },
  };

  it('offers the map in both languages, names the boundary and where its latest shapes are', () => {
    for (const [lang, sentence] of [
      ['vi', 'gom theo mã xã, phường ở cột “Mã xã”'],
      ['en', 'by the commune codes in the column “Mã xã”'],
    ] as const) {
      const html = renderDataset(aDatasetPage({ lang, placeMap }));
      expect(html).toContain(sentence);
      expect(html).toContain('Ranh giới &lt;b>');
      expect(html).toContain('"/datasets/ranh-gioi/latest/ranh-gioi.geojson"');
      expect(html).toContain('"/datasets/danh-sach-truong-hoc/map.json"');
      expect(html).toContain('href="#map"');
      expect(html).toContain('/assets/map-0.js');
    }
  });

  it('says why there is none where the codes are of units before the boundary, and loads nothing to draw', () => {
    for (const [lang, sentence] of [
      ['vi', 'Cột “Mã xã” ghi mã của các xã, phường trước khi sắp xếp'],
      ['en', 'as they were before the rearrangement'],
    ] as const) {
      const html = renderDataset(aDatasetPage({ lang, formerUnits: { column: 'Mã xã' } }));
      expect(html).toContain(sentence);
      expect(html).toContain('href="#map"');
      expect(html).not.toContain('/assets/map-0.js');
    }
  });

  it('promises none without a boundary, and one map only where the release has shapes', () => {
    expect(renderDataset(aDatasetPage())).not.toContain('id="map"');
    const release = aRelease(2, '2025-06-16');
    const shapes = { ...release, files: [...release.files, aFile('geojson')] };
    const html = renderDataset(aDatasetPage({ releases: [shapes], placeMap }));
    expect(html.match(/id="map"/g)).toHaveLength(1);
    expect(html).toContain('"kind":"shapes"');
  });
});
