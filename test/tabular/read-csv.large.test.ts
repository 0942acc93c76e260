import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile, isReport, testFolder } from './workbench.ts';

const MB = 1 << 20;

test.each([
  ['bare', 'a,b\n'],
  ['quoted', 'a,b\n"'],
])('one %s row of 500 MB is refused in little memory', { timeout: 120_000 }, async (_how, head) => {
  const path = join(await testFolder(), 'mot-dong.csv');
  const out = createWriteStream(path);
  out.write(head);
  const block = Buffer.from('đường '.repeat(MB / 8));
  for (let bytes = 0; bytes < 500 * MB; bytes += block.length)
    if (!out.write(block)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
  const before = process.memoryUsage().rss;
  const report = await checkFile(path, 'mot-dong.csv');
  const grown = process.memoryUsage().rss - before;
  await rm(path);
  expect(isReport(report) && report.problems).toMatchObject([
    { code: 'record-too-long', row: 1, line: 2, facts: { limit: 1_000_000 } },
  ]);
  expect(grown).toBeLessThan(80 * MB);
});
