import type { Decided, Reading } from '../../kernel/reading.ts';
import type { Note } from '../problem.ts';
import { cleanName } from '../header.ts';
import { clip } from '../problem-list.ts';
import type { Layout } from './layout.ts';
import type { RowCounts, RowSample } from './plain-rows.ts';
import type { RowShape } from './row-shape.ts';
import type { TableSurvey } from './survey.ts';
import { letters, type SideTable } from './side-tables.ts';

export type LayoutStory = {
  readonly layout: Layout;
  /** The tables beside each other on the sheet, where there are several. */
  readonly sides: readonly SideTable[];
  readonly counts: RowCounts;
  readonly tables: readonly TableSurvey[];
  readonly chosen: number;
  readonly reading: Reading;
  readonly dropsTotals: boolean;
  readonly source: { readonly sheet?: string };
};

const MAX_SAMPLES = 10;

const lineOf = (row: RowShape): string => clip(row.filled.map((i) => row.texts[i] ?? '').join(' | '), 200);

const dropped = (rows: readonly RowShape[]): Decided['samples'] =>
  rows.slice(0, MAX_SAMPLES).map((row) => ({ before: lineOf(row), after: '', row: row.number }));

const fromSamples = (samples: readonly RowSample[], isDropped: boolean): Decided['samples'] =>
  samples.map(({ row, text }) => ({ before: text, after: isDropped ? '' : text, row }));

/** Without rows of names the other way is that the first row of data names the columns, and the other way round. */
const headerDecided = ({ layout }: LayoutStory): Decided[] => {
  const { headerRows, header } = layout;
  const isPlain = headerRows.length === 1 && layout.titles.length === 0 && !layout.indexRow;
  if (isPlain && !header.isTold && !header.isDoubtful) return [];
  const first = headerRows[0]?.number ?? layout.firstData;
  const count = headerRows.length;
  const mayBeOther = count === 0 || header.isDoubtful;
  return [
    {
      what: 'header',
      chosen: `${first}+${count}`,
      how: header.isTold ? 'told' : 'guessed',
      alternatives: mayBeOther ? [`${first}+${count === 0 ? 1 : 0}`] : [],
      facts: { first, count },
      samples: layout.names.slice(0, MAX_SAMPLES).map((name, i) => ({
        before: clip(headerRows.map(({ texts }) => texts[layout.columns[i] ?? 0] ?? '').join(' ⏎ '), 200),
        after: clip(name, 200),
        column: i + 1,
      })),
    },
  ];
};

const outsideDecided = ({ layout, reading }: LayoutStory): Decided[] => {
  const outside = [...layout.titles, ...(layout.indexRow ? [layout.indexRow] : []), ...layout.notes];
  if (outside.length === 0) return [];
  return [
    {
      what: 'rows',
      chosen: `${layout.firstData}–${layout.notes[0] ? layout.lastFilled : ''}`,
      how: reading.lastRow ? 'told' : 'guessed',
      alternatives: [],
      facts: {
        above: layout.titles.length,
        index: layout.indexRow ? 1 : 0,
        below: layout.notes.length,
      },
      samples: dropped([...layout.notes, ...(layout.indexRow ? [layout.indexRow] : []), ...layout.titles]),
    },
  ];
};

const totalsDecided = ({ counts, dropsTotals, reading }: LayoutStory): Decided[] =>
  counts.totals.count === 0
    ? []
    : [
        {
          what: 'subtotals',
          chosen: dropsTotals ? 'drop' : 'keep',
          how: reading.subtotals ? 'told' : 'guessed',
          alternatives: [dropsTotals ? 'keep' : 'drop'],
          facts: { count: counts.totals.count },
          samples: fromSamples(counts.totals.samples, dropsTotals),
        },
      ];

const repeatedDecided = ({ counts: { repeated }, reading: { repeatedHeaders } }: LayoutStory): Decided[] => {
  if (repeated.count === 0) return [];
  const chosen = repeatedHeaders ?? 'drop';
  return [
    {
      what: 'repeatedHeaders',
      chosen,
      how: repeatedHeaders ? 'told' : 'guessed',
      alternatives: [chosen === 'drop' ? 'keep' : 'drop'],
      facts: { count: repeated.count },
      samples: fromSamples(repeated.samples, chosen === 'drop'),
    },
  ];
};

