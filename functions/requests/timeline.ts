import type * as z from 'zod';
import { requestEvents, type RequestEvent } from '../../events/requests.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { RequestStanding } from '../../shared/contract/requests.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { daysBetween, type LocalDate } from '../../shared/kernel/local-date.ts';
import type { Paper } from '../../shared/kernel/paper.ts';
import { TextPaper } from './papers.ts';

type Entry = z.input<typeof RequestStanding>['timeline'][number];
type Data = Extract<RequestEvent, { data: unknown }>['data'];

/** Names and grounds, where an event holds their codes. */
export type Wording = {
  agency: (code: AgencyCode) => string;
  ground: (id: string) => { vi: string; en: string };
};

const dayOfFact = (data: Data): LocalDate => ('on' in data ? data.on : data.receivedOn);

/** On which ground somebody was refused says what kind of thing they asked for: theirs to know. */
const namedIn = (fact: RequestEvent, words: Wording, isOpened: boolean): Partial<Entry> => {
  switch (fact.type) {
    case 'RequestReceived':
      return { agency: words.agency(fact.data.agency) };
    case 'ClarificationAsked':
      return { until: fact.data.until };
    case 'RequestTransferred': {
      const { from, to, on, late } = fact.data;
      return {
        from: words.agency(from),
        to: words.agency(to),
        ...(late && { late: { ...late, days: daysBetween(late.dueOn, on) } }),
      };
    }
    case 'RequestRefused':
      return isOpened ? { ground: words.ground(fact.data.ground) } : {};
    case 'RequestContested':
      return { how: fact.data.how };
    case 'AnswerFoundWrong':
      return { discoveredOn: fact.data.discoveredOn };
    case 'CorrectionDeadlineRecomputed':
    case 'RequestDeadlineRecomputed':
      return { why: fact.data.why };
    default:
      return {};
  }
};

/** What both sides wrote stands beside what happened, for those who may read it. */
const textOf = (
  { type, data }: RequestEvent,
  papers: ReadonlyMap<string, Paper> | undefined,
): string | undefined => {
  if (type === 'RequestReceived' || !papers || !('paper' in data) || !data.paper) return undefined;
  return TextPaper.safeParse(papers.get(data.paper.part)?.content).data?.text;
};

/** The events of a request, in order, with what they name. Without papers it tells what happened and nothing that was written. */
export const timelineOf = (
  events: readonly Envelope[],
  words: Wording,
  papers?: ReadonlyMap<string, Paper>,
): Entry[] => {
  let isStopped = false;
  return events.map((event) => {
    const definition = requestEvents.find(({ type }) => type === event.type);
    if (!definition) throw new TypeError(`No event definition for ${event.type}`);
    const fact = { type: event.type, data: definition.data.parse(event.data) } as RequestEvent;
    const { data } = fact;
    const text = textOf(fact, papers);
    const deadline = 'deadline' in data ? data.deadline : undefined;
    const wasStopped = isStopped;
    if (deadline) isStopped = deadline.kind === 'stopped';
    return {
      at: event.at,
      on: dayOfFact(data),
      what: fact.type,
      ...(deadline?.kind === 'known' && { dueOn: deadline.dueOn }),
      ...namedIn(fact, words, papers !== undefined),
      ...(fact.type === 'ClarificationAsked' && isStopped && { stopped: true as const }),
      ...(fact.type === 'ClarificationGiven' && wasStopped && { stopped: true as const }),
      ...(text !== undefined && { text }),
    };
  });
};
