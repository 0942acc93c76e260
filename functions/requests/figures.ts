import type * as z from 'zod';
import { isOpen, isOverdue, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { RequestFigures } from '../../shared/contract/request-register.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { citeInVietnamese } from '../../shared/regulation/cite.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { entryOn } from '../../shared/regulation/series.ts';

type Counts = Omit<z.input<typeof RequestFigures>, 'agency' | 'year' | 'today' | 'notRecorded' | 'cites'>;

/** What the law counts of requests, from the requests themselves. */
export const figuresOf = (requests: readonly InformationRequest[], today: LocalDate): Counts => {
  const count = (is: (request: InformationRequest) => boolean): number => requests.filter(is).length;
  const ended = (how: NonNullable<InformationRequest['closing']>['how']) =>
    count(({ closing }) => closing?.how === how);
  return {
    received: requests.length,
    resolved: ended('answered'),
    refused: ended('refused'),
    withdrawn: ended('withdrawn'),
    lapsed: ended('lapsed'),
    open: count(isOpen),
    overdue: count((request) => isOpen(request) && isOverdue(request, today)),
    answeredLate: count((request) => !isOpen(request) && isOverdue(request, today)),
  };
};

/** Figures the law names and the portal has no record of: said, rather than shown as nought. */
const RECORDED: ReadonlySet<string> = new Set(['received', 'resolved', 'refused']);

export const lawOfFigures = (on: LocalDate): { notRecorded: string[]; cites: string[] } => {
  const { items, basis } = rulebook.data.requestRecords.statistics;
  return {
    notRecorded: items.filter(({ id }) => !RECORDED.has(id)).map(({ label }) => label.vi),
    cites: (entryOn(basis, on)?.cites ?? []).map((cite) => citeInVietnamese(cite, rulebook.instruments)),
  };
};
