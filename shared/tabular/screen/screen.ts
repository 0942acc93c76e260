import { dirname } from 'node:path';
import type { Finding, Screening } from '../../kernel/screening.ts';
import { sqlText, withEngine } from '../engine.ts';
import type { TabularLimits } from '../limits.ts';
import type { StageOptions } from '../progress.ts';
import type { TableReport } from '../report.ts';
import { aroundFindings, type AroundText } from './around.ts';
import { bornIn } from './born-columns.ts';
import { fewFindings } from './few-findings.ts';
import { says } from './header-words.ts';
import { lookOver } from './look-over.ts';
import { marking, secretLevel, statedMarking } from './marking.ts';
import { showMarking } from './mask.ts';
import { isBankColumn, mailIn, mayBeNumbers, numbersIn } from './number-columns.ts';
import { columnRoles, pairsOfColumns, roleNames, type ColumnRoles } from './people-columns.ts';
import { sampleColumns } from './sample.ts';
import { find, type Seat } from './seek.ts';
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
  titles: readonly string[],
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
    if (column.type === 'text' ? look?.number : mayBeNumbers(column.name, samples[at] ?? [], sense))
      findings.push(...(await numbersIn(seat, at, sense, samples[at] ?? [])));
    if (look?.mail) findings.push(...(await mailIn(seat, at)));
    if (column.type === 'text')
      findings.push(...(await bornIn(seat, at, samples[at] ?? [], (look?.born ?? 0) > 0)));
    findings.push(...(await smallCellsIn(seat, at, samples, titles)));
    onColumn(at + 1);
  }
  const pairs = await pairsOfColumns(seat, roles);
  const known = new Set(findings.map(({ id }) => id));
  return [...findings, ...pairs.filter(({ id }) => !known.has(id))];
};

const named = (place: AroundText['place'], text: string, column?: number): AroundText => ({
  place,
  cells: [['', text]],
  ...(column === undefined ? {} : { column }),
});

const titlesOf = ({ around, prepared }: Screened): string[] => [
  ...(around?.texts ?? []).flatMap(({ place, cells }) =>
    place === 'title' ? cells.map(([, text]) => text) : [],
  ),
  ...(prepared?.sheet === undefined ? [] : [prepared.sheet]),
];

const textsAround = ({ columns, prepared, around }: Screened, fileName: string): AroundText[] => [
  named('file-name', fileName),
  ...(prepared?.entry === undefined ? [] : [named('file-name', prepared.entry)]),
  ...(prepared?.sheet === undefined ? [] : [named('sheet-name', prepared.sheet)]),
  ...columns.map(({ name }, i) => named('header', name, i + 1)),
  ...(around?.texts ?? []),
];

/** Of shapes without attributes there is no table to look through, only what stands beside it. */
const screenAround = (report: Screened, { fileName, year }: ScreenOptions): Screening => {
  const nobody = { people: new Set<string>(), births: new Set<string>(), addresses: new Set<string>() };
  return { findings: fewFindings(aroundFindings(textsAround(report, fileName), year, nobody)) };
};

/**
 * Looks for what must not be published unseen: personal data, secret markings, counts of fewer than five people, in the cells of
 * `data.parquet` and in the text around the table. Every row is counted; what a column is about is judged from its name and a
 * sample spread over it. The answer never grows with the rows, and what it shows is masked.
 */
export const screen = (parquetPath: string, report: Screened, options: ScreenOptions): Promise<Screening> => {
  const { scratch, limits, signal } = options;
  if (report.columns.length === 0) return Promise.resolve(screenAround(report, options));
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
      const inside = await screenTable(seat, samples, roles, titlesOf(report), (done) => {
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
