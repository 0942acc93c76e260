import type { Envelope } from '../../../events/envelope.ts';
import {
  AnswerCorrected,
  ClarificationAsked,
  RequestAccepted,
  RequestAnswered,
  RequestExtended,
  RequestFoundComplex,
  RequestRefused,
  RequestTransferred,
} from '../../../events/requests.ts';
import type { InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import type { LetterKind } from '../../../shared/contract/request-letters.ts';
import { Deadline } from '../../../shared/kernel/deadline.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Template } from '../../../shared/regulation/access.ts';
import { RegulationGap } from '../../../shared/regulation/gap.ts';
import { valueOn } from '../../../shared/regulation/in-force.ts';
import { rulebook, type Rulebook } from '../../../shared/regulation/rulebook.ts';

/** The forms of law for letters about information somebody asked for, as the rulebook names them; some letters have none. */
const forms: Readonly<Record<LetterKind, string | undefined>> = {
  acceptance: 'mau-02',
  question: undefined,
  complexity: undefined,
  answer: 'mau-03',
  extension: 'mau-04',
  refusal: 'mau-05',
  correction: undefined,
};

/**
 * The form of law by which a letter goes out: the version of the day the request was received, as with its limits. None
 * for letters about a report, and none where that day's law has no form that is known.
 */
export const templateOf = (
  kind: LetterKind,
  { kind: about, receivedOn }: Pick<InformationRequest, 'kind' | 'receivedOn'>,
  book: Rulebook = rulebook,
): Template | undefined => {
  const template = about === 'information' ? book.templates.get(forms[kind] ?? '') : undefined;
  return template && !(valueOn(template, receivedOn) instanceof RegulationGap) ? template : undefined;
};

/** What a letter is about: the day it happened, the paper with its words, and what else it names. */
export type LetterFact = {
  readonly on: LocalDate;
  readonly part?: string;
  /** By when an answer was owed once the step was taken. */
  readonly deadline?: Deadline;
  /** The last day for an answer to a question. */
  readonly until?: LocalDate;
  readonly ground?: string;
  readonly detail?: string | undefined;
};

const read: Readonly<Record<LetterKind, (events: readonly Envelope[]) => LetterFact | undefined>> = {
  acceptance: (events) => {
    const at = events.findLastIndex(({ type }) => type === RequestAccepted.type);
    const event = events[at];
    // What another agency accepted before it handed the request on is that agency's letter.
    const handedOn = events.findLastIndex(({ type }) => type === RequestTransferred.type);
    if (!event || handedOn > at) return undefined;
    // A letter says what was so when it was written: later steps and new law move the day, not the letter. Whatever moves
    // it carries the new one, so the last of them is how it stood.
    const moved = events.slice(0, at).findLast(({ data }) => 'deadline' in data);
    return {
      on: RequestAccepted.data.parse(event.data).on,
      ...(moved && { deadline: Deadline.parse(moved.data['deadline']) }),
    };
  },
  question: (events) => {
    const event = events.findLast(({ type }) => type === ClarificationAsked.type);
    if (!event) return undefined;
    const { on, until, paper } = ClarificationAsked.data.parse(event.data);
    return { on, until, part: paper.part };
  },
  complexity: (events) => {
    const at = events.findLastIndex(({ type }) => type === RequestFoundComplex.type);
    const event = events[at];
    // Another agency's notice ended with its clock, when the request was handed on.
    const handedOn = events.findLastIndex(
      ({ type, data }) => type === RequestTransferred.type && data['because'] === 'not-held',
    );
    if (!event || handedOn > at) return undefined;
    const { on, paper, deadline } = RequestFoundComplex.data.parse(event.data);
    return { on, part: paper.part, deadline };
  },
  correction: (events) => {
    const event = events.findLast(({ type }) => type === AnswerCorrected.type);
    if (!event) return undefined;
    const { on, paper } = AnswerCorrected.data.parse(event.data);
    return { on, part: paper.part };
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
