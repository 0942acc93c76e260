import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xlsxOf } from '../fixtures/xlsx-parts.ts';
import { derive, type Derived } from './workbench.ts';

/**
 * The law of the intake: a cell that is published otherwise than it stood in the file is spoken of, with its column. A guess
 * that is right and silent breaks it too.
 */

/** A cell as the file has it: what is written into the file, and what a person holds to be in it. */
type Cell = { readonly written: string; readonly stands: string; readonly kind: string };
type Table = readonly (readonly Cell[])[];

const changeNotes = new Set([
  'numbers-rewritten',
  'dates-rewritten',
  'missing-words',
  'unicode-normalised',
  'formulas-neutralised',
]);
/** Said of the file and not of a column. */
const saidOfFile: Readonly<Record<string, string>> = {
  error: 'error-cells-emptied',
  list: 'nested-values-as-text',
  huge: 'big-numbers-as-text',
  fraction: 'long-fractions-rounded',
};

const name = (at: number): string => `c${String.fromCharCode(97 + at)}`;

/** Columns that hold a changed cell and of which nothing is said. */
const silent = (table: Table, { csv, report }: Derived): string[] => {
  const clean = new Map(csv.slice(1).map((row) => [row[0] ?? '', row.slice(1)]));
  const isSaid = (column: string, kind: string): boolean =>
    report.decided.some(
      ({ columnName, samples }) =>
        columnName === column && samples.some(({ before, after }) => before !== after),
    ) ||
    report.notes.some(({ columnName, code }) => columnName === column && changeNotes.has(code)) ||
    report.notes.some(({ code }) => code === saidOfFile[kind]);
  const faults = table.flatMap((cells, r) => {
    const found = clean.get(`dòng ${r}`);
    if (!found) return report.decided.some(({ what }) => what === 'rows') ? [] : [`row ${r} is gone`];
    return cells.flatMap(({ stands, kind }, at) =>
      found[at] === stands || isSaid(name(at), kind)
        ? []
        : [`${name(at)} (${kind}): ${stands} → ${found[at] ?? ''}`],
    );
  });
  return [...new Set(faults)];
};

/** Each column is of one or two of the kinds, as real ones are. */
const tableOf = (kinds: readonly fc.Arbitrary<Cell>[]): fc.Arbitrary<Table> =>
  fc
    .tuple(
      fc.array(fc.subarray([...kinds], { minLength: 1, maxLength: Math.min(2, kinds.length) }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 2, max: 9 }),
    )
    .chain(([columns, rows]) =>
      fc.tuple(...columns.map((some) => fc.array(fc.oneof(...some), { minLength: rows, maxLength: rows }))),
    )
    .map((columns) => (columns[0] ?? []).map((_, r) => columns.map((column) => column[r] as Cell)));

const words = fc.constantFrom(
  'xã An Bình',
  'Đường'.normalize('NFD'),
  'có',
  'không',
  'TRUE',
  'true',
  '25/03/2025',
  '05/03/2025',
  '3/2/2024',
  '2024-02-03 07:30',
  'ngày 5 tháng 3 năm 2024',
  'tháng 3 năm 2024',
  '1.234.567',
  '1,5',
  ' 12 ',
  '12,5 %',
  '7 ha',
  '(12)',
  '007',
  '-',
  'NA',
  '=1+1',
  '',
);

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const ofWords = words.map((text) => ({ stands: text, kind: 'text' }));

const plainNumber = (value: number): string => {
  const text = String(value);
  return /e/.test(text) ? BigInt(value).toString() : text;
};

const styles =
  '<numFmts count="3"><numFmt numFmtId="200" formatCode="m/d/yyyy"/><numFmt numFmtId="201" formatCode="00000"/>' +
  '<numFmt numFmtId="202" formatCode="h:mm"/></numFmts><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="200"/>' +
  '<xf numFmtId="201"/><xf numFmtId="202"/><xf numFmtId="10"/><xf numFmtId="49"/></cellXfs>';

const numbered = (style: number, values: fc.Arbitrary<number>, kind: string): fc.Arbitrary<Cell> =>
  values.map((value) => ({
    written: `<c s="${style}"><v>${value}</v></c>`,
    stands: plainNumber(value),
    kind,
  }));

const fraction = fc.integer({ min: 0, max: 9999 }).map((n) => n / 10_000);
const day = fc.integer({ min: 36_000, max: 46_000 });

