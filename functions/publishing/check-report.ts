import type * as z from 'zod';
import type { CheckReport } from '../../shared/contract/uploads.ts';
import { fillSentence } from '../../shared/contract/problems.ts';
import type { UnreadFailure } from '../../shared/capabilities/publishing/upload.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import type { Finding } from '../../shared/kernel/screening.ts';
import type { Note, Problem, Reading, TableReport } from '../../shared/tabular/index.ts';
// Not by the room's front door: whoever says sentences need not carry the engine.
import { isNeutralised } from '../../shared/tabular/csv-cell.ts';
import { Preview } from '../../shared/tabular/preview.ts';
import { findingSentence } from './finding-sentences.ts';
import type { OriginalNote } from './offered-original.ts';
import { ruleWords } from './problem-words.ts';
import sentences from './sentences.vi.json' with { type: 'json' };

/** What is wrong with the content, or why it was not looked at: both are said in the same way. */
export type AnyProblem = Omit<Problem, 'code'> & { code: Problem['code'] | UnreadFailure };
type Report = z.input<typeof CheckReport>;

const words = { ',': ',', ';': ';', '\t': 'tab', '|': '|' } as const;

/** What the sentence of a problem may name. A record without lines is named by its number. */
export const problemFacts = ({ facts, code: _code, ...place }: AnyProblem | Note) => ({
  encodingNote: facts?.['encoding'] ? `, có vẻ là ${facts['encoding']}` : '',
  ...(place.row === undefined ? {} : { line: place.row }),
  ...place,
  ...facts,
  ...ruleWords({ facts, value: place.value }),
});

/** Which sheet of the workbook is meant, where there are several. */
const inSheet = ({ sheet }: AnyProblem | Note, sentence: string): string =>
  sheet === undefined ? sentence : `Trang tính “${sheet}”: ${sentence}`;

/** The problem in Vietnamese, with what to do about it. */
export const sentenceOf = (problem: AnyProblem): string =>
  inSheet(problem, fillSentence(sentences.problems[problem.code], problemFacts(problem)));

export const noteSentence = (note: Note): string =>
  inSheet(note, fillSentence(sentences.notes[note.code], problemFacts(note)));

const chosenFrom = (code: AnyProblem['code']): 'entry' | 'encoding' | 'sheet' =>
  code.startsWith('zip-') ? 'entry' : code === 'not-utf8' ? 'encoding' : 'sheet';

const shown = (problem: AnyProblem): Report['problems'][number] => {
  const row = problem.line ?? problem.row;
  return {
    code: problem.code,
    sentence: sentenceOf(problem),
    ...(problem.sheet === undefined ? {} : { sheet: problem.sheet }),
    ...(row === undefined ? {} : { row }),
    ...(problem.column === undefined ? {} : { column: problem.column }),
    ...(problem.columnName === undefined ? {} : { columnName: problem.columnName }),
    ...(problem.value === undefined ? {} : { value: problem.value }),
    ...(problem.choices ? { choose: { what: chosenFrom(problem.code), of: problem.choices } } : {}),
  };
};

type Profiled = NonNullable<TableReport['profile']>['columns'][number];

/** What is drawn of a column. */
const picturesOf = ({ mean, quartiles, histogram, times }: Profiled): Partial<Report['columns'][number]> => ({
  ...(mean === undefined ? {} : { mean }),
  ...(quartiles ? { quartiles } : {}),
  ...(histogram ? { histogram } : {}),
  ...(times ? { times } : {}),
});

const columnsOf = (report: Pick<TableReport, 'columns' | 'profile'>): Report['columns'] =>
  report.columns.map(({ name, type, missing, unit }, i) => {
    const profile = report.profile?.columns[i];
    return {
      name,
      type,
      missing,
      ...(unit === undefined ? {} : { unit }),
      ...(profile
        ? {
            distinct: profile.distinct.count,
            distinctIsExact: profile.distinct.exact,
            ...(profile.min === undefined ? {} : { min: String(profile.min) }),
            ...(profile.max === undefined ? {} : { max: String(profile.max) }),
            top: profile.topValues.values,
            ...picturesOf(profile),
          }
        : {}),
    };
  });

/** The delimiter of the file as it was sent; a plain table made of something else has one of ours. */
const delimiterShown = ({
  prepared,
  delimiter,
}: Partial<Pick<TableReport, 'prepared' | 'delimiter'>>): { delimiter?: string } => {
  const sent = prepared ? prepared.delimiter : delimiter;
  return sent ? { delimiter: words[sent] } : {};
};

/** Cells and names that got an apostrophe in front in the CSV; whoever takes it is told. */
const neutralisedOf = (columns: TableReport['columns']): Pick<Report, 'neutralised'> => {
  const neutralised = columns.reduce(
    (count, { name, type, formulas }) =>
      count + (type === 'text' ? formulas : 0) + (isNeutralised(name) ? 1 : 0),
    0,
  );
  return neutralised > 0 ? { neutralised } : {};
};

/** The report an officer reads: problems by row and column, what was noticed, the profile, the files. */
export const reportFor = (
  report: Partial<Omit<TableReport, 'problems'>> & {
    problems: readonly AnyProblem[];
    problemTotal: number;
  },
  {
    reading,
    findings = [],
    ...made
  }: {
    reading?: Reading | undefined;
    findings?: readonly Finding[];
    problemFile?: string;
    files?: ReleaseFile[];
    preview?: Report['preview'];
    original?: readonly OriginalNote[];
    comparison?: Report['comparison'];
  } = {},
): Report => ({
  ...(report.format ? { format: report.format } : {}),
  ...(report.encoding ? { encoding: report.encoding } : {}),
  ...delimiterShown(report),
  rows: report.rows ?? 0,
  columns: report.columns ? columnsOf({ columns: report.columns, profile: report.profile }) : [],
  problems: report.problems.map(shown),
  problemTotal: report.problemTotal,
  ...(made.problemFile ? { problemFile: made.problemFile } : {}),
  notes: [
    ...[...(report.notes ?? []), ...(report.profile?.notes ?? [])].map(noteSentence),
    ...(report.format === 'geojson' ? [sentences.notes['geometry-elsewhere']] : []),
    ...(made.original ?? []).map((code) => sentences.notes[code]),
  ],
  ...(report.decided?.length ? { decided: report.decided } : {}),
  ...(report.schema?.length ? { schema: report.schema } : {}),
  ...(reading && Object.keys(reading).length > 0 ? { reading } : {}),
  ...(findings.length > 0
    ? { findings: findings.map((one) => ({ ...one, sentence: findingSentence(one) })) }
    : {}),
  files: made.files ?? [],
  ...neutralisedOf(report.columns ?? []),
  ...(made.preview ? { preview: made.preview } : {}),
  ...(report.profile?.chart ? { chart: report.profile.chart } : {}),
  ...(made.comparison ? { comparison: made.comparison } : {}),
});

export const failureReport = (code: UnreadFailure): Report =>
  reportFor({ problems: [{ code }], problemTotal: 1 });

/** The preview as pages show it: every cell as text, missing as null. */
export const previewFrom = (text: string): NonNullable<Report['preview']> => {
  const preview = Preview.parse(JSON.parse(text));
  return {
    columns: preview.columns.map(({ name }) => name),
    rows: preview.rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
    totalRows: preview.notice.of,
  };
};
