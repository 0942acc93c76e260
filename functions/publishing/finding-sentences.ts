import { fillSentence } from '../../shared/contract/problems.ts';
import type { Finding, FindingSummary } from '../../shared/kernel/screening.ts';
import sentences from './sentences.vi.json' with { type: 'json' };

const { where, kinds, because } = sentences.findings;

const whereOf = ({ place, facts }: Finding): string => {
  if (place === 'cell') return facts['columns'] === undefined ? where.cell : where.columns;
  return where[place];
};

const reasons: Readonly<Record<string, string>> = because;

/** Where, how often, what it looks like, and why it is suspected. */
export const findingSentence = (finding: Finding): string => {
  const { kind, columnName, column, count, facts } = finding;
  const why = reasons[String(facts['because'] ?? '')];
  return fillSentence(`${whereOf(finding)} ${kinds[kind]}${why === undefined ? '' : `, ${why}`}.`, {
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