const sheetCells: readonly fc.Arbitrary<Cell>[] = [
  numbered(0, fc.oneof(fc.integer({ min: -9e6, max: 9e6 }), fraction, fc.constant(0.1 + 0.2)), 'number'),
  numbered(
    1,
    fc.oneof(
      day,
      fc.tuple(day, fraction).map(([whole, part]) => whole + part),
    ),
    'date',
  ),
  numbered(2, fc.integer({ min: 0, max: 200_000 }), 'padded'),
  numbered(3, fraction, 'time'),
  numbered(4, fraction, 'percent'),
  numbered(5, fc.integer({ min: 0, max: 9999 }), 'number kept as text'),
  ofWords.map((one) => ({
    ...one,
    written: `<c t="inlineStr"><is><t xml:space="preserve">${xml(one.stands)}</t></is></c>`,
  })),
  fc
    .boolean()
    .map((is) => ({ written: `<c t="b"><v>${is ? 1 : 0}</v></c>`, stands: String(is), kind: 'boolean' })),
  fc.constant({ written: '<c t="e"><v>#DIV/0!</v></c>', stands: '#DIV/0!', kind: 'error' }),
  day.map((n) => {
    const stands = new Date((n - 25_569) * 86_400_000).toISOString().slice(0, 19);
    return { written: `<c t="d"><v>${stands}</v></c>`, stands, kind: 'day of a strict file' };
  }),
];

const sheetOf = (table: Table): Buffer => {
  const text = (one: string): string => `<c t="inlineStr"><is><t>${one}</t></is></c>`;
  const rows = [
    text('dòng') + (table[0] ?? []).map((_, at) => text(name(at))).join(''),
    ...table.map((cells, r) => text(`dòng ${r}`) + cells.map(({ written }) => written).join('')),
  ];
  const data = rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('');
  return xlsxOf({ sheets: { A: `<sheetData>${data}</sheetData>` }, styles });
};

const csvOf = (table: Table): string => {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = [['dòng', ...(table[0] ?? []).map((_, at) => name(at))]].concat(
    table.map((cells, r) => [`dòng ${r}`, ...cells.map(({ written }) => written)]),
  );
  return `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
};

const jsonCells: readonly fc.Arbitrary<Cell>[] = [
  fc
    .oneof(fc.integer({ min: -9e6, max: 9e6 }), fraction)
    .map((n) => ({ written: String(n), stands: String(n), kind: 'number' })),
  // The number is what stands in a JSON, however it is spelled.
  fc
    .constantFrom('1e3', '1.50', '2E-2', '106.30000000000000001')
    .map((n) => ({ written: n, stands: String(Number(n)), kind: 'number' })),
  fc.constant({ written: '0.12345678901234567891', stands: '0.12345678901234567891', kind: 'fraction' }),
  fc.constant({ written: '123456789012345678901', stands: '123456789012345678901', kind: 'huge' }),
  ofWords.map((one) => ({ ...one, written: JSON.stringify(one.stands) })),
  fc.boolean().map((is) => ({ written: String(is), stands: String(is), kind: 'boolean' })),
  fc.constant({ written: 'null', stands: '', kind: 'null' }),
  fc.constant({ written: '[1, 2]', stands: '[1, 2]', kind: 'list' }),
];

const jsonOf = (table: Table): string =>
  `[${table
    .map((cells, r) => {
      const members = cells.map(({ written }, at) => `"${name(at)}": ${written}`);
      return `{"dòng": "dòng ${r}", ${members.join(', ')}}`;
    })
    .join(',\n')}]`;

const geoOf = (table: Table): string =>
  `{"type": "FeatureCollection", "features": [${table
    .map((cells, r) => {
      const members = cells.map(({ written }, at) => `"${name(at)}": ${written}`);
      const properties = `{"dòng": "dòng ${r}", ${members.join(', ')}}`;
      return `{"type": "Feature", "properties": ${properties}, "geometry": {"type": "Point", "coordinates": [106.3, 20.5]}}`;
    })
    .join(',\n')}]}`;

describe('whatever comes in, what is published otherwise is said', () => {
  const kinds = {
    CSV: [tableOf([ofWords.map((one) => ({ ...one, written: one.stands }))]), csvOf, 'a.csv'],
    XLSX: [tableOf(sheetCells), sheetOf, 'a.xlsx'],
    JSON: [tableOf(jsonCells), jsonOf, 'a.json'],
    GeoJSON: [tableOf(jsonCells), geoOf, 'a.geojson'],
  } as const;

  test.for(Object.entries(kinds))('%s', { timeout: 240_000 }, async ([, [tables, fileOf, file]]) => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        // Rows of names are told: here they are not in question.
        const reading = file === 'a.csv' || file === 'a.xlsx' ? { headerRows: { first: 1, count: 1 } } : {};
        const derived = await derive(fileOf(table), file, reading);
        expect(silent(table, derived)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
