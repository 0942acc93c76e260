import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realFiles, tallyRealFile } from '../../fixtures/real-files.ts';
import { screenFile } from './screening.ts';

/** Sheets beside the first one of a workbook that has several. */
const sheets: Readonly<Record<string, readonly string[]>> = {
  'papi-2011-2016.xlsx': ['2011_PAPI', '2016_PAPI'],
  'quyet-toan-ngan-sach-2014.xls': ['M01+', 'M05+', 'M09+'],
};

const tables = realFiles('.csv', '.geojson', '.json', '.xls', '.xlsx').flatMap((path) => {
  const name = basename(path);
  return (sheets[name] ?? ['']).map((sheet) => ({ name, path, sheet }));
});
console.log(`real files: ${new Set(tables.map(({ name }) => name)).size} screened, ${tables.length} tables`);

/** Open data of the State and of researchers: places, budgets, weather, censuses. Nobody in them can be told. */
describe.runIf(tables.length > 0)('real files raise no alarm', () => {
  test.for(tables)('$name $sheet', async ({ name, path, sheet }) => {
    tallyRealFile(path);
    const { report, findings } = await screenFile(path, name, sheet === '' ? {} : { sheet });
    expect(report.problems).toEqual([]);
    expect(report.rows).toBeGreaterThan(5);
    expect(findings).toEqual([]);
    // Nothing beside the table is too much to be read, so nothing holds the original back.
    expect(report.around?.isCut ?? false).toBe(false);
    expect(report.notes.map(({ code }) => code)).not.toContain('feature-members-repeated');
  });
});
