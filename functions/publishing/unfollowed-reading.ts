import { fitting, readFileOf, unfitOf, unfollowedOf } from '../../shared/kernel/reading-fit.ts';
import type { CheckReport } from '../../shared/contract/uploads.ts';
import { fillSentence } from '../../shared/contract/problems.ts';
import type { Note, Problem, Reading, TableReport } from '../../shared/tabular/index.ts';
import sentences from './sentences.vi.json' with { type: 'json' };

const { told } = sentences;

type Refused = { readonly path: string; readonly message: string };

const isKnown = (field: string): field is keyof typeof told.names => field in told.names;

const nameOf = (field: string): string => (isKnown(field) ? told.names[field] : field);

/** What is told and has no place in a file that was looked at before: refused by its name, with what to do. */
export const unfitErrors = (reading: Reading, report: CheckReport | undefined): Refused[] =>
  (report ? unfitOf(reading, readFileOf(report)) : []).map((field) => ({
    path: `body.reading.${field}`,
    message: fillSentence(told.unfit, { field, name: nameOf(field) }),
  }));

const missing = (field: 'headerRows' | 'table', { headerRows, table }: Reading): Problem =>
  field === 'headerRows'
    ? { code: 'told-header-missing', facts: { first: headerRows?.first ?? 0 } }
    : { code: 'told-table-missing', facts: { table: table ?? 0 } };

const counted = ({ problemCounts }: TableReport, problems: readonly Problem[]) =>
  problems.reduce((counts, { code }) => ({ ...counts, [code]: (counts[code] ?? 0) + 1 }), problemCounts);

/**
 * The report with what was told and not done: a place that the file does not have ends the check, and what has no
 * meaning for it is said. A delimiter of an earlier file that cuts nothing here leaves a guess to be looked at.
 */
export const withUnfollowed = (report: TableReport, reading: Reading): TableReport => {
  const { decided, format } = report;
  const file = readFileOf({ format, decided, problems: [] });
  const unfit = unfitOf(reading, file).map(nameOf);
  const unfollowed = unfollowedOf(fitting(reading, file), decided);
  const notes: Note[] = [
    ...(unfit.length > 0 ? [{ code: 'told-unfit' as const, facts: { names: unfit.join(', ') } }] : []),
    ...(unfollowed.includes('delimiter') ? [{ code: 'told-delimiter-idle' as const }] : []),
  ];
  // A file that failed was not read to the end: what was not done there may be no fault of what was told.
  const problems =
    report.problemTotal > 0
      ? []
      : unfollowed.flatMap((field) => (field === 'delimiter' ? [] : [missing(field, reading)]));
  return {
    ...report,
    notes: [...report.notes, ...notes],
    problems: [...report.problems, ...problems],
    problemTotal: report.problemTotal + problems.length,
    problemCounts: counted(report, problems),
  };
};
