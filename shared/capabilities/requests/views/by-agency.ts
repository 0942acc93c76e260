import { AgencyCode } from '../../../kernel/ids.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import type { ContestKind } from '../../../kernel/request.ts';
import { numberIn, type FigureRow } from '../../figures.ts';
import { HANDED_ON_LATE } from './adds.ts';
import { isOpen, isOverdue, type InformationRequest } from '../model.ts';

/** What is counted of requests received in a year. */
export type RequestCounts = {
  received: number;
  resolved: number;
  refused: number;
  withdrawn: number;
  lapsed: number;
  open: number;
  overdue: number;
  answeredLate: number;
  complaints: number;
  lawsuits: number;
  /** Handed on to another agency when they were late already; they are among the other's `received`, not this one's. */
  handedOnLate: number;
};

/** Counted from the requests themselves, where they are those of one agency; what it handed on it has no more. */
export const countRequests = (
  requests: readonly InformationRequest[],
  today: LocalDate,
): Omit<RequestCounts, 'handedOnLate'> => {
  const count = (is: (request: InformationRequest) => boolean): number => requests.filter(is).length;
  const ended = (how: NonNullable<InformationRequest['closing']>['how']) =>
    count(({ closing }) => closing?.how === how);
  const contested = (kind: ContestKind): number =>
    requests.reduce((sum, { contests = [] }) => sum + contests.filter(({ how }) => how === kind).length, 0);
  return {
    received: requests.length,
    resolved: ended('answered'),
    refused: ended('refused'),
    withdrawn: ended('withdrawn'),
    lapsed: ended('lapsed'),
    open: count(isOpen),
    overdue: count((request) => isOpen(request) && isOverdue(request, today)),
    answeredLate: count((request) => !isOpen(request) && isOverdue(request, today)),
    complaints: contested('complaint'),
    lawsuits: contested('lawsuit'),
  };
};

const DUE = /^due#(\d{4}-\d\d)$/;

/**
 * The same for every agency that received any, from the sums. `received` is the sheet of the year; `due` lists what is open
 * and due from the first day of this month on.
 */
export const countByAgency = (
  { received, due }: { readonly received: readonly FigureRow[]; readonly due: readonly FigureRow[] },
  { year, today }: { readonly year: string; readonly today: LocalDate },
): Map<AgencyCode, RequestCounts> => {
  const overThisMonth = new Map<unknown, number>();
  for (const { row, values } of due)
    if (values['year'] === year && row.slice(0, today.length) < today)
      overThisMonth.set(values['agency'], (overThisMonth.get(values['agency']) ?? 0) + 1);

  const found = new Map<AgencyCode, RequestCounts>();
  for (const row of received) {
    if (numberIn(row, 'received') === 0 && numberIn(row, HANDED_ON_LATE) === 0) continue;
    const overBefore = Object.keys(row.values)
      .filter((what) => (DUE.exec(what)?.[1] ?? today) < today.slice(0, 7))
      .reduce((sum, what) => sum + numberIn(row, what), 0);
    found.set(AgencyCode.parse(row.row), {
      received: numberIn(row, 'received'),
      resolved: numberIn(row, 'answered'),
      refused: numberIn(row, 'refused'),
      withdrawn: numberIn(row, 'withdrawn'),
      lapsed: numberIn(row, 'lapsed'),
      open: numberIn(row, 'open'),
      overdue: overBefore + (overThisMonth.get(row.row) ?? 0),
      answeredLate: numberIn(row, 'late'),
      complaints: numberIn(row, 'complaint'),
      lawsuits: numberIn(row, 'lawsuit'),
      handedOnLate: numberIn(row, HANDED_ON_LATE),
    });
  }
  return found;
};

/** What several agencies have together. */
export const together = (all: Iterable<RequestCounts>): RequestCounts => {
  const sum: RequestCounts = {
    received: 0,
    resolved: 0,
    refused: 0,
    withdrawn: 0,
    lapsed: 0,
    open: 0,
    overdue: 0,
    answeredLate: 0,
    complaints: 0,
    lawsuits: 0,
    handedOnLate: 0,
  };
  for (const counts of all)
    for (const what of Object.keys(sum) as (keyof RequestCounts)[]) sum[what] += counts[what];
  return sum;
};
