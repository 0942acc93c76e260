import type { CaseIndexes } from '../case-store.ts';
import { deadlineNow, finishedOn, isAtWork, runningPause, type InformationRequest } from './model.ts';

type Group = 'open' | 'closed';

/** The keys under which requests are found: an agency's inbox, all of them, its register of a year, and what a day brings. */
export const requestKeys = {
  ofAgency: (agency: string, group: Group) => `request#${group}#${agency}`,
  all: (group: Group) => `request#${group}`,
  /** An agency's register (sổ theo dõi) of a year, in the order of receipt. */
  register: (agency: string, year: string) => `request#${agency}#${year}`,
  /** Requests that wait for their requester, by the last day they may answer. */
  waiting: 'request#waiting',
  /** Closed requests whose papers are still kept, by the day after which nothing was owed. */
  papersKept: 'request#papers-kept',
  upTo: (day: string) => `${day}~`,
} as const;

/** Open ones by due day, those without one first: they need a person most. Closed ones by the day they closed. */
const sortDay = (request: InformationRequest): string => {
  const finished = finishedOn(request);
  if (finished) return finished;
  const deadline = deadlineNow(request);
  return deadline.kind === 'known' ? deadline.dueOn : '0000-00-00';
};

export const indexesOf = (request: InformationRequest): CaseIndexes => {
  const group = isAtWork(request) ? 'open' : 'closed';
  const sort = `${sortDay(request)}#${request.code}`;
  const notice = noticeOf(request);
  return {
    owner: [requestKeys.ofAgency(request.agency, group), sort],
    status: [requestKeys.all(group), sort],
    kind: [
      requestKeys.register(request.agency, request.receivedOn.slice(0, 4)),
      `${request.receivedOn}#${request.code}`,
    ],
    ...(notice && { notice }),
  };
};

/** What some later morning has to do with a request, and from when: nothing with most. */
const noticeOf = (request: InformationRequest): CaseIndexes['notice'] => {
  const { closing, code, papersErasedOn } = request;
  const finished = finishedOn(request);
  if (finished) return papersErasedOn ? undefined : [requestKeys.papersKept, `${finished}#${code}`];
  if (closing) return undefined;
  const until = runningPause(request)?.until;
  return until && [requestKeys.waiting, `${until}#${code}`];
};
