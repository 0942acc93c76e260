import { aroundOf } from './around-texts.ts';
import { prepareCsv } from './intake-csv.ts';
import { formatNotes, formatsDecided, isShownAsPercent } from './cell-formats.ts';
import { takeIn } from './intake.ts';
import type { DataFile, Intake, IntakeOptions } from './prepare.ts';
import type { Problem } from './problem.ts';
import { readTable } from './read-table.ts';
import type { Identified, TableReport } from './report.ts';
import { sourceRowOf } from './row-origins.ts';

/** The table that was found in a file, and the verdict on it. */
export type TakenIn = {
  /** What `convert` reads. */
  readonly path: string;
  readonly report: TableReport;
  /** The data file of a zip. */
  readonly source?: DataFile;
};

const refusal = (identified: Identified, intake: Intake): TableReport => {
  const problemCounts: TableReport['problemCounts'] = {};
  for (const { code } of intake.problems) problemCounts[code] = (problemCounts[code] ?? 0) + 1;
  return {
    ...identified,
    rows: 0,
    columns: [],
    problems: [...intake.problems],
    problemTotal: intake.problems.length,
    problemCounts,
    notes: [...intake.notes],
    decided: [...intake.decided],
    schema: [],
  };
};

/** Problems and notes of the plain table, by the rows and the sheet that the officer sees. */
const placed =
  ({ origins = [], sheet }: Intake) =>
  <T extends Pick<Problem, 'row' | 'line' | 'sheet' | 'facts'>>(one: T): T => {
    const { line: _line, ...rest } = one;
    const line = one.row === undefined ? undefined : sourceRowOf(origins, one.row);
    const facts = Object.entries(one.facts ?? {}).map(([name, fact]) => [
      name,
      rowFacts.has(name) && typeof fact === 'number' ? (sourceRowOf(origins, fact) ?? fact) : fact,
    ]);
    return {
      ...(rest as T),
      ...(one.facts ? { facts: Object.fromEntries(facts) as T['facts'] } : {}),
      ...(line === undefined ? {} : { line }),
      ...(sheet === undefined ? {} : { sheet }),
    };
  };

/** Facts that name rows of their own: the two ways in which a column is written. */
const rowFacts: ReadonlySet<string> = new Set(['firstRow', 'secondRow']);

/** The unit stated above a table is that of its numbers which have none of their own. */
const withUnit = (report: TableReport, unit: string | undefined): TableReport => {
  if (unit === undefined) return report;
  const isBare = (i: number): boolean => {
    const column = report.columns[i];
    return (
      (column?.type === 'integer' || column?.type === 'decimal') &&
      column.unit === undefined &&
      column.field === undefined &&
      !/^(?:stt|tt|số thứ tự|no\.?)$/i.test(column.name)
    );
  };
  return {
    ...report,
    columns: report.columns.map((column, i) => (isBare(i) ? { ...column, unit } : column)),
    schema: report.schema.map((field, i) =>
      isBare(i) && field.unit === undefined ? { ...field, unit } : field,
    ),
  };
};

/** The strict check of a table as it was sent; where it was unpacked or decoded first, that is in the report. */
const asItLies = async (
  intake: Intake,
  identified: Identified,
  options: IntakeOptions,
): Promise<TableReport> => {
  const cut = intake.delimiter ? { reading: { ...options.reading, delimiter: intake.delimiter } } : {};
  const report = await readTable(intake.path, identified, { ...options, ...cut });
  const { delimiter } = report;
  return {
    ...report,
    notes: [...intake.notes, ...report.notes],
    decided: [...intake.decided, ...report.decided],
    ...(intake.isCopy ? { prepared: { origins: [], ...(delimiter ? { delimiter } : {}) } } : {}),
  };
};

const judge = async (
  intake: Intake,
  identified: Identified,
  options: IntakeOptions,
): Promise<TableReport> => {
  if (intake.problems.length > 0) return refusal(identified, intake);
  if (!intake.isPrepared) return asItLies(intake, identified, options);
  const reading = { ...options.reading, delimiter: ',' as const };
  const { encoding, ...sent } = identified;
  const report = await readTable(
    intake.path,
    { ...sent, format: 'csv' },
    { ...options, reading, hints: intake.hints ?? [] },
  );
  const place = placed(intake);
  const { formats = [] } = intake;
  const isOtherwiseSaid = (column: number | undefined): boolean => {
    const found = column === undefined ? undefined : report.columns[column - 1];
    return found !== undefined && isShownAsPercent(formats[(column ?? 0) - 1], found, report.rows);
  };
  return withUnit(
    {
      ...report,
      format: identified.format,
      ...(encoding ? { encoding } : {}),
      problems: report.problems.map(place),
      notes: [
        ...intake.notes,
        ...formatNotes(formats, report.columns, intake.sheet),
        ...report.notes
          .filter(({ code, column }) => code !== 'numbers-rewritten' || !isOtherwiseSaid(column))
          .map(place),
      ],
      decided: [
        ...intake.decided,
        ...formatsDecided(formats, report.columns),
        ...report.decided
          .filter(({ what, column }) => what !== 'numbers' || !isOtherwiseSaid(column))
          .map((one) => ({
            ...one,
            samples: one.samples.map((sample) => sampleAt(sample, intake)),
          })),
      ],
      prepared: {
        origins: intake.origins ?? [],
        ...(intake.sheet === undefined ? {} : { sheet: intake.sheet }),
        ...(intake.delimiter === undefined ? {} : { delimiter: intake.delimiter }),
      },
      ...(intake.around ? aroundOf(intake.around) : {}),
    },
    intake.unit,
  );
};

const sampleAt = <T extends { row?: number | undefined }>(sample: T, { origins }: Intake): T => {
  const row = sample.row === undefined ? undefined : sourceRowOf(origins ?? [], sample.row);
  return row === undefined ? sample : { ...sample, row };
};

/** Rows of another length are the strict check's only complaint: the table may have parts that are not data. */
const isRaggedOnly = ({ problemTotal, problemCounts }: TableReport): boolean =>
  problemTotal > 0 && problemTotal === (problemCounts['ragged-row'] ?? 0);

/** Size and digest are those of the file that was sent, also where the table came out of a zip. */
const sentAs = (report: TableReport, { bytes, sha256 }: Identified, source?: DataFile): TableReport => ({
  ...report,
  bytes,
  sha256,
  ...(source && report.prepared ? { prepared: { ...report.prepared, entry: source.entry } } : {}),
});

/**
 * Finds the table in what was sent and checks it strictly. A plain file is checked as it stands; a CSV that does not
 * pass for the length of its rows alone is laid out first, and the first verdict stays when that does not help.
 */
export const readIntake = async (
  path: string,
  identified: Identified,
  options: IntakeOptions,
): Promise<TakenIn> => {
  const intake = await takeIn(path, identified, options);
  const data = intake.source?.identified ?? identified;
  const taken = (path: string, report: TableReport): TakenIn => ({
    path,
    report: sentAs(report, identified, intake.source),
    ...(intake.source ? { source: intake.source } : {}),
  });
  const report = await judge(intake, data, options);
  if (data.format === 'csv' && !intake.isPrepared && isRaggedOnly(report)) {
    const { decided, notes } = intake;
    const prepared = await prepareCsv(intake.path, options);
    if (prepared.isPrepared && prepared.problems.length === 0) {
      const told = {
        ...prepared,
        decided: [...decided, ...prepared.decided],
        notes: [...notes, ...prepared.notes],
      };
      const second = await judge(told, data, options);
      if (second.problemTotal === 0) return taken(prepared.path, second);
    }
  }
  return taken(intake.path, report);
};
