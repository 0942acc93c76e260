import { fillSentence } from '../../shared/contract/problems.ts';
import type { Finding, FindingSummary } from '../../shared/kernel/screening.ts';
import sentences from './sentences.vi.json' with { type: 'json' };

const { where, kinds, together, because } = sentences.findings;

const whereOf = ({ place, facts }: Finding): string => {
  if (place === 'cell') return facts['columns'] === undefined ? where.cell : where.columns;
  return where[place];
};

const inOnePlace: Readonly<Record<string, string>> = together;

/** A name and a birth may stand in two columns, or in one cell or row. */
const whatOf = ({ kind, facts }: Finding): string =>
  (facts['withColumn'] === undefined ? inOnePlace[kind] : undefined) ?? kinds[kind];

const reasons: Readonly<Record<string, string>> = because;

/** Where, how often, what it looks like, and why it is suspected. */
export const findingSentence = (finding: Finding): string => {
  const { columnName, column, count, facts } = finding;
  const why = reasons[String(facts['because'] ?? '')];
  return fillSentence(`${whereOf(finding)} ${whatOf(finding)}${why === undefined ? '' : `, ${why}`}.`, {
    ...facts,
    columnName,
    column,
    count,
  });
};

const SHORT = 60;

/** What the record keeps: the name of a column shortened, so that a hundred of them stay a small part of one item. */
export const summaryOf = ({ id, kind, columnName, count }: Finding): FindingSummary => ({
  id,
  kind,
  count,
  ...(columnName === undefined
    ? {}
    : { columnName: columnName.slice(0, SHORT).replace(/[\ud800-\udbff]$/, '') }),
});
