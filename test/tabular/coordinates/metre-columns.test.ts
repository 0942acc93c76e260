import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noteSentence } from '../../../functions/publishing/check-report.ts';
import { defaultLimits, profile, TableProfile, type Note } from '../../../shared/tabular/index.ts';
import { conversion } from '../../../shared/tabular/coordinates/zone.ts';
import { derive, testFolder } from '../workbench.ts';

const notesOn = async (csv: string): Promise<Note[] | undefined> => {
  const { report, folder } = await derive(csv);
  const found = await profile(join(folder, 'data.parquet'), report, {
    scratch: await testFolder(),
    limits: defaultLimits,
  });
  return TableProfile.parse(JSON.parse(JSON.stringify(found))).notes;
};

/** Places on a grid, as metres of a zone; X is north, as Vietnamese maps write it. */
const tableOf = (meridian: number, west: number, south: number, [x, y] = ['X', 'Y']): string => {
  const { fromWgs84 } = conversion({ width: '3', meridian });
  const rows = Array.from({ length: 20 }, (_, i) => {
    const [east, north] = fromWgs84(west + (i % 5) * 0.02, south + Math.floor(i / 5) * 0.02);
    return `T${i},${north.toFixed(2)},${east.toFixed(2)}`;
  });
  return `tên,${x},${y}\n${rows.join('\n')}\n`;
};

describe('columns of metres in a plain table', () => {
  test.each([
    [['X', 'Y']],
    [['Toạ độ X (m)', 'Toạ độ Y (m)']],
    [['x_vn2000', 'y_vn2000']],
    [['Northing', 'Easting']],
  ])('%j are said, with the meridian by which they lie in the province', async (names) => {
    const notes = await notesOn(tableOf(105.5, 106.3, 20.4, names as [string, string]));
    expect(notes).toEqual([
      {
        code: 'metre-columns',
        facts: { first: names[0], second: names[1], zone: '3', meridian: '105°30′' },
      },
    ]);
    const [note] = notes ?? [];
    expect(note && noteSentence(note)).toContain(`Cột “${names[0]}” và cột “${names[1]}” giống tọa độ phẳng`);
  });

  test('elsewhere in the country they are said without a meridian', async () => {
    expect(await notesOn(tableOf(108.5, 109.2, 13.8))).toMatchObject([{ code: 'metre-columns-elsewhere' }]);
  });

  test.each([
    ['other names', tableOf(105.5, 106.3, 20.4, ['Doanh thu', 'Chi phí'])],
    ['degrees', 'tên,X,Y\na,106.3,20.4\nb,106.4,20.5\nc,106.5,20.6\n'],
    ['one axis alone', 'tên,X,Số\na,2256000,3\nb,2257000,4\nc,2258000,5\n'],
    ['numbers that leave the country', 'tên,X,Y\na,2256000,500000\nb,9256000,500100\nc,2256100,500300\n'],
  ])('nothing is said of %s', async (_, csv) => {
    expect(await notesOn(csv)).toBeUndefined();
  });
});
