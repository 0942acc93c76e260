import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noteSentence } from '../../functions/publishing/check-report.ts';
import { codeLists } from '../../functions/publishing/code-lists.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { MOST_MEASURES, type PlaceValues } from '../../shared/kernel/place-values.ts';
import { placesOnBoundary } from '../../shared/kernel/places-on-boundary.ts';
import type { Reading } from '../../shared/kernel/reading.ts';
import { defaultLimits, profile, TableProfile } from '../../shared/tabular/index.ts';
import { lastDayOf } from '../../shared/tabular/places/edition.ts';
import { realFiles, tallyRealFile } from '../fixtures/real-files.ts';
import { lists } from './constraints-ground.ts';
import { collection, derive, deriveFile, feature, testFolder } from './workbench.ts';

const communes = {
  ...lists['commune-code'],
  codes: [
    ...lists['commune-code'].codes,
    { code: '12434', name: 'Xã Ba' },
    { code: '12437', name: 'Xã Bốn' },
  ],
};

const placesOf = async (
  content: string,
  name?: string,
  reading: Reading = {},
): Promise<PlaceValues | undefined> => {
  const { report, folder } = await derive(content, name, reading);
  const found = await profile(join(folder, 'data.parquet'), report, {
    scratch: await testFolder(),
    limits: defaultLimits,
    communes,
  });
  // A queue worker keeps it as JSON between stages.
  return TableProfile.parse(JSON.parse(JSON.stringify(found))).places;
};

const csv = (head: string, ...rows: string[]): string => `${head}\n${rows.join('\n')}\n`;
const codesOf = (values: PlaceValues | undefined): string[] | undefined =>
  values?.places.map(({ code }) => code);

describe('what is said of commune codes that no rule was declared for', () => {
  const notesOf = async (content: string, reading: Reading = {}) => {
    const { report, folder } = await derive(content, undefined, reading);
    const options = {
      scratch: await testFolder(),
      limits: defaultLimits,
      communes: codeLists['commune-code'],
    };
    const { notes = [] } = await profile(join(folder, 'data.parquet'), report, options);
    return notes.filter(({ code }) => code.startsWith('commune-codes-'));
  };
  /** Of units before the rearrangement, on a day behind it. */
  const former = csv(
    'Mã xã,Tên xã,Ngày số liệu,Số trường',
    '12433,Phường Lê Hồng Phong,2025-08-31,10',
    '12436,Phường Bồ Xuyên,2025-08-31,11',
  );

  test('that it can be, and how many were not in force on the day of the data', async () => {
    const [unruled, lapsed] = await notesOf(former);
    expect(unruled).toMatchObject({ code: 'commune-codes-unruled', columnName: 'Mã xã' });
    expect(lapsed).toMatchObject({
      code: 'commune-codes-lapsed',
      value: '12433',
      facts: { count: 2, day: '2025-08-31' },
    });
    expect(lapsed && noteSentence(lapsed)).toContain(
      '2 mã xã không có hiệu lực vào ngày 31/08/2025 (ví dụ 12433)',
    );
  });

  test('nothing of codes that were in force, nor of a column that has its rule', async () => {
    const before = former.replaceAll('2025-08-31', '2025-05-31');
    expect((await notesOf(before)).map(({ code }) => code)).toEqual(['commune-codes-unruled']);
    const ruled: Reading = {
      columns: [
        { name: 'Mã xã', type: 'string', reference: { to: 'commune-code', dateColumn: 'Ngày số liệu' } },
      ],
    };
    expect(await notesOf(before, ruled)).toEqual([]);
  });
});

