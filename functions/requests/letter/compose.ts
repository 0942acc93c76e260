import type { InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { fillSentence } from '../../../shared/contract/problems.ts';
import type { LetterKind } from '../../../shared/contract/request-letters.ts';
import type { Deadline } from '../../../shared/kernel/deadline.ts';
import { displayDay } from '../../../shared/kernel/local-date.ts';
import { dayInWords, sumInWords } from '../../../shared/kernel/sum-in-words.ts';
import { groundInWords } from '../grounds.ts';
import type { FormPaper, TextPaper } from '../papers.ts';
import type { Letter } from './document.ts';
import { templateOf, type LetterFact } from './facts.ts';
import words from './words.vi.json' with { type: 'json' };

const groundOf = ({ ground, detail }: LetterFact, { receivedOn }: InformationRequest) => {
  const named = [ground, detail].flatMap((id) => (id === undefined ? [] : [groundInWords(id, receivedOn)]));
  const cites = named.flatMap((one) => one.cites).join('; ');
  return { ground: named.map(({ title }) => title).join(': '), cites: cites === '' ? '' : ` (${cites})` };
};

/**
 * The day, or the words a signed letter has where there is none: the rulebook's own reason is for the portal, and so is the
 * day by which the house watches “at once”.
 */
const dueOf = (deadline: Deadline): string => {
  if (deadline.kind !== 'known') return words.withoutDay[deadline.kind];
  return deadline.inLaw ? words.withoutDay[deadline.inLaw] : dayInWords(deadline);
};

const opening = (kind: LetterKind, fact: LetterFact, request: InformationRequest): string => {
  const due = dueOf(fact.deadline ?? request.deadline);
  switch (kind) {
    case 'acceptance':
      return fillSentence(words.acceptance, { on: displayDay(fact.on), due });
    case 'question':
      return fillSentence(words.question, { until: fact.until ? displayDay(fact.until) : '' });
    case 'complexity':
      return fillSentence(words.complexity, { due });
    case 'answer':
      return words.answer;
    case 'correction':
      return words.correction;
    case 'extension':
      return fillSentence(words.extension, { due });
    case 'refusal':
      return fillSentence(words.refusal, groundOf(fact, request));
  }
};

const whoAndWhat = (form: FormPaper): { name: string; information: string } =>
  form.content.kind === 'information'
    ? { name: form.content.asks.person.name, information: form.content.asks.information }
    : { name: form.content.says.name ?? words.unnamed, information: form.content.says.description };

/** What a letter says: the request, what was done by which law and by when, and the officer's own words. */
export const composeLetter = (
  kind: LetterKind,
  given: {
    readonly request: InformationRequest;
    readonly fact: LetterFact;
    readonly agency: string;
    readonly form: FormPaper;
    readonly said: TextPaper | undefined;
  },
): Letter => {
  const { request, fact, agency, form, said } = given;
  const template = templateOf(kind, request)?.title.vi;
  const { name, information } = whoAndWhat(form);
  const files = (said?.files ?? []).map((file) => file.name).join('; ');
  const body = [
    fillSentence(words.about, {
      code: request.code,
      receivedOn: displayDay(request.receivedOn),
      information,
    }),
    opening(kind, fact, request),
    ...(said?.text.split(/\r?\n/).filter((text) => text.trim() !== '') ?? []),
    ...(files === '' ? [] : [fillSentence(words.files, { files })]),
    ...((kind === 'extension' || kind === 'complexity') && fact.deadline?.kind === 'known'
      ? [words.sum, ...sumInWords(fact.deadline)]
      : []),
    ...(kind === 'refusal' ? [words.rights] : []),
  ];
  const last = `${body.pop() ?? ''}${words.end}`.replace(`.${words.end}`, words.end);
  return {
    agency,
    on: fact.on,
    title: template ?? (request.kind === 'information' ? words.titles : words.titlesOfReports)[kind],
    ...(template !== undefined && { template }),
    to: fillSentence(words.to, { name }),
    body: [...body, last],
  };
};
