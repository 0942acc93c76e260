import type { DuckDBConnection } from '@duckdb/node-api';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { ColumnSchema } from '../../kernel/table-schema.ts';
import { nfc } from '../../kernel/vietnamese-text.ts';
import { sqlText, withEngine } from '../engine.ts';
import type { TabularLimits } from '../limits.ts';
import { Note, Problem, ProblemCode } from '../problem.ts';
import type { StageOptions } from '../progress.ts';
import type { TableReport } from '../report.ts';
import { ask, numberIn, textIn } from '../ask.ts';
import type { CodeLists } from './code-lists.ts';
import { declaredFaults } from './declared-faults.ts';
import { listFindings, type Broken, type Listed } from './findings.ts';
import { referenceFindings, writeLists, type Reference } from './references.ts';
import { repeatedIn } from './repeated.ts';
import { rowRules, type RowRule } from './row-rules.ts';
import { sourceLines } from './source-lines.ts';
import { CELL, rowsSql, shownSql, type Place } from './values.ts';

const count = z.int().nonnegative();

/** What the rules of the officer say of the table. The table is accepted when `problemTotal` is 0. */
export const ConstraintReport = z.object({
  problems: z.array(Problem),
  problemTotal: count,
  problemCounts: z.partialRecord(ProblemCode, count),
  notes: z.array(Note),
});
export type ConstraintReport = z.infer<typeof ConstraintReport>;

export type ConstraintOptions = StageOptions & {
  readonly scratch: string;
  readonly limits: TabularLimits;
  readonly lists: CodeLists;
  readonly primaryKey?: readonly string[] | undefined;
  /** Brings the file or plain table that the check read: only asked for when there are problems to place. */
  readonly table: () => Promise<string>;
};

/** Rules counted in one statement: enough to read the file seldom, few enough to keep the engine's memory small. */
const RULES_AT_ONCE = 40;

const clean = (report: Pick<ConstraintReport, 'notes'> = { notes: [] }): ConstraintReport => ({
  problems: [],
  problemTotal: 0,
  problemCounts: {},
  ...report,
});

const refusal = (problems: readonly Problem[]): ConstraintReport => {
  const problemCounts: ConstraintReport['problemCounts'] = {};
  for (const { code } of problems) problemCounts[code] = (problemCounts[code] ?? 0) + 1;
  return { problems: [...problems], problemTotal: problems.length, problemCounts, notes: [] };
};

type Declared = {
  readonly fields: readonly { readonly place: Place; readonly field: ColumnSchema }[];
  readonly key: readonly Place[];
  readonly problems: readonly Problem[];
};

/** The columns of the table with what is declared for each, and what was declared of columns that are not there. */
const declaredFor = ({ columns, schema }: TableReport, primaryKey: readonly string[]): Declared => {
  const fields = columns.flatMap((column, index) => {
    const field = schema[index];
    const allowed = field?.constraints?.enum?.map(nfc);
    return field ? [{ field, place: { index, column, ...(allowed ? { allowed } : {}) } }] : [];
  });
  const placeOf = (name: string): Place | undefined =>
    fields.find(({ place }) => nfc(place.column.name) === nfc(name))?.place;
  const names = [...primaryKey, ...fields.flatMap(({ field }) => field.reference?.dateColumn ?? [])];
  const absent = [...new Set(names)].filter((name) => !placeOf(name));
  return {
    fields,
    key: primaryKey.flatMap((name) => placeOf(name) ?? []),
    problems: [
      ...absent.map((columnName) => ({ code: 'column-absent' as const, columnName })),
      ...declaredFaults({ columns: fields.map(({ field }) => field) }).map(({ code, columnName, facts }) => ({
        code: 'rule-unusable' as const,
        columnName,
        facts: { ...facts, fault: code },
      })),
    ],
  };
};

/** Patterns that the engine itself will not take; the check when they were declared speaks the same language, but is not it. */
const unusablePatterns = async (db: DuckDBConnection, rules: readonly RowRule[]): Promise<Problem[]> => {
  const problems: Problem[] = [];
  for (const { code, place, facts } of rules) {
    if (code !== 'value-pattern') continue;
    const pattern = String(facts['pattern']);
    await db.run(`SELECT regexp_full_match('', ${sqlText(pattern)})`).catch(() => {
      problems.push({
        code: 'rule-unusable',
        columnName: place.column.name,
        facts: { pattern, fault: 'pattern-invalid' },
      });
    });
  }
  return problems;
};

