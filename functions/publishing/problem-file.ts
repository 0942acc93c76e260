import { fillSentence } from '../../shared/contract/problems.ts';
import { problemCsv, type ProblemLine } from '../../shared/tabular/problem-csv.ts';
import { problemFacts, type AnyProblem } from './check-report.ts';
import sentences from './sentences.vi.json' with { type: 'json' };

/** Where a sentence says where: the list has columns for that. */
const PLACE = /^Dòng \{line\}(?:, cột “\{columnName\}”)?: /;

/** Where a sentence begins to say what to do. */
const REMEDY = /(?<=[.:?!] )(?=Hãy )/;

/** What is wrong and what to do about it, apart: the two parts of the problem's sentence. */
export const ruleAndRemedy = (problem: AnyProblem): { rule: string; remedy: string } => {
  const [what = '', ...remedy] = sentences.problems[problem.code].replace(PLACE, '').split(REMEDY);
  const facts = problemFacts(problem);
  const rule = fillSentence(what.trim(), facts);
  return {
    rule: rule.slice(0, 1).toLocaleUpperCase('vi') + rule.slice(1),
    remedy: fillSentence(remedy.join(''), facts),
  };
};

const lineOf = (problem: AnyProblem): ProblemLine => {
  const line = problem.line ?? problem.row;
  return {
    sheet: problem.sheet ?? '',
    line: line === undefined ? '' : String(line),
    column: problem.columnName ?? '',
    value: problem.value ?? '',
    ...ruleAndRemedy(problem),
  };
};

/** The listed problems of a failed check, to open in a spreadsheet. */
export const problemFile = (problems: readonly AnyProblem[]): string =>
  problemCsv(sentences.problemFile.columns, problems.map(lineOf));
