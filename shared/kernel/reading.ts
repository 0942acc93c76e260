import * as z from 'zod';
import { ColumnSchema, ToldColumn } from './table-schema.ts';

/** How the bytes of a text file are letters. `tcvn3` and `vni` are the encodings of old Vietnamese fonts. */
export const TextEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1258',
  'windows-1252',
  'tcvn3',
  'vni',
]);
export type TextEncoding = z.infer<typeof TextEncoding>;

/** Old text inside valid Unicode: codes shown as Latin-1 letters, or UTF-8 once read as something else (mojibake). */
export const TextRepair = z.enum(['none', 'tcvn3', 'vni', 'windows-1258', 'mojibake']);
export type TextRepair = z.infer<typeof TextRepair>;

export const Delimiter = z.enum([',', ';', '\t', '|']);
export type Delimiter = z.infer<typeof Delimiter>;

/**
 * How positions say where they are. `wgs84`: longitude, latitude, as GeoJSON has it; `wgs84-lat-lon`: the other way round;
 * `vn2000-degrees`: longitude, latitude on VN-2000; `vn2000-3-105.5`: metres of VN-2000 in the zone of 3° (or 6°) around
 * that central meridian. The meridians are those EPSG has zones for (3405, 3406, 5896–5899, 9205–9218) and 111°.
 */
export const Coordinates = z.enum([
  'wgs84',
  'wgs84-lat-lon',
  'vn2000-degrees',
  'vn2000-3-102',
  'vn2000-3-103',
  'vn2000-3-104',
  'vn2000-3-104.5',
  'vn2000-3-104.75',
  'vn2000-3-105',
  'vn2000-3-105.5',
  'vn2000-3-105.75',
  'vn2000-3-106',
  'vn2000-3-106.25',
  'vn2000-3-106.5',
  'vn2000-3-107',
  'vn2000-3-107.25',
  'vn2000-3-107.5',
  'vn2000-3-107.75',
  'vn2000-3-108',
  'vn2000-3-108.25',
  'vn2000-3-108.5',
  'vn2000-3-111',
  'vn2000-6-105',
  'vn2000-6-111',
]);
export type Coordinates = z.infer<typeof Coordinates>;

/**
 * What is taken of numbers that a spreadsheet shows as something else. `shown`: what the format makes of them, days as
 * yyyy-mm-dd; `kept`: the number behind it (45123, 0.5); `exchanged`: days whose day and month the spreadsheet took for
 * each other, put back.
 */
export const CellsAs = z.enum(['shown', 'kept', 'exchanged']);
export type CellsAs = z.infer<typeof CellsAs>;

const rowNumber = z.int().positive();

const HeaderRows = z.object({ first: rowNumber, count: z.int().min(0).max(10) });

const namesStand = { description: 'Where the names of columns stand; count 0: there are none' };

const ToldCells = z.object({ column: z.string().min(1).max(300), as: CellsAs });

/**
 * How a file is to be read. What is absent is decided from the file, and said. Kept with the dataset, so that what an
 * officer corrected once holds for the next release. Rows are numbered as a spreadsheet or an editor shows them.
 */
export const Reading = z.object({
  encoding: TextEncoding.optional(),
  repair: TextRepair.optional(),
  delimiter: Delimiter.optional(),
  entry: z.string().max(300).optional().meta({ description: 'Which file of a zip' }),
  sheet: z.string().max(100).optional(),
  table: rowNumber.max(20).optional().meta({ description: 'Which of several tables on a sheet, from 1' }),
  range: z
    .string()
    .regex(/^[A-Z]{1,3}–[A-Z]{1,3}$/)
    .optional()
    .meta({ description: 'Which columns of the sheet are the table, of several beside each other: `D–F`' }),
  headerRows: HeaderRows.optional().meta(namesStand),
  lastRow: rowNumber.optional().meta({ description: 'The last row of data; what is below are notes' }),
  subtotals: z.enum(['drop', 'keep']).optional(),
  repeatedHeaders: z
    .enum(['drop', 'keep'])
    .optional()
    .meta({ description: 'Rows of names that stand again among the data, as on each printed page' }),
  coordinates: Coordinates.optional(),
  cells: z
    .array(ToldCells)
    .max(500)
    .optional()
    .meta({ description: 'Columns of a sheet whose numbers have a format, and what is taken of them' }),
  columns: z.array(ColumnSchema).max(500).optional(),
  primaryKey: z.array(z.string().max(300)).max(20).optional(),
});
export type Reading = z.infer<typeof Reading>;

/**
 * A reading as a person tells it: what it does not know is refused by name, so that a slip in a word is not taken for no
 * word at all. What is kept is read as a plain `Reading`: words of an earlier time are read past.
 */
export const ToldReading = Reading.extend({
  headerRows: HeaderRows.strict().optional().meta(namesStand),
  cells: z.array(ToldCells.strict()).max(500).optional(),
  columns: z.array(ToldColumn).max(500).optional(),
}).strict();

/**
 * What of a reading holds for the next file: what it says of the data, and the delimiter, which is how the same program
 * writes them. Where on its sheet a table stands, and in which encoding it came, belongs to the one file it was said of;
 * the next one is looked at anew.
 */
export const carriedOver = ({
  columns,
  primaryKey,
  subtotals,
  repeatedHeaders,
  coordinates,
  cells,
  delimiter,
}: Reading): Reading => ({
  ...(delimiter ? { delimiter } : {}),
  ...(columns ? { columns } : {}),
  ...(primaryKey ? { primaryKey } : {}),
  ...(subtotals ? { subtotals } : {}),
  ...(repeatedHeaders ? { repeatedHeaders } : {}),
  ...(coordinates ? { coordinates } : {}),
  ...(cells ? { cells } : {}),
});

export const DecidedWhat = z.enum([
  'format',
  'encoding',
  'repair',
  'entry',
  'delimiter',
  'sheet',
  'table',
  'range',
  'header',
  'rows',
  'subtotals',
  'repeatedHeaders',
  'columns',
  'formulas',
  'cells',
  'numbers',
  'dates',
  'booleans',
  'missing',
  'unit',
  'coordinates',
]);
export type DecidedWhat = z.infer<typeof DecidedWhat>;

/** One thing decided while reading, shown to the officer with what else it could have been. */
export const Decided = z.object({
  what: DecidedWhat,
  chosen: z.string().max(300).meta({ description: 'A value of the same member of Reading where it has one' }),
  how: z.enum(['certain', 'guessed', 'told']),
  confidence: z.number().min(0).max(1).optional(),
  alternatives: z.array(z.string().max(300)).max(50),
  hidden: z.array(z.string().max(300)).max(51).optional().meta({
    description:
      'Which of these values, the chosen one included, nobody sees who opens the file: hidden sheets',
  }),
  column: z.int().positive().optional(),
  columnName: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  samples: z
    .array(
      z.object({
        before: z.string().max(300),
        after: z.string().max(300),
        row: rowNumber.optional(),
        column: z.int().positive().optional(),
      }),
    )
    .max(10),
});
export type Decided = z.infer<typeof Decided>;
