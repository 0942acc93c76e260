import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TextEncoding } from '../../shared/kernel/reading.ts';
import { jsonTexts } from '../../shared/tabular/json/json-texts.ts';
import { encode, encodeAbc } from '../fixtures/legacy-encoders.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries } from '../fixtures/xlsx-parts.ts';
import { check, derive, reportOn } from './workbench.ts';
import { inOldLetters, oldFontStyles } from '../fixtures/old-fonts.ts';

const rows = [
  ['Mã xã', 'Tên xã', 'Ghi chú', 'Dân số'],
  ['04321', 'Thị trấn Đông Hưng', 'Đường tỉnh đã được sửa chữa', '120500'],
  ['04322', 'Xã Quỳnh Phụ', 'Trường học mới xây dựng', '110000'],
  ['04323', 'Xã Vũ Thư', 'Chưa có số liệu chính thức', '98400'],
  ['04324', 'Phường Trần Lãm', 'Những hộ nghèo được hỗ trợ', '87000'],
];
const csv = `${rows.map((row) => row.join(',')).join('\n')}\n`;
const decidedOn = (report: Awaited<ReturnType<typeof reportOn>>, what: string) =>
  report.decided.find((one) => one.what === what);

describe('a CSV in another encoding than UTF-8', () => {
  test.for<TextEncoding>(['tcvn3', 'vni', 'windows-1258', 'utf-16le', 'utf-16be'])(
    '%s is read as Vietnamese, and the guess is said with samples',
    async (encoding) => {
      const text = encoding.startsWith('utf-16') ? `\ufeff${csv}` : csv;
      const derived = await derive(encode(text, encoding));
      expect(derived.csv).toEqual(rows);
      expect(derived.report).toMatchObject({ encoding, problems: [], prepared: { delimiter: ',' } });
      const decided = decidedOn(derived.report, 'encoding');
      expect(decided).toMatchObject({ chosen: encoding });
      if (encoding.startsWith('utf-16')) return;
      expect(decided?.how).toBe('guessed');
      expect(decided?.confidence).toBeGreaterThan(0.5);
      expect(decided?.samples.some(({ before, after }) => before !== after && /[ạ-ỹ]/.test(after))).toBe(
        true,
      );
    },
  );

  test('capitals of the ABC fonts come out as they were meant', async () => {
    const derived = await derive(encodeAbc(csv.replace('Thị trấn Đông Hưng', 'THỊ TRẤN ĐÔNG HƯNG')));
    expect(derived.csv[1]?.[1]).toBe('THỊ TRẤN ĐÔNG HƯNG');
  });

  test('the officer may say which it is, and what nobody can read is counted', async () => {
    const told = await reportOn(encode(csv, 'tcvn3'), 'a.csv', undefined, { encoding: 'windows-1252' });
    expect(decidedOn(told, 'encoding')).toMatchObject({ chosen: 'windows-1252', how: 'told' });
    const broken = Buffer.concat([Buffer.from(csv), Buffer.from('5,Xã\xff,x,1\n', 'latin1')]);
    expect(await check(broken)).toMatchObject({ code: 'not-utf8', line: 6 });
    const read = await reportOn(broken, 'a.csv', undefined, { encoding: 'utf-8' });
    expect(read.problems).toEqual([]);
    expect(read.notes).toContainEqual({ code: 'letters-unreadable', facts: { count: 2 } });
  });

  test('JSON and a printed form are decoded first', async () => {
    const records = rows.slice(1).map(([ma, ten, ghi, dan]) => ({ ma, ten, ghi, dan }));
    const json = await derive(encode(JSON.stringify(records), 'tcvn3'), 'a.json');
    expect(json.csv[1]?.[1]).toBe('Thị trấn Đông Hưng');
    const form = `DANH SÁCH XÃ,,,\n${csv}Người lập biểu,,,\n`;
    expect((await derive(encode(form, 'tcvn3'))).csv).toEqual(rows);
  });
});

