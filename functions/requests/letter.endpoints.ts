import type { Case } from '../../shared/capabilities/case-store.ts';
import { actsFor } from '../../shared/capabilities/registry/model.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { requestLetterOperations as op, type LetterKind } from '../../shared/contract/request-letters.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { composeLetter } from './letter/compose.ts';
import { documentOf } from './letter/document.ts';
import { letterFact, templateOf } from './letter/facts.ts';
import words from './letter/words.vi.json' with { type: 'json' };
import { AccessPaper, FormPaper, opens, TextPaper } from './papers.ts';
import type { RequestServices } from './services.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Letters are made when they are asked for, from the ledger and the papers: there is no second copy to disagree. */
export const letterEndpoints = (services: RequestServices): Endpoint[] => {
  const { store, papers, registry } = services;

  const letter = async ({ caseId, state }: Case<InformationRequest>, kind: LetterKind) => {
    const fact = letterFact(kind, await store.eventsOf(caseId));
    const form = FormPaper.safeParse((await papers.paper(caseId, 'form'))?.content).data;
    // Not done yet, or the papers are erased: there is nothing to write.
    if (!fact || !form) return { problem: 'not-found' } as const;
    const said = fact.part === undefined ? undefined : await papers.paper(caseId, fact.part);
    const agency = (await registry.agency(state.agency))?.name ?? state.agency;
    const composed = composeLetter(kind, {
      request: state,
      fact,
      agency,
      form,
      said: TextPaper.safeParse(said?.content).data,
    });
    return {
      file: await documentOf(composed),
      headers: {
        'content-type': DOCX,
        'content-disposition': `attachment; filename="${templateOf(kind, state)?.id ?? words.names[kind]}-${state.code}.docx"`,
      },
    };
  };

  return [
    endpoint(op.writeRequestLetter, async (request) => {
      const found = await store.load<InformationRequest>(requestCaseId(request.params.code));
      if (!found) return { problem: 'not-found' };
      if (!actsFor(caller(request), found.state.agency)) return { problem: 'not-your-agency' };
      return letter(found, request.params.letter);
    }),
    endpoint(op.takeRequestLetter, async (request) => {
      const found = await store.load<InformationRequest>(requestCaseId(request.params.code));
      const access = found && (await papers.paper(found.caseId, 'access'));
      const isOpened = opens(AccessPaper.safeParse(access?.content).data, request.body.secret);
      return found && isOpened ? letter(found, request.params.letter) : { problem: 'not-found' };
    }),
  ];
};