const brokenRows = async (
  db: DuckDBConnection,
  parquet: string,
  rules: readonly RowRule[],
  limits: TabularLimits,
): Promise<Broken[]> => {
  const broken: Broken[] = [];
  for (let from = 0; from < rules.length; from += RULES_AT_ONCE) {
    const some = rules.slice(from, from + RULES_AT_ONCE);
    const places = [...new Set(some.map(({ place }) => place))];
    const sums = some.map(({ isBroken }, i) => `count(*) FILTER (WHERE ${isBroken})::DOUBLE AS n${i}`);
    const [counts] = await ask(db, `SELECT ${sums.join(', ')} FROM (${rowsSql(parquet, places)})`);
    some.forEach(({ code, place, isBroken, facts }, i) => {
      broken.push({
        code,
        count: numberIn(counts, `n${i}`),
        first: async (most) => {
          const found = await ask(
            db,
            `SELECT r::DOUBLE AS r, ${shownSql(CELL, place, limits.maxValueChars)} AS v
             FROM (${rowsSql(parquet, [place])}) WHERE ${isBroken} ORDER BY r LIMIT ${most}`,
          );
          return found.map((one) => {
            const shown = textIn(one, 'v');
            return {
              row: numberIn(one, 'r'),
              column: place.index + 1,
              columnName: place.column.name,
              ...(shown === undefined ? {} : { value: shown }),
              facts,
            };
          });
        },
      });
    });
  }
  return broken;
};

const referencesOf = ({ fields }: Declared, lists: CodeLists): Reference[] =>
  fields.flatMap(({ place, field: { reference } }) => {
    if (!reference) return [];
    const { to, dateColumn, date } = reference;
    const dates = fields.find(({ place: { column } }) => nfc(column.name) === nfc(dateColumn ?? ''))?.place;
    return [{ place, to, codes: lists[to], dates, date }];
  });

/** Findings by the sheet and the line that the officer sees. */
const placed = async (
  listed: readonly Listed[],
  report: TableReport,
  options: ConstraintOptions,
): Promise<Problem[]> => {
  const rows = new Set(listed.map(({ row }) => row));
  for (const { facts } of listed) if (typeof facts?.['first'] === 'number') rows.add(facts['first']);
  const lineOf = await sourceLines(await options.table(), report, rows, options.limits, options);
  const sheet = report.prepared?.sheet;
  return listed.map((one) => {
    const line = lineOf(one.row);
    const first = one.facts?.['first'];
    return {
      ...one,
      ...(line === undefined ? {} : { line }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(typeof first === 'number' ? { facts: { ...one.facts, first: lineOf(first) ?? first } } : {}),
    };
  });
};

/**
 * Checks the clean table (`parquet`) against what was declared of its columns: values required, unique, by pattern, length,
 * range and list, the primary key, and codes in force on the day of their row. Problems are listed up to the limit and
 * counted exactly. A table of which nothing is declared costs nothing.
 */
export const checkConstraints = async (
  parquet: string,
  report: TableReport,
  options: ConstraintOptions,
): Promise<ConstraintReport> => {
  const { scratch, limits, primaryKey = [] } = options;
  const declared = declaredFor(report, primaryKey);
  if (declared.problems.length > 0) return refusal(declared.problems);
  const { fields, key } = declared;
  const rules = fields.flatMap(({ place, field }) => rowRules(place, field, key.includes(place)));
  const unique = fields.filter(({ field }) => field.constraints?.unique).map(({ place }) => [place]);
  const isSaid = key.length === 1 && unique.some(([place]) => place === key[0]);
  const together = key.length > 0 && !isSaid ? [...unique, key] : unique;
  const references = referencesOf(declared, options.lists);
  if (rules.length + together.length + references.length === 0) return clean();
  const room = { scratch, folders: [dirname(parquet)], limits, columns: report.columns.length };
  return withEngine(room, async (db) => {
    const unusable = await unusablePatterns(db, rules);
    if (unusable.length > 0) return refusal(unusable);
    const broken = await brokenRows(db, parquet, rules, limits);
    for (const places of together) {
      options.signal?.throwIfAborted();
      broken.push(await repeatedIn(db, parquet, places, limits.maxValueChars));
    }
    const notes: Note[] = [];
    if (references.length > 0) await writeLists(db, references);
    for (const reference of references) {
      const field = fields.find(({ place }) => place === reference.dates)?.field.type;
      const found = await referenceFindings(db, parquet, reference, field, limits.maxValueChars);
      broken.push(...found.broken);
      notes.push(...found.notes);
    }
    const wrong = broken.filter((one) => one.count > 0);
    if (wrong.length === 0) return clean({ notes });
    const problemCounts: ConstraintReport['problemCounts'] = {};
    for (const { code, count } of wrong) problemCounts[code] = (problemCounts[code] ?? 0) + count;
    return {
      problems: await placed(await listFindings(wrong, limits), report, options),
      problemTotal: wrong.reduce((sum, { count }) => sum + count, 0),
      problemCounts,
      notes,
    };
  });
};
