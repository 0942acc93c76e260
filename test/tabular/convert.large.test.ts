import { expect, test } from 'vitest';
import { derive } from './workbench.ts';

test(
  'line breaks inside cells survive in a file large enough to be read in parts',
  { timeout: 30_000 },
  async () => {
    const rows = Array.from(
      { length: 150_000 },
      (_, i) => `${i},"dòng một ${i}\ndòng ""hai"", có phẩy\r\nba"`,
    );
    const { report, parquet, csv } = await derive(`stt,chữ\n${rows.join('\n')}\n`);
    expect(report.rows).toBe(150_000);
    expect(parquet.rows).toHaveLength(150_000);
    expect(parquet.rows[149_999]).toEqual(['149999', 'dòng một 149999\ndòng "hai", có phẩy\r\nba']);
    expect(csv).toHaveLength(150_001);
  },
);

test('a few very long cells and a few hundred columns are converted', { timeout: 60_000 }, async () => {
  const long = await derive(
    `a,b\n${Array.from({ length: 12 }, (_, i) => `${i},${'đ'.repeat(900_000)}\n`).join('')}`,
  );
  expect(long.parquet.rows[11]?.[1]).toHaveLength(900_000);
  const names = Array.from({ length: 400 }, (_, i) => `cột ${i}`);
  const wide = await derive(
    `${names.join(',')}\n${`${names.map((_, i) => `0${i}`).join(',')}\n`.repeat(3000)}`,
  );
  expect(wide.parquet.names).toEqual(names);
  expect(wide.parquet.rows).toHaveLength(3000);
  expect(wide.json[2999]?.['cột 399']).toBe('0399');
});
