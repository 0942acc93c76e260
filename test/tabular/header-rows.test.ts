import { describe, expect, test } from 'vitest';
import type { Decided } from '../../shared/kernel/reading.ts';
import type { TableReport } from '../../shared/tabular/index.ts';
import { derive, isReport, check, reportOn } from './workbench.ts';

const header = (report: TableReport): Decided | undefined =>
  report.decided.find(({ what }) => what === 'header');

const noNames = 'An,12,Tốt\nBình,13,Khá\nChi,14,Giỏi\n';

describe('a table without names', () => {
  test.each([
    ['text first', noNames],
    ['days first', '2024-01-01,12,Tốt\n2024-01-02,13,Khá\n2024-01-03,14,Khá\n'],
    ['numbers only', '1,2,3\n4,5,6\n7,8,9\n'],
    ['two rows', 'An,12,Tốt\nBình,13,Khá\n'],
    ['a column that few rows fill', 'An,12,\nBình,13,Khá\nChi,14,\nDung,15,\n'],
  ])('loses no row and says that its names are made: %s', async (_, text) => {
    const { report, csv } = await derive(text);
    expect(csv).toEqual([
      ['Cột 1', 'Cột 2', 'Cột 3'],
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',')),
    ]);
    expect(header(report)).toMatchObject({ chosen: '1+0', how: 'guessed', alternatives: ['1+1'] });
    expect(report.notes).toEqual([]);
  });

  test('is read as the officer says', async () => {
    const without = await derive('Trường,1,2,3\nA,10,12,14\nB,20,22,24\n', 'a.csv', {
      headerRows: { first: 1, count: 0 },
    });
    expect(without.csv[1]).toEqual(['Trường', '1', '2', '3']);
    expect(header(without.report)).toMatchObject({ chosen: '1+0', how: 'told' });
    const named = await derive('1,2\n3,4\n5,6\n', 'a.csv', { headerRows: { first: 1, count: 1 } });
    expect(named.csv).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
    expect(header(named.report)).toMatchObject({ chosen: '1+1', how: 'told' });
  });

  test('what was told of rows that are not there does not hold', async () => {
    const { report, csv } = await derive(noNames, 'a.csv', { headerRows: { first: 99, count: 1 } });
    expect(csv).toHaveLength(4);
    expect(header(report)).toMatchObject({ chosen: '1+0', how: 'guessed' });
  });

  test('begins below its title', async () => {
    const { report, csv } = await derive(`DANH SÁCH\n${noNames}`);
    expect(csv.slice(0, 2)).toEqual([
      ['Cột 1', 'Cột 2', 'Cột 3'],
      ['An', '12', 'Tốt'],
    ]);
    expect(header(report)?.chosen).toBe('2+0');
  });
});

describe('names that are numbers or days', () => {
  test.each([
    ['turns', 'Trường,1,2,3\nA,10,12,14\nB,20,22,24\n'],
    ['days', 'Huyện,01/01/2024,01/02/2024\nVũ Thư,5,6\nTiền Hải,7,8\n'],
    ['one year', 'Huyện,2021\nVũ Thư,10\nTiền Hải,20\n'],
  ])('stay names, which is asked: %s', async (_, text) => {
    const { report, csv } = await derive(text);
    expect(csv).toEqual(
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',')),
    );
    expect(header(report)).toMatchObject({ chosen: '1+1', how: 'guessed', alternatives: ['1+0'] });
    expect(report.notes).toEqual([]);
  });

  test.each([
    ['several years', 'Huyện,2021,2022\nVũ Thư,10,12\nTiền Hải,20,22\n'],
    ['words with numbers below', 'Tên,Điểm\nAn,12\nBình,13\n'],
  ])('need no question: %s', async (_, text) => {
    expect(header(await reportOn(text))).toBeUndefined();
  });
});

test('a cell in a column that was blank at both ends of the table is not lost', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `x${i},${i === 1500 ? 'đây' : ''},${i}`);
  const outcome = await check(`Tiêu đề\na,,c\n${rows.join('\n')}\n`);
  expect(isReport(outcome) && outcome.problemTotal).toBeGreaterThan(0);
});

describe('rows of names that stand again among the data', () => {
  const pages = `BẢNG ĐIỂM
STT,Tên,Điểm
(1),(2),(3)
1,An,8
2,Bình,9
STT,Tên,Điểm
(1),(2),(3)
3,Chi,7
STT,Tên,Điểm
4,Dung,10
`;
  const repeated = (report: TableReport): Decided | undefined =>
    report.decided.find(({ what }) => what === 'repeatedHeaders');

  test('as on each printed page are left out and said; the officer may keep them', async () => {
    const { report, csv } = await derive(pages);
    expect(csv.map(([first]) => first)).toEqual(['STT', '1', '2', '3', '4']);
    expect(report.columns.map(({ type }) => type)).toEqual(['integer', 'text', 'integer']);
    expect(repeated(report)).toMatchObject({
      chosen: 'drop',
      how: 'guessed',
      alternatives: ['keep'],
      facts: { count: 3 },
      samples: [{ row: 6, before: 'STT | Tên | Điểm', after: '' }, { row: 7 }, { row: 9 }],
    });
    const kept = await derive(pages, 'a.csv', { repeatedHeaders: 'keep' });
    expect(kept.csv).toHaveLength(8);
    expect(repeated(kept.report)).toMatchObject({ chosen: 'keep', how: 'told' });
  });

  test('are seen in a file that is plain otherwise, whose sums stay', async () => {
    const { report, csv } = await derive('Tên,Điểm\nAn,8\nBình,9\nTên,Điểm\nChi,7\nTổng cộng,24\n');
    expect(csv.map(([first]) => first)).toEqual(['Tên', 'An', 'Bình', 'Chi', 'Tổng cộng']);
    expect(repeated(report)?.facts).toEqual({ count: 1 });
  });

  test('need every name: a row that shares some is data', async () => {
    const { report, csv } = await derive('Tên,Điểm,Lớp\nAn,8,a\nTên,9,Lớp\nChi,7,b\n');
    expect(csv).toHaveLength(4);
    expect(repeated(report)).toBeUndefined();
  });
});

describe('a first row of letters and small numbers', () => {
  test.each([
    ['a serial number, a group, a count', 'STT,Nhóm,Số hộ\n1,A,2\n2,B,9\n3,C,5\n'],
    ['a group and counts, with its like below', 'Tổ,Tháng,Số vụ\nA,1,2\nB,2,3\nC,1,2\n'],
    ['two letters behind a number', 'Bậc,Loại,Hạng,Số\n1,a,b,2\n1,c,d,7\n'],
  ])('is data: %s', async (_, text) => {
    const { csv } = await derive(text);
    expect(csv).toEqual(
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',')),
    );
  });

  test.each([
    ['A,B,1,2', 'Xã,Thôn,Số hộ,Số khẩu'],
    ['A,1,2=1*3,3', 'Xã,Số hộ,Số khẩu,Bình quân'],
    ['(1),(2),(3),(4)', 'Xã,Thôn,Số hộ,Số khẩu'],
  ])('numbers the columns where it reads %s', async (index, names) => {
    const { csv } = await derive(`${names}\n${index}\nVũ Thư,12,140,510\nTiền Hải,13,150,560\n`);
    expect(csv.slice(0, 2)).toEqual([names.split(','), ['Vũ Thư', '12', '140', '510']]);
  });
});
