import { fillSentence } from '../../shared/contract/problems.ts';
import {
  isOpen,
  runningCorrection,
  type InformationRequest,
} from '../../shared/capabilities/requests/model.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { displayDay, type LocalDate } from '../../shared/kernel/local-date.ts';
import { dueInWords } from '../../shared/kernel/sum-in-words.ts';
import { REQUESTS_PAGE } from '../../shared/contract/public-paths.ts';
import type { AccessPaper } from './papers.ts';
import sentences from './letters.json' with { type: 'json' };

type Words = { readonly subject: string; readonly text: string };
type Told = Exclude<
  keyof (typeof sentences)['vi'],
  | 'due'
  | 'lateBefore'
  | 'atOnce'
  | 'house'
  | 'provisional'
  | 'stopped'
  | 'noDay'
  | 'correctionDue'
  | 'correctionHandedOn'
  | 'correctionWithoutDay'
  | 'link'
  | 'code'
  | 'automatic'
>;

export const isTold = (type: string): type is Told => type in sentences.vi && /^[A-Z]/.test(type);

const dayWords = (
  deadline: Extract<Deadline, { kind: 'known' }>,
  words: { readonly atOnce: string; readonly house: string; readonly provisional: string },
): string => {
  const { basis, inLaw, provisional } = deadline;
  return [
    dueInWords(deadline),
    ...(basis === 'house' ? [inLaw ? words.atOnce : words.house] : []),
    ...(provisional ? [words.provisional] : []),
  ].join(', ');
};

/**
 * The letter about one step of a request. It says what happened and by when; what was written stays behind the link, since
 * mail passes through many hands.
 */
export const letterOf = (
  type: Told,
  request: InformationRequest,
  { secret, language }: AccessPaper,
  more: { agency: string; why?: string; late?: { from: string; wasDue: LocalDate }; publicUrl: string },
): Words => {
  const words = sentences[language];
  const { code, deadline } = request;
  const until = request.pauses.at(-1)?.until;
  const facts = { code, agency: more.agency, why: more.why, ...(until && { until: displayDay(until) }) };
  const correction = runningCorrection(request);
  const due = isOpen(request)
    ? [
        deadline.kind === 'known'
          ? fillSentence(words.due, { dueOn: dayWords(deadline, words) })
          : deadline.kind === 'stopped'
            ? words.stopped
            : fillSentence(words.noDay, { why: deadline.why }),
      ]
    : correction
      ? [
          correction.deadline.kind === 'known'
            ? fillSentence(words.correctionDue, { dueOn: dayWords(correction.deadline, words) })
            : fillSentence(words.correctionWithoutDay, { why: correction.deadline.why }),
        ]
      : [];
  // What is answered is not answered again: whoever took over owes the correction.
  const said = words[type === 'RequestTransferred' && correction ? 'correctionHandedOn' : type];
  return {
    subject: fillSentence(said.subject, facts),
    text: [
      fillSentence(said.text, facts),
      ...(more.late
        ? [fillSentence(words.lateBefore, { from: more.late.from, wasDue: displayDay(more.late.wasDue) })]
        : []),
      ...due,
      '',
      words.link,
      `${more.publicUrl}${REQUESTS_PAGE[language]}#${code}.${secret}`,
      '',
      fillSentence(words.code, facts),
      '—',
      more.publicUrl,
      words.automatic,
    ].join('\n'),
  };
};