describe('wrong letters inside valid UTF-8', () => {
  /** What a program that takes old codes for Latin-1 letters saves as UTF-8. */
  const asLatin = (encoding: TextEncoding): string => encode(csv, encoding).toString('latin1');

  test.for([
    ['tcvn3', asLatin('tcvn3')],
    ['vni', asLatin('vni')],
    ['mojibake', Buffer.from(csv).toString('latin1')],
  ] as const)('%s is repaired, and said with before and after', async ([repair, text]) => {
    const derived = await derive(text);
    expect(derived.csv).toEqual(rows);
    expect(derived.report.problems).toEqual([]);
    const decided = decidedOn(derived.report, 'repair');
    expect(decided).toMatchObject({ chosen: repair, how: 'guessed' });
    expect(decided?.alternatives).toContain('none');
    expect(decided?.samples.map(({ after }) => after)).toContain('Thị trấn Đông Hưng');
  });

  test('the officer may refuse the repair, or demand it', async () => {
    const text = asLatin('tcvn3');
    expect((await derive(text, 'a.csv', { repair: 'none' })).csv[1]?.[1]).toBe(
      text.split('\n')[1]?.split(',')[1],
    );
    const told = await derive(text, 'a.csv', { repair: 'tcvn3' });
    expect(told.csv[1]?.[1]).toBe('Thị trấn Đông Hưng');
    expect(decidedOn(told.report, 'repair')).toMatchObject({ how: 'told' });
  });

  test.for([
    ['Vietnamese', csv],
    ['fixed blanks behind capitals', 'tên,số\nÔ\u00a0Môn,1\nÝ\u00a0Yên,2\nXÃ\u00a0An Bình,3\nKhóm 5,4\n'],
    ['French', 'école,élève\nÀ l’été,Noël où déjà\nFrançois,Hélène à côté\nmaïs,âge\n'],
    ['English', 'café,naïve\nRésumé of José,Zoë\nthe façade,Málaga\nb,c\n'],
  ] as const)('%s is left as it is, and read where it lies', async ([, text]) => {
    const report = await reportOn(text);
    expect(decidedOn(report, 'repair')).toBeUndefined();
    expect(report.prepared).toBeUndefined();
  });

  test.for(['windows-1252', 'windows-1258'] as const)(
    'mojibake of %s over a whole file is undone',
    async (through) => {
      const words = ['Ờ đâu có đó', 'Ứng Hòa, À Í Á', 'tỉnh Đắk Lắk', 'bờ sông'];
      const right = `Mã,Tên\n${words.map((one, i) => `0${i},"${one}"\n`).join('')}`;
      const wrong = new TextDecoder(through).decode(Buffer.from(right));
      expect(/[‰œ„“€]/.test(wrong)).toBe(true);
      const { csv: table, report } = await derive(wrong);
      expect(table.slice(1).map(([, name]) => name)).toEqual(words);
      expect(decidedOn(report, 'repair')).toMatchObject({ chosen: 'mojibake', how: 'guessed' });
    },
  );

  test('letters apart from their marks are joined, and said', async () => {
    const derived = await derive(csv.normalize('NFD'));
    expect(derived.csv).toEqual(rows);
    const said = derived.report.notes.filter(({ code }) => code === 'unicode-normalised');
    expect(said).toContainEqual({
      code: 'unicode-normalised',
      column: 2,
      columnName: 'Tên xã',
      facts: { count: 4 },
    });
  });

  test('cells that read both ways are left, and said', async () => {
    const { notes } = await reportOn(`${asLatin('tcvn3')}04325,Bé Đường,x,1\n04326,Bé,x,1\n`);
    expect(notes).toContainEqual({
      code: 'letters-in-doubt',
      line: 7,
      facts: { count: 1, before: 'Bé', after: 'Bộ' },
    });
  });

  test('letters lost before the file was sent are said', async () => {
    const lost = csv.replaceAll(/[ạ-ỹđĐ]/g, '?');
    expect((await reportOn(lost)).notes.map(({ code }) => code)).toContain('letters-lost');
  });
});

