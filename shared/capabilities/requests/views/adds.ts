import type { Adds, Count } from '../../figures.ts';
import { ContestKind } from '../../../kernel/request.ts';
import { isOverdue, type InformationRequest } from '../model.ts';

/** The sheets in which requests are counted. */
export const requestSheets = {
  /** A row an agency: what it received in a year, and what became of that. */
  receivedIn: (year: string) => `requests#${year}`,
  /** Open requests by their due day, each a row of its own. */
  due: 'requests#due',
} as const;

/** How many were handed on when they were late already. */
export const HANDED_ON_LATE = 'handed-on-late';

/** How many open requests are due in a month, by the month. */
export const dueIn = (month: string): string => `due#${month}`;

const contestsOf = ({ contests = [] }: InformationRequest): Pick<Count, 'what' | 'n'>[] =>
  ContestKind.options.flatMap((what) => {
    const n = contests.filter(({ how }) => how === what).length;
    return n > 0 ? [{ what, n }] : [];
  });

/** That an agency handed a request on when it was late already counts for that agency, whoever answers it. */
const handedOnLate = ({ transfers, receivedOn }: InformationRequest): Count[] =>
  transfers
    .filter(({ late }) => late)
    .map(({ from }) => ({
      sheet: requestSheets.receivedIn(receivedOn.slice(0, 4)),
      row: from,
      what: HANDED_ON_LATE,
      n: 1,
    }));

/** What a request adds to the figures, in the year it was received: to those of the agency that answers it, and of who was late. */
export const addsOf = (request: InformationRequest): Adds => {
  const { counts, places } = addsOfAnswering(request);
  return { counts: [...counts, ...handedOnLate(request)], places };
};

const addsOfAnswering = (request: InformationRequest): Adds => {
  const { agency, receivedOn, closing, deadline, code } = request;
  const year = receivedOn.slice(0, 4);
  const one = (what: string): Count => ({ sheet: requestSheets.receivedIn(year), row: agency, what, n: 1 });
  const always = [one('received'), ...contestsOf(request).map((count) => ({ ...one(''), ...count }))];
  if (closing)
    return {
      // Once it is closed, the day of today changes nothing any more.
      counts: [...always, one(closing.how), ...(isOverdue(request, closing.on) ? [one('late')] : [])],
      places: [],
    };
  if (deadline.kind !== 'known') return { counts: [...always, one('open')], places: [] };
  const { dueOn } = deadline;
  return {
    counts: [...always, one('open'), one(dueIn(dueOn.slice(0, 7)))],
    places: [{ sheet: requestSheets.due, row: `${dueOn}#${code}`, says: { agency, year } }],
  };
};
