import type { Recorded } from '../../events/envelope.ts';
import type { RequestEvent } from '../../events/requests.ts';
import { correctAnswer, findAnswerWrong } from '../../shared/capabilities/requests/correct-answer.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { evolve } from '../../shared/capabilities/requests/evolve.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, EventId, PersonRef, RequestCode, caseIdOf, uuidFrom } from '../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { proofOf } from '../../shared/kernel/paper.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';

type Act = (state: InformationRequest | undefined) => decide.Decision;

export const theCode = RequestCode.parse('YC-7K3M9-QXD2T');
const paper = proofOf({ part: 'paper', salt: 'docs', content: {} });
const receivedOn = localDate('2025-06-16');
const on = localDate('2025-06-17');

const received: Act = (state) =>
  decide.receive(
    {
      code: theCode,
      kind: 'information',
      channel: 'online',
      subject: 'public',
      form: '01a',
      agency: AgencyCode.parse('H54.05'),
      requester: PersonRef.parse(uuidFrom(sha256('requester'))),
      receivedOn,
      receivedAt: startOfDay(receivedOn),
      paper,
      files: [],
      today: receivedOn,
    },
    state,
  );
const asked: Act = (state) => decide.askClarification({ on, until: localDate('2025-06-27'), paper }, state);
const given: Act = (state) => decide.giveClarification({ on: localDate('2025-06-20'), paper }, state);
const complex: Act = (state) => decide.findComplex({ on, paper }, state);
const extended: Act = (state) => decide.extend({ on, paper }, state);
const handedOn: Act = (state) =>
  decide.transfer({ on, to: AgencyCode.parse('H54.06'), because: 'not-held', paper }, state);
const answered: Act = (state) => decide.answer({ on, paper, files: [], datasets: [] }, state);
const foundWrong: Act = (state) => findAnswerWrong({ on, discoveredOn: on, paper }, state);
const corrected: Act = (state) => correctAnswer({ on, paper, files: [] }, state);
const withdrawn: Act = (state) => decide.withdraw({ on }, state);

const recorded = (fact: RequestEvent, version: number): Recorded<RequestEvent> => ({
  id: EventId.parse(uuidFrom(sha256(`${fact.type} ${version}`))),
  typeVersion: 1,
  caseId: caseIdOf('request', theCode),
  version,
  at: startOfDay(on),
  by: { kind: 'system', name: 'docs' },
  ...fact,
});

/** The facts of one request, each as its own decision gives it, for pictures of what follows from them. */
const life = (...acts: readonly Act[]): Recorded<RequestEvent>[] => {
  const facts: RequestEvent[] = [];
  let state: InformationRequest | undefined;
  for (const act of acts) {
    const decided = act(state);
    if (isRefusal(decided)) throw new Error(`a request for pictures met ${decided.refused}`);
    for (const fact of decided) state = evolve(state, fact);
    facts.push(...decided);
  }
  return facts.map((fact, i) => recorded(fact, i + 1));
};

/** An answer the agency itself found wrong, until it was put right. */
export const correctionFacts: readonly Recorded<RequestEvent>[] = life(
  received,
  answered,
  foundWrong,
  corrected,
).slice(2);

export const requestFacts: readonly Recorded<RequestEvent>[] = [
  ...life(received, asked, given, complex, extended, handedOn, answered),
  ...life(received, withdrawn).slice(1),
];