describe('wrong letters in the properties of a GeoJSON', () => {
  const point = (i: number) => ({ type: 'Point', coordinates: [106.3 + i / 100, 20.5] });
  const [names = [], ...body] = rows;
  const geo = (text: (words: string) => string, more = ''): string =>
    `{ "type": "FeatureCollection", ${more}"features": [\n${body
      .map((cells, i) => {
        const properties = Object.fromEntries(cells.map((cell, j) => [text(names[j] ?? ''), text(cell)]));
        return JSON.stringify({ type: 'Feature', properties, geometry: point(i) });
      })
      .join(',\n')}\n] }`;
  const latin =
    (encoding: TextEncoding) =>
    (text: string): string =>
      encode(text, encoding).toString('latin1');

  test.for([
    ['tcvn3', latin('tcvn3')],
    ['vni', latin('vni')],
    ['mojibake', (text: string) => Buffer.from(text).toString('latin1')],
  ] as const)('%s is repaired, names too, and said with before and after', async ([repair, text]) => {
    const derived = await derive(geo(text), 'xa.geojson');
    expect(derived.csv).toEqual(rows);
    const decided = decidedOn(derived.report, 'repair');
    expect(decided).toMatchObject({ chosen: repair, how: 'guessed' });
    expect(decided?.samples).toContainEqual({
      before: text('Thị trấn Đông Hưng'),
      after: 'Thị trấn Đông Hưng',
    });
    const published = JSON.parse(await readFile(join(derived.folder, 'data.geojson'), 'utf8')) as {
      features: { properties: Record<string, string> }[];
    };
    expect(published.features[1]?.properties['Tên xã']).toBe('Xã Quỳnh Phụ');
  });

  test('letters written by their numbers, quotes and line ends come through', async () => {
    const text = geo((words) => latin('tcvn3')(words).replace('·', '\\u00b7')).replace(
      '"04321"',
      '"\\"04\\\\321\\u000a"',
    );
    const derived = await derive(text.replaceAll('\\\\u00b7', '\\u00b7'), 'xa.geojson');
    expect(derived.json[0]).toMatchObject({ 'Mã xã': '"04\\321\n', 'Tên xã': 'Thị trấn Đông Hưng' });
  });

  test('the officer may refuse the repair, or demand it', async () => {
    const text = geo(latin('tcvn3'));
    const refused = await derive(text, 'xa.geojson', { repair: 'none' });
    expect(refused.json[0]).toHaveProperty(latin('tcvn3')('Tên xã'), latin('tcvn3')('Thị trấn Đông Hưng'));
    expect(decidedOn(refused.report, 'repair')).toMatchObject({ chosen: 'none', how: 'told' });
    const told = await derive(text, 'xa.geojson', { repair: 'tcvn3' });
    expect(told.json[0]).toHaveProperty('Tên xã', 'Thị trấn Đông Hưng');
  });

  test('right letters are read where they lie; lost ones are said', async () => {
    const right = await reportOn(
      geo((text) => text),
      'xa.geojson',
    );
    expect(right.prepared).toBeUndefined();
    expect(decidedOn(right, 'repair')).toBeUndefined();
    const lost = await reportOn(
      geo((text) => text.replaceAll(/[^\u0000-\u007f]/g, '?')),
      'xa.geojson',
    );
    expect(lost.notes.map(({ code }) => code)).toContain('letters-lost');
  });

  test('a fault of the grammar is named where it stands, as without repair', async () => {
    const broken = geo(latin('tcvn3')).replace('"type":"Point"', '"type":Point');
    const fault = (await reportOn(broken, 'xa.geojson')).problems;
    expect(fault).toMatchObject([{ code: 'json-broken', row: 1 }]);
  });

  test('pieces of any size say the same', () => {
    const text = geo(latin('tcvn3'));
    const upper = (size: number): string => {
      const texts = jsonTexts(1000, (one) => one.text.toUpperCase());
      let done = '';
      for (let i = 0; i < text.length; i += size) done += texts.push(text.slice(i, i + size));
      return done + texts.end();
    };
    for (const size of [1, 2, 3, 7, 64]) expect(upper(size)).toBe(upper(text.length));
    const endless = jsonTexts(10, () => 'x');
    expect(endless.push('{"a": "ẫẫẫẫẫẫẫẫẫẫẫẫẫ') + endless.push('ẫ"}') + endless.end()).toBe(
      '{"a": "ẫẫẫẫẫẫẫẫẫẫẫẫẫẫ"}',
    );
  });
});

describe('an encoding that nobody knows', () => {
  test('guessed from few words, the others are offered; one of them may be told', async () => {
    const bytes = encode('Tên;Năm\nHà;1\n', 'windows-1258');
    const guess = decidedOn(await reportOn(bytes), 'encoding');
    expect(guess).toMatchObject({ chosen: 'windows-1252', how: 'guessed' });
    expect(guess?.alternatives).toEqual(['windows-1258', 'tcvn3', 'vni', 'utf-8']);
    const told = await reportOn(bytes, 'a.csv', undefined, { encoding: 'windows-1258' });
    expect(told.columns.map(({ name }) => name)).toEqual(['Tên', 'Năm']);
  });

  test('is named where it can be, and the encodings to choose from are listed, the likelier first', async () => {
    const broken = Buffer.concat([Buffer.from(csv), Buffer.from('5,Xã\xff,x,1\n', 'latin1')]);
    const problem = await check(broken);
    expect(problem).toMatchObject({ code: 'not-utf8' });
    const choices = 'choices' in problem ? problem.choices : [];
    expect([...(choices ?? [])].sort()).toEqual(['tcvn3', 'utf-8', 'vni', 'windows-1252', 'windows-1258']);
    for (const encoding of choices ?? [])
      expect((await reportOn(broken, 'a.csv', undefined, { encoding: encoding as TextEncoding })).rows).toBe(
        5,
      );
  });
});

describe('cells of a sheet in fonts of the old kind', () => {
  const cell = (text: string, style: number): string =>
    `<c s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = `<sheetData>${[
    cell('Mã', 0) + cell(inOldLetters('Tên xã'), 1) + cell('Ghi chú', 0),
    cell('01', 0) + cell(inOldLetters('Hà'), 1) + cell('đúng sẵn', 0),
    cell('02', 0) + cell(inOldLetters('thái bình'), 2) + cell('Bộ', 0),
    cell('03', 0) + cell(inOldLetters('Quỳnh Phụ'), 1) + cell('Bé', 0),
  ]
    .map((cells, i) => `<row r="${i + 1}">${cells}</row>`)
    .join('')}</sheetData>`;

  test('the font says how a cell is read; cells in other fonts stay', async () => {
    const { report, csv: table } = await derive(
      rawZip(xlsxEntries({ sheets: { A: sheet }, styles: oldFontStyles })),
      'a.xlsx',
    );
    expect(table).toEqual([
      ['Mã', 'Tên xã', 'Ghi chú'],
      ['01', 'Hà', 'đúng sẵn'],
      ['02', 'THÁI BÌNH', 'Bộ'],
      ['03', 'Quỳnh Phụ', 'Bé'],
    ]);
    expect(decidedOn(report, 'repair')).toMatchObject({ chosen: 'tcvn3', facts: { byFont: 4 } });
  });
});
