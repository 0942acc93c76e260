import type * as z from 'zod';
import type { Case, CommandContext } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import type { Proof } from '../../shared/capabilities/confirmations.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { giveClarification, withdraw, type Decision } from '../../shared/capabilities/requests/decide.ts';
import { isOpen, requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { requestOperations as op, type RequestReceivedShown } from '../../shared/contract/requests.ts';
import {
  requestCodeFrom,
  type CorrelationId,
  type PersonRef,
  type RequestCode,
} from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/local-date.ts';
import { proofOf, type Paper } from '../../shared/kernel/paper.ts';
import { isRefusal, type Refusal } from '../../shared/kernel/refusal.ts';
import { sumInWords } from '../../shared/kernel/sum-in-words.ts';
import { asProblem, endpoint, type Endpoint } from '../_entry/request.ts';
import { lacksConsent } from './consent.ts';
import { fetchFile } from './fetch-file.ts';
import { AccessPaper, opens, textPaper } from './papers.ts';
import { aboutRefused, askedFrom, followsRefused } from './points-to.ts';
import { awaitedUploadsOf, receiveRequest, receivingAgency, uploadsOf } from './receive.ts';
import type { RequestServices } from './services.ts';
import { showStanding, showWhole } from './show.ts';

type Prove = (proof: Proof) => Promise<'confirmed' | Refusal<'code-refused'>>;
type Asking = { readonly at: Instant; readonly correlationId: CorrelationId };

const byRequester = ({ at, correlationId }: Asking, ref: PersonRef): CommandContext => ({
  at,
  correlation: correlationId,
  by: { kind: 'person', ref, role: 'requester' },
});

/** What the person holds in hand afterwards: the code, the key of their own link, the clock. */
export const showReceived = async (
  services: RequestServices,
  { state }: Case<InformationRequest>,
  secret: string,
): Promise<z.input<typeof RequestReceivedShown>> => ({
  code: state.code,
  secret,
  receivedOn: state.receivedOn,
  deadline: state.deadline,
  sumInWords: sumInWords(state.deadline),
  agency: {
    code: state.agency,
    name: (await services.registry.agency(state.agency))?.name ?? state.agency,
  },
  uploads: await uploadsOf(services, state),
});

/** The same submission again is answered as the first was: its key still opens what it made. */
export const showRepeated = async (services: RequestServices, key: string) => {
  const earlier = await services.store.recall(key);
  const found = earlier && (await services.store.load<InformationRequest>(earlier.caseId));
  if (!found) return undefined;
  const access = AccessPaper.safeParse((await services.papers.paper(found.caseId, 'access'))?.content);
  return showReceived(services, found, access.data?.secret ?? '');
};

export const citizenEndpoints = (services: RequestServices & { prove: Prove }): Endpoint[] => {
  const { store, papers, newId, prove } = services;

  /** By the key of their own link, and with one refusal for a wrong code and a wrong key: guessing tells nothing. */
  const openedBy = async (code: RequestCode, secret: string) => {
    const found = await store.load<InformationRequest>(requestCaseId(code));
    const access = found && (await papers.paper(found.caseId, 'access'));
    return found && opens(AccessPaper.safeParse(access?.content).data, secret) ? found : undefined;
  };

  const act = async (
    request: Asking & {
      params: { code: RequestCode };
      body: { secret: string };
      today: InformationRequest['receivedOn'];
    },
    decide: (state: InformationRequest | undefined) => Decision,
    written: readonly Paper[] = [],
  ) => {
    const found = await openedBy(request.params.code, request.body.secret);
    if (!found) return { problem: 'not-found' } as const;
    const changed = await changeCase(store, newId, requests, {
      caseId: found.caseId,
      context: byRequester(request, found.state.requester),
      papers: written,
      decide,
    });
    return isRefusal(changed)
      ? asProblem(changed)
      : { body: await showWhole(services, changed.case, request.today) };
  };

  return [
    endpoint(op.createRequest, async (request) => {
      const { content, attachments, replyTo, confirmation } = request.body;
      const code = requestCodeFrom(newId());
      const idempotency = request.idempotency?.(requestCaseId(code));
      const repeated = idempotency && (await showRepeated(services, idempotency.key));
      if (repeated) return { body: repeated };
      const agency = await receivingAgency(services, request.body.agency, request.today);
      if (isRefusal(agency)) return asProblem(agency);
      if (lacksConsent(content, attachments)) return { problem: 'consent-missing' };
      const about = await aboutRefused(store, content);
      if (about) return asProblem(about);
      const proven = await prove({
        purpose: 'request',
        email: replyTo.email,
        code: confirmation,
        at: request.at,
      });
      if (isRefusal(proven)) return asProblem(proven);
      // Only now: before the address is proven the answer would say who asked.
      const follows = await followsRefused(store, content, askedFrom(services, replyTo.email));
      if (follows) return asProblem(follows);
      const received = await receiveRequest(
        services,
        {
          code,
          agency: agency.code,
          channel: 'online',
          receivedOn: request.today,
          content,
          attachments,
          email: replyTo.email,
          language: replyTo.language,
        },
        (requester) => byRequester(request, requester),
        idempotency,
      );
      if (isRefusal(received)) return asProblem(received);
      return { body: await showReceived(services, received.case, received.secret) };
    }),

    endpoint(op.readRequestStanding, async (request) => {
      const found = await store.load<InformationRequest>(requestCaseId(request.params.code));
      return found ? { body: await showStanding(services, found, request.today) } : { problem: 'not-found' };
    }),

    endpoint(op.openRequest, async (request) => {
      const found = await openedBy(request.params.code, request.body.secret);
      return found ? { body: await showWhole(services, found, request.today) } : { problem: 'not-found' };
    }),

    endpoint(op.giveClarification, async (request) => {
      const paper = textPaper('clarification', { text: request.body.text });
      const book = await services.book();
      return act(
        request,
        (state) => giveClarification({ on: request.today, paper: proofOf(paper), book }, state),
        [paper],
      );
    }),

    endpoint(op.withdrawRequest, async (request) =>
      act(request, (state) => withdraw({ on: request.today }, state)),
    ),

    endpoint(op.fetchRequestFile, async (request) => {
      const found = await openedBy(request.params.code, request.body.secret);
      return found ? fetchFile(services, found, request.params.file) : { problem: 'not-found' };
    }),

    endpoint(op.signRequestFiles, async (request) => {
      const found = await openedBy(request.params.code, request.body.secret);
      if (!found) return { problem: 'not-found' };
      const { state } = found;
      if (!isOpen(state))
        return { problem: 'request-closed', facts: { status: state.status, on: state.closing?.on ?? '' } };
      return { body: { uploads: await awaitedUploadsOf(services, state) } };
    }),
  ];
};
