import { describe, expect, test } from 'vitest';
import { withUnfollowed } from '../../functions/publishing/unfollowed-reading.ts';
import { sentenceOf } from '../../functions/publishing/check-report.ts';
import type { Reading } from '../../shared/kernel/reading.ts';
import { reportOn } from './workbench.ts';

const csv = 'mã,tên\n01,Một\n02,Hai\n03,Ba\n';

const readAs = async (reading: Reading) =>
  withUnfollowed(await reportOn(csv, 'bang.csv', undefined, reading), reading);

describe('what is told of a table and is not there', () => {
  test('ends the check, named as it was told', async () => {
    const { problems, problemTotal, problemCounts } = await readAs({ headerRows: { first: 99, count: 1 } });
    expect(problems.map(({ code }) => code)).toEqual(['told-header-missing']);
    expect([problemTotal, problemCounts]).toEqual([1, { 'told-header-missing': 1 }]);
    expect(problems.map(sentenceOf)[0]).toContain('“Tên cột bắt đầu ở dòng 99”');
    expect((await readAs({ table: 2 })).problems.map(({ code }) => code)).toEqual(['told-table-missing']);
  });

  test('is said where it only has no meaning here', async () => {
    const notesOf = async (reading: Reading) => (await readAs(reading)).notes.map(({ code }) => code);
    expect(await notesOf({ coordinates: 'wgs84' })).toContain('told-unfit');
    expect(await notesOf({ delimiter: '|' })).toContain('told-delimiter-idle');
  });

  test('is nothing where everything was done', async () => {
    const { problemTotal, notes } = await readAs({
      headerRows: { first: 1, count: 1 },
      table: 1,
      delimiter: ',',
    });
    expect(problemTotal).toBe(0);
    expect(notes.map(({ code }) => code).filter((code) => code.startsWith('told-'))).toEqual([]);
  });
});
