import { describe, expect, test } from 'vitest';
import { whyNoPreview } from '../../functions/publishing/why-no-preview.ts';

const original = { role: 'original', bytes: 5_000_000 } as const;
const csv = { role: 'clean-csv', bytes: 4_000_000 } as const;
const geojson = { role: 'geojson', bytes: 4_000_000 } as const;
const column = { name: 'mã', type: 'text', missing: 0 } as const;
const preview = { columns: ['mã'], rows: [['007']], totalRows: 1 };

const shown = { rows: 1, columns: [column], preview };
const noRows = { rows: 0, columns: [column], preview: { ...preview, rows: [], totalRows: 0 } };
const noColumns = { rows: 3, columns: [], preview: { columns: [], rows: [[], [], []], totalRows: 3 } };

describe('why a release has no preview', () => {
  test.each([
    ['a table', shown, [original, csv], undefined],
    ['shapes without attributes', noColumns, [original, csv, geojson], { why: 'geometry-only' }],
    ['no rows', noRows, [original, csv], { why: 'no-rows' }],
    ['the original alone', undefined, [original], { why: 'original-only' }],
    [
      'an original over the limit',
      undefined,
      [{ ...original, bytes: 2 ** 31 }],
      { why: 'too-large', bytes: 2 ** 31, most: 2 ** 30 },
    ],
    ['a report that is gone', undefined, [original, csv], { why: 'not-kept' }],
    ['a report without its first rows', { rows: 3, columns: [column] }, [csv], { why: 'not-kept' }],
  ] as const)('%s', (_, report, files, expected) => {
    const copy = report && { preview: undefined, ...structuredClone(report) };
    expect(whyNoPreview(copy as Parameters<typeof whyNoPreview>[0], files)).toEqual(expected);
  });
});