describe('which tables are told by commune', () => {
  test('one row a commune: the values themselves, with the names of the codes', async () => {
    const found = await placesOf(
      csv('Mã xã,Dân số (người),Tên', '00099,500,a', '12434,320,b', '12437,,c', '13225,90,d'),
    );
    expect(found).toMatchObject({
      column: 'Mã xã',
      day: '2025-07-01',
      severalRows: false,
      rowsWithoutCode: 0,
      measures: [{ column: 'Dân số (người)', unit: 'người', summary: 'value' }],
    });
    expect(found?.places).toEqual([
      { code: '00099', name: 'Xã Mới', from: '2025-07-01', rows: 1, figures: [{ sum: 500, rows: 1 }] },
      { code: '12434', name: 'Xã Ba', rows: 1, figures: [{ sum: 320, rows: 1 }] },
      { code: '12437', name: 'Xã Bốn', rows: 1, figures: [null] },
      {
        code: '13225',
        name: 'Phường Thái Bình',
        from: '2025-07-01',
        rows: 1,
        figures: [{ sum: 90, rows: 1 }],
      },
    ]);
  });

  test.each([
    ['no column is named a code', csv('Xã,Dân số', '00099,1', '12434,2', '12437,3')],
    ['the codes are of something else', csv('Mã trường,Dân số', '55501,1', '55502,2', '12437,3')],
    ['one commune is no map', csv('Mã xã,Dân số', '12434,1', '12434,2', '12434,3')],
  ])('none: %s', async (_, content) => {
    expect(await placesOf(content)).toBeUndefined();
  });

  test('a declared column needs no name that says code, and may hold codes that are not listed', async () => {
    const content = csv('Nơi,Dân số', 'x1,1', 'x2,2', '12434,3', 'x3,4');
    const reading: Reading = {
      columns: [
        { name: 'Nơi', type: 'string', reference: { to: 'commune-code' } },
        { name: 'Dân số', type: 'integer' },
      ],
    };
    expect(codesOf(await placesOf(content, undefined, reading))).toEqual(['12434', 'x1', 'x2', 'x3']);
  });

  test('a few codes that are not listed stay, without a name', async () => {
    const found = await placesOf(
      csv('Mã xã,Số', '00099,10', '12434,20', '12437,30', '13225,40', '77777,50', ',60'),
    );
    expect(found?.places.at(-1)).toEqual({ code: '77777', rows: 1, figures: [{ sum: 50, rows: 1 }] });
    expect(found?.rowsWithoutCode).toBe(1);
  });

  test('a boundary: codes among the properties, also as numbers, and as ids of features', async () => {
    const square = { type: 'Point', coordinates: [106.3, 20.4] };
    const byProperty = collection(
      feature(square, { code: 99, ten: 'a' }),
      feature(square, { code: 12434, ten: 'b' }),
      feature(square, { code: 13225, ten: 'c' }),
    );
    expect(await placesOf(byProperty, 'ranh-gioi.geojson')).toMatchObject({
      column: 'code',
      places: [{ code: '00099' }, { code: '12434' }, { code: '13225' }],
    });
    const byId = collection(
      ...['12434', '13225'].map((id) => ({ type: 'Feature', id, geometry: square, properties: { ten: id } })),
    );
    expect(codesOf(await placesOf(byId, 'ranh-gioi.geojson'))).toEqual(['12434', '13225']);
  });
});

describe('one figure a commune', () => {
  test('several rows: sums and the rows behind them; rates begin as means, amounts as sums', async () => {
    const found = await placesOf(
      csv(
        'Mã xã,Số trường,Tỷ lệ đạt chuẩn (%)',
        '12434,3,50',
        '12434,4,70',
        '12437,5,80.5',
        '00099,9,',
        '00099,1,',
      ),
    );
    expect(found?.severalRows).toBe(true);
    expect(found?.measures.map(({ column, summary }) => [column, summary])).toEqual([
      ['Số trường', 'sum'],
      ['Tỷ lệ đạt chuẩn (%)', 'mean'],
    ]);
    expect(found?.places.map(({ code, rows, figures }) => [code, rows, ...figures])).toEqual([
      ['00099', 2, { sum: 10, rows: 2 }, null],
      ['12434', 2, { sum: 7, rows: 2 }, { sum: 120, rows: 2 }],
      ['12437', 1, { sum: 5, rows: 1 }, { sum: 80.5, rows: 1 }],
    ]);
  });

  test('years are not added up: the latest year that tells of most communes is taken, and said', async () => {
    const found = await placesOf(
      csv(
        'Năm,Mã xã,Dân số',
        '2023,12434,100',
        '2024,12434,110',
        '2023,12437,200',
        '2024,12437,210',
        '2023,00099,300',
      ),
    );
    expect(found).toMatchObject({
      period: { column: 'Năm', value: '2024' },
      severalRows: false,
      measures: [{ column: 'Dân số', summary: 'value' }],
    });
    expect(found?.places.map(({ code, figures }) => [code, figures[0]?.sum])).toEqual([
      ['12434', 110],
      ['12437', 210],
    ]);
  });

  test('the day of founding of a school is no period', async () => {
    const found = await placesOf(
      csv(
        'Mã xã,Ngày thành lập,Số lớp',
        '12434,1990-01-02,3',
        '12434,1991-01-02,4',
        '12437,1999-01-02,5',
        '12437,2001-01-02,9',
        '00099,2003-01-02,6',
      ),
    );
    expect(found?.period).toBeUndefined();
    expect(found?.places.map(({ figures }) => figures[0]?.sum)).toEqual([6, 7, 14]);
  });

  test('ranks, codes and years are no measures, and a bounded number of columns is', async () => {
    const many = Array.from({ length: MOST_MEASURES + 3 }, (_, i) => `Số liệu ${i}`);
    const row = (code: string, by: number): string =>
      [code, by, 2000 + by, ...many.map((_, i) => i * by)].join(',');
    const found = await placesOf(
      csv(
        ['Mã xã', 'Xếp hạng', 'Năm thành lập', ...many].join(','),
        row('12434', 7),
        row('12437', 9),
        row('00099', 2),
      ),
    );
    expect(found?.measures).toHaveLength(MOST_MEASURES);
    expect(found?.measures[0]?.column).toBe('Số liệu 1');
  });
});

