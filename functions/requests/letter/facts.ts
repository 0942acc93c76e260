import type { Envelope } from '../../../events/envelope.ts';
import {
  ClarificationAsked,
  RequestAccepted,
  RequestAnswered,
  RequestExtended,
  RequestRefused,
} from '../../../events/requests.ts';
import type { LetterKind } from '../../../shared/contract/request-letters.ts';
import type { Deadline } from '../../../shared/kernel/deadline.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';

/** By which form of law a letter goes out, as the rulebook names it; the law has no form for a question. */
export const templateOf: Readonly<Record<LetterKind, string | undefined>> = {
  acceptance: 'mau-02',
  question: undefined,
  answer: 'mau-03',
  extension: 'mau-04',
  refusal: 'mau-05',
};

/** What a letter is about: the day it happened, the paper with its words, and what else it names. */
export type LetterFact = {
  readonly on: LocalDate;
  readonly part?: string;
  readonly deadline?: Deadline;
  /** The last day for an answer to a question. */
  readonly until?: LocalDate;
  readonly ground?: string;
  readonly detail?: string | undefined;
};

const read: Readonly<Record<LetterKind, (events: readonly Envelope[]) => LetterFact | undefined>> = {
  acceptance: (events) => {
    const event = events.findLast(({ type }) => type === RequestAccepted.type);
    return event && { on: RequestAccepted.data.parse(event.data).on };
  },
  question: (events) => {
    const event = events.findLast(({ type }) => type === ClarificationAsked.type);
    if (!event) return undefined;
    const { on, until, paper } = ClarificationAsked.data.parse(event.data);
    return { on, until, part: paper.part };
  },
  answer: (events) => {
    const event = events.findLast(({ type }) => type === RequestAnswered.type);
    if (!event) return undefined;
    const { on, paper } = RequestAnswered.data.parse(event.data);
    return { on, part: paper.part };
  },
  extension: (events) => {
    const event = events.findLast(({ type }) => type === RequestExtended.type);
    if (!event) return undefined;
    const { on, paper, deadline } = RequestExtended.data.parse(event.data);
    return { on, part: paper.part, deadline };
  },
  refusal: (events) => {
    const event = events.findLast(({ type }) => type === RequestRefused.type);
    if (!event) return undefined;
    const { on, paper, ground, detail } = RequestRefused.data.parse(event.data);
    return { on, part: paper.part, ground, detail };
  },
};

/** The step of a request a letter tells of; undefined when it has not been taken. */
export const letterFact = (kind: LetterKind, events: readonly Envelope[]): LetterFact | undefined =>
  read[kind](events);
