import { dirname } from 'node:path';
import type { Finding, Screening } from '../../kernel/screening.ts';
import { sqlName, sqlText, withEngine } from '../engine.ts';
import type { TabularLimits } from '../limits.ts';
import type { StageOptions } from '../progress.ts';
import type { TableReport } from '../report.ts';
import { aroundFindings, type AroundText } from './around.ts';
import { fewFindings } from './few-findings.ts';
import { says } from './header-words.ts';
import { marking, maybeMarking, secretLevel, statedMarking } from './marking.ts';
import { showMarking } from './mask.ts';
import { isBankColumn, mailIn, namesNumber, numbersIn } from './number-columns.ts';
import { sqlMatches, type Pattern } from './pattern.ts';
import { columnRoles, pairsOfColumns, roleNames, type ColumnRoles } from './people-columns.ts';
import { sampleColumns } from './sample.ts';
import { countsOf, find, type Seat } from './seek.ts';
import { smallCellsIn } from './small-cells.ts';
import { inLinesOf } from './source-rows.ts';

export type ScreenOptions = StageOptions & {
  readonly scratch: string;
  readonly limits: TabularLimits;
  /** The file as its sender named it. */
  readonly fileName: string;
  /** The year of the check: nobody was born after it. */
  readonly year: number;
  /** What the check read: the file itself, or the plain table made of it. */
  readonly table: () => Promise<string>;
};

export type Screened = Pick<
  TableReport,
  'columns' | 'rows' | 'bytes' | 'format' | 'prepared' | 'around' | 'delimiter'
>;

const COLUMNS_AT_ONCE = 20;
const LONG_NUMBER = '[0-9](?:[ .-]?[0-9]){7,}';

type Looks = { number: number; mail: number; mark: number };

/** What makes a closer look worth while, whatever it is: most columns hold nothing of it, and are read once for all of it. */
const anything: Pattern = { source: `@|${LONG_NUMBER}|${maybeMarking.source}`, ignoresCase: true };

const withAnything = async (seat: Seat, places: readonly number[]): Promise<number[]> => {
  const wanted: Record<string, string> = {};
  for (const at of places) wanted[`c${at}`] = sqlMatches(sqlName(seat.columns[at]?.name ?? ''), anything);
  const counts = await countsOf(seat, seat.table, wanted);
  return places.filter((at) => (counts[`c${at}`] ?? 0) > 0);
};

/** Passes over each group of columns of text find the few that need a closer look. */
const lookOver = async (seat: Seat): Promise<Looks[]> => {
  const looks: Looks[] = seat.columns.map(() => ({ number: 0, mail: 0, mark: 0 }));
  const texts = seat.columns.flatMap(({ type }, i) => (type === 'text' ? [i] : []));
  for (let from = 0; from < texts.length; from += COLUMNS_AT_ONCE) {
    const group = await withAnything(seat, texts.slice(from, from + COLUMNS_AT_ONCE));
    if (group.length === 0) continue;
    const wanted = Object.fromEntries(
      group.flatMap((at) => {
        const name = sqlName(seat.columns[at]?.name ?? '');
        return [
          [`number${at}`, sqlMatches(name, { source: LONG_NUMBER })],
          [`mail${at}`, `contains(${name}, '@')`],
          [`mark${at}`, sqlMatches(name, maybeMarking)],
        ];
      }),
    );
    const counts = await countsOf(seat, seat.table, wanted);
    for (const at of group)
      looks[at] = {
        number: counts[`number${at}`] ?? 0,
        mail: counts[`mail${at}`] ?? 0,
        mark: counts[`mark${at}`] ?? 0,
      };
  }
  return looks;
};

const markingsIn = async (seat: Seat, at: number): Promise<Finding[]> => {
  const mask = showMarking;
  const kind = 'secret-marking';
  if (says(seat.columns[at]?.name ?? '', 'secretLevel'))
    return find(seat, at, { kind, pattern: secretLevel, mask });
  const set = await find(seat, at, { kind, pattern: marking, mask });
  return set.length > 0 ? set : find(seat, at, { kind, pattern: statedMarking, mask });
};

const screenTable = async (
  seat: Seat,
  samples: readonly string[][],
  roles: ColumnRoles,
  onColumn: (done: number) => void,
): Promise<Finding[]> => {
  const { columns } = seat;
  const looks = await lookOver(seat);
  const sense = {
    hasPeople: roles.people.length > 0,
    hasBankNames: columns.some(
      ({ type, name }, at) => type === 'text' && isBankColumn(name, samples[at] ?? []),
    ),
  };
  const findings: Finding[] = [];
  for (const [at, column] of columns.entries()) {
    const look = looks[at];
    if (look?.mark) findings.push(...(await markingsIn(seat, at)));
    if (look?.number || (column.type !== 'text' && namesNumber(column.name)))
      findings.push(...(await numbersIn(seat, at, sense)));
    if (look?.mail) findings.push(...(await mailIn(seat, at)));
    findings.push(...(await smallCellsIn(seat, at)));
    onColumn(at + 1);
  }
  return [...findings, ...(await pairsOfColumns(seat, roles))];
};

const named = (place: AroundText['place'], text: string, column?: number): AroundText => ({
  place,
  cells: [['', text]],
  ...(column === undefined ? {} : { column }),
});

const textsAround = ({ columns, prepared, around }: Screened, fileName: string): AroundText[] => [
  named('file-name', fileName),
  ...(prepared?.entry === undefined ? [] : [named('file-name', prepared.entry)]),
  ...(prepared?.sheet === undefined ? [] : [named('sheet-name', prepared.sheet)]),
  ...columns.map(({ name }, i) => named('header', name, i + 1)),
  ...(around?.texts ?? []),
];

/**
 * Looks for what must not be published unseen: personal data, secret markings, counts of fewer than five people, in the cells of
 * `data.parquet` and in the text around the table. Every row is counted; what a column is about is judged from its name and a
 * sample spread over it. The answer never grows with the rows, and what it shows is masked.
 */
export const screen = (parquetPath: string, report: Screened, options: ScreenOptions): Promise<Screening> => {
  const { scratch, limits, signal } = options;
  return withEngine(
    { scratch, folders: [dirname(parquetPath)], limits, columns: report.columns.length },
    async (db) => {
      const seat: Seat = {
        db,
        table: `read_parquet(${sqlText(parquetPath)}, file_row_number = true)`,
        rows: report.rows,
        columns: report.columns,
        report,
        year: options.year,
        ...(signal ? { signal } : {}),
      };
      const samples = await sampleColumns(seat);
      const roles = columnRoles(seat, samples);
      const texts = textsAround(report, options.fileName);
      const around = aroundFindings(texts, options.year, roleNames(seat, roles));
      const inside = await screenTable(seat, samples, roles, (done) => {
        const share = done / report.columns.length;
        options.onProgress?.({
          rowsRead: Math.round(share * report.rows),
          bytesRead: Math.round(share * report.bytes),
          bytesTotal: report.bytes,
        });
      });
      const { table } = options;
      const placed = await inLinesOf({ report, limits, table }, inside, signal ? { signal } : {});
      return { findings: fewFindings([...placed, ...around]) };
    },
  );
};