describe('which unit a code means', () => {
  test('a table of before the turn is of the old units, by its year or by its codes', async () => {
    const old = csv('Mã xã,Năm,Số', '13225,2023,1', '12434,2023,2', '12437,2023,3');
    const byYear = await placesOf(old);
    expect(byYear?.day).toBe('2023-12-31');
    expect(byYear?.places.find(({ code }) => code === '13225')).toMatchObject({ name: 'Xã Tân Hòa' });
    const byCodes = await placesOf(csv('Mã xã,Số', '13225,10', '12433,20', '12434,30'));
    expect(byCodes?.day).toBe('2025-06-30');
    expect(byCodes?.places[2]).toEqual({
      code: '13225',
      name: 'Xã Tân Hòa',
      rows: 1,
      figures: [{ sum: 10, rows: 1 }],
    });
  });

  test('only the same unit is drawn: a code that went to a new one, or is not in the boundary, is left', () => {
    const place = (code: string, from?: string) => ({
      code,
      ...(from ? { from: localDate(from) } : {}),
      rows: 1,
      figures: [],
    });
    const boundary = { places: [place('12434'), place('13225', '2025-07-01')] };
    const table = { places: [place('12434'), place('13225'), place('77777')] };
    expect([...placesOnBoundary(table, boundary).keys()]).toEqual(['12434']);
    expect([...placesOnBoundary(boundary, boundary).keys()]).toEqual(['12434', '13225']);
  });

  test.each([
    ['2024', '2024-12-31'],
    ['2024-02', '2024-02-29'],
    ['2024-02-03', '2024-02-03'],
    ['2024-02-03 10:00:00', '2024-02-03'],
    ['quý I', undefined],
  ])('the last day of %s is %s', (period, day) => {
    expect(lastDayOf(period)).toBe(day);
  });
});

const realNames = realFiles('don-vi-hanh-chinh-thai-binh-2023.csv', 'vung-thai-binh.geojson');

test.skipIf(realNames.length < 2)(
  'real communes of 2023 are not drawn on the real boundaries of 2025',
  async () => {
    const [before, boundary] = await Promise.all(
      realNames.map(async (path) => {
        tallyRealFile(path);
        const { report, folder } = await deriveFile(path, basename(path));
        const found = await profile(join(folder, 'data.parquet'), report, {
          scratch: await testFolder(),
          limits: defaultLimits,
          communes: codeLists['commune-code'],
        });
        return found.places;
      }),
    );
    expect(before?.places).toHaveLength(260);
    expect(boundary?.places).toHaveLength(65);
    expect(boundary?.measures).toEqual([{ column: 'areaKm2', summary: 'value' }]);
    expect(boundary && placesOnBoundary(boundary, boundary).size).toBe(65);
    const common = before?.places.filter(({ code }) => boundary?.places.some((one) => one.code === code));
    expect(common?.length).toBeGreaterThan(40);
    expect(before && boundary && placesOnBoundary(before, boundary).size).toBe(0);
  },
);
