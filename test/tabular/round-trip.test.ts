import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from './workbench.ts';

/** Text as offices write it and as attackers do: diacritics in both forms, quotes, delimiters, line ends, formula signs. */
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.constantFrom(
          '"',
          ',',
          ';',
          '\n',
          '\r',
          '\r\n',
          '\t',
          "'",
          '=',
          '-',
          '@',
          ' ',
          'Đường',
          'ệ'.normalize('NFD'),
          '007',
          '\\',
          '😀',
          '\u2028',
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join('')),
  },
);

const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  );

const usable = (text: string): string => text.replaceAll('\0', '').toWellFormed();
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A text in each column that no type but text allows, so that cells are compared as texts. */
const anchor = 'chữ neo';

test(
  'arbitrary text comes back unchanged (in NFC) from the clean CSV, Parquet and JSON',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), async (cells, delimiter) => {
        const rows = [...cells, (cells[0] ?? []).map(() => anchor)].map((row) => row.map(usable));
        const names = (rows[0] ?? []).map((_, i) => `cột ${i}`);
        const content = [names, ...rows].map((row) => row.map(quoted).join(delimiter)).join('\n');
        const { csv, parquet, json, report } = await derive(`${content}\n`);
        const wanted = rows.map((row) => row.map((text) => text.normalize('NFC')));
        expect(report.rows).toBe(rows.length);
        expect(parquet.rows.map((row) => row.map((text) => text ?? ''))).toEqual(wanted);
        expect(json.map((row) => names.map((name) => row[name] ?? ''))).toEqual(wanted);
        expect(csv.slice(1).map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
          wanted.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, ''))),
        );
      }),
      { numRuns: 60 },
    );
  },
);

test(
  'numbers and dates written plainly come back as the same numbers and dates',
  { timeout: 120_000 },
  async () => {
    const day = fc
      .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const row = fc.tuple(
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 9999 })),
      day,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const lines = rows.map(([whole, [left, right], date]) => {
          const [year, month, dayOfMonth] = date.split('-');
          return `${whole},${left}.${String(right).padStart(4, '0')},${date},${dayOfMonth}/${month}/${year}`;
        });
        const { json } = await derive(`a,b,c,d\n${lines.join('\n')}\n`);
        expect(json).toEqual(
          rows.map(([whole, [left, right], date]) => ({
            a: whole,
            b: Number(`${left}.${String(right).padStart(4, '0')}`),
            c: date,
            d: date,
          })),
        );
      }),
      { numRuns: 40 },
    );
  },
);