const tableDecided = ({ tables, chosen, reading }: LayoutStory): Decided[] =>
  tables.length < 2
    ? []
    : [
        {
          what: 'table',
          chosen: String(chosen),
          how: reading.table ? 'told' : 'guessed',
          alternatives: tables.flatMap((_, i) => (i + 1 === chosen ? [] : [String(i + 1)])),
          facts: { count: tables.length },
          samples: tables.slice(0, MAX_SAMPLES).flatMap(({ head }) => {
            const [first] = head;
            return first ? [{ before: lineOf(first), after: '', row: first.number }] : [];
          }),
        },
      ];

/**
 * Tables beside each other are read as one, and asked about: whether they are one, nobody but the sender knows. Told which
 * one is meant, the others are what could be read in its place.
 */
const rangeDecided = ({ layout, sides, reading: { range } }: LayoutStory): Decided[] => {
  if (range) {
    const alternatives = sides.map((side) => side.range).filter((one) => one !== range);
    return [{ what: 'range', chosen: range, how: 'told', alternatives, samples: [] }];
  }
  if (sides.length === 0) return [];
  const nameAt = (at: number): string => layout.names[layout.columns.indexOf(at)] ?? '';
  const blank = sides
    .slice(1)
    .map(({ columns }) => letters((columns[0] ?? 0) - 1))
    .join(', ');
  return [
    {
      what: 'range',
      chosen: sides.map((side) => side.range).join(' + '),
      how: 'guessed',
      alternatives: sides.map((side) => side.range),
      facts: { parts: sides.length, blank },
      samples: sides.slice(0, MAX_SAMPLES).map(({ columns }) => {
        const names = clip(columns.map(nameAt).join(' | '), 200);
        return { before: names, after: names, column: (columns[0] ?? 0) + 1 };
      }),
    },
  ];
};

/** Kept, because a computed row may be data: the officer sees it and may end the table before it. */
const summariesDecided = ({ layout, reading }: LayoutStory): Decided[] =>
  layout.summaries.length === 0
    ? []
    : [
        {
          what: 'formulas',
          chosen: 'keep',
          how: reading.lastRow ? 'told' : 'guessed',
          alternatives: [],
          facts: { count: layout.summaries.length, first: layout.summaries[0]?.number ?? 0 },
          samples: layout.summaries.map((row) => ({
            before: lineOf(row),
            after: lineOf(row),
            row: row.number,
          })),
        },
      ];

const unitDecided = ({ layout }: LayoutStory): Decided[] =>
  layout.unit === undefined
    ? []
    : [{ what: 'unit', chosen: layout.unit, how: 'guessed', alternatives: [], samples: [] }];

/** Names in one row are not shown beside what was made of them, so a name that was tidied is said by itself. */
const cleanedNames = ({ headerRows, columns, names }: Layout): Note[] => {
  const [row] = headerRows;
  if (!row || headerRows.length > 1) return [];
  // Names of JSON stand in no row.
  const place = row.number > 0 ? { line: row.number } : {};
  return names.flatMap((name, i): Note[] => {
    const written = row.texts[columns[i] ?? -1] ?? '';
    return written !== name && cleanName(written) === name
      ? [{ code: 'header-name-cleaned', ...place, column: i + 1, columnName: name }]
      : [];
  });
};

const notesOf = ({ counts, layout }: LayoutStory): Note[] => {
  const notes: Note[] = [];
  const say = (code: Note['code'], count: number, samples: readonly RowSample[] = []): void => {
    const [first] = samples;
    if (count > 0)
      notes.push({ code, ...(first ? { line: first.row, value: first.text } : {}), facts: { count } });
  };
  notes.push(...cleanedNames(layout));
  say('blank-rows-left-out', counts.blank.count);
  say('merged-cells-filled', counts.filledDown.count);
  say('short-rows-padded', counts.padded.count, counts.padded.samples);
  say('formula-values-used', counts.formulas.count);
  say('error-cells-emptied', counts.errors.count, counts.errors.samples);
  const width = (layout.columns.at(-1) ?? -1) + 1;
  say('blank-columns-dropped', width - layout.columns.length);
  return notes;
};

/** What the officer sees of how a table was found on its sheet. */
export const describeLayout = (story: LayoutStory): { decided: Decided[]; notes: Note[] } => ({
  decided: [
    ...tableDecided(story),
    ...headerDecided(story),
    ...rangeDecided(story),
    ...outsideDecided(story),
    ...totalsDecided(story),
    ...repeatedDecided(story),
    ...summariesDecided(story),
    ...unitDecided(story),
  ],
  notes: notesOf(story),
});
