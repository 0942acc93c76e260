import type { CaseStore, IdempotencyRecord } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { actsFor, capacityFor, seesAll, type Who } from '../../shared/capabilities/registry/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { correctAnswer, findAnswerWrong } from '../../shared/capabilities/requests/correct-answer.ts';
import { contest } from '../../shared/capabilities/requests/contest.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestKeys } from '../../shared/capabilities/requests/indexes.ts';
import {
  isAtWork,
  requestCaseId,
  type InformationRequest,
} from '../../shared/capabilities/requests/model.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { requestDeskOperations as op } from '../../shared/contract/request-desk.ts';
import { requestCodeFrom, type AgencyCode, type RequestCode } from '../../shared/kernel/ids.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import { proofOf, type Paper, type PaperProof } from '../../shared/kernel/paper.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';
import type { RequestFile } from '../../shared/kernel/request.ts';
import { asProblem, caller, contextOf, endpoint, type Endpoint, type Request } from '../_entry/request.ts';
import { showReceived, showRepeated } from './citizen.endpoints.ts';
import { isConsentHere, lacksConsent } from './consent.ts';
import { fetchFile } from './fetch-file.ts';
import { fileKey } from './file-keys.ts';
import { groundsOn } from './grounds.ts';
import { textPaper } from './papers.ts';
import { aboutRefused, arePublished, followsRefused } from './points-to.ts';
import { receiveRequest, receivingAgency } from './receive.ts';
import type { RequestServices } from './services.ts';
import { showAtDesk, showLine } from './show.ts';

/** How long a signed address for a file of an answer works. */
const UPLOAD_SECONDS = 3600;
/** A report is found right or not; information is simply given. */
const wantsFinding = ({ kind }: InformationRequest): boolean =>
  kind === 'challenge' || kind === 'error-report' || kind === 'correction';

type OnRequest = Request<Operation> & { params: { code: RequestCode } };

const isRepeated = async (store: CaseStore, idempotency: IdempotencyRecord | undefined): Promise<boolean> =>
  idempotency !== undefined && (await store.recall(idempotency.key)) !== undefined;

export const deskEndpoints = (services: RequestServices): Endpoint[] => {
  const { store, registry, files, newId, clarificationDays } = services;
  const load = (code: RequestCode) => store.load<InformationRequest>(requestCaseId(code));
  const agenciesOf = (who: Who): AgencyCode[] => who.memberships.map(({ agency }) => agency);

  /** One act of the agency that answers: may this person, decide, write once, show what came of it. */
  const act = async (
    request: OnRequest,
    decision: (state: InformationRequest | undefined) => decide.Decision,
    written: readonly Paper[] = [],
  ) => {
    const who = caller(request);
    const before = await load(request.params.code);
    if (!before) return { problem: 'not-found' } as const;
    const { caseId, state } = before;
    if (!actsFor(who, state.agency)) return { problem: 'not-your-agency' } as const;
    const idempotency = request.idempotency?.(caseId);
    if (await isRepeated(store, idempotency))
      return { body: await showAtDesk(services, before, who, request.today) };
    const changed = await changeCase(store, newId, requests, {
      caseId,
      context: contextOf(request, capacityFor(who, state.agency)),
      papers: written,
      ...(idempotency ? { idempotency } : {}),
      // Handed to another agency in the meantime: it is not ours to decide any more.
      decide: (now) => (now && !actsFor(who, now.agency) ? { refused: 'conflict' } : decision(now)),
    });
    return isRefusal(changed)
      ? asProblem(changed)
      : { body: await showAtDesk(services, changed.case, who, request.today) };
  };

  /** An act that comes with words to the requester. */
  const actInWriting = async (
    request: OnRequest & { body: { text: string } },
    sort: string,
    decision: (proof: PaperProof, state: InformationRequest | undefined, book: Rulebook) => decide.Decision,
    named: readonly { id: string; name: string }[] = [],
  ) => {
    const paper = textPaper(sort, {
      text: request.body.text,
      ...(named.length > 0 && { files: named.map(({ id, name }) => ({ id, name })) }),
    });
    const book = await services.book();
    return act(request, (state) => decision(proofOf(paper), state, book), [paper]);
  };

  const mine = async (request: OnRequest) => {
    const found = await load(request.params.code);
    if (!found) return { problem: 'not-found' } as const;
    return actsFor(caller(request), found.state.agency) ? found : ({ problem: 'not-your-agency' } as const);
  };

  /** What goes out is what lies there, not what is said of it. */
  const storedFiles = async ({ code }: InformationRequest, named: readonly { id: string }[]) => {
    const stored: RequestFile[] = [];
    for (const { id } of named) {
      const key = fileKey(code, id);
      const file = await files.found(key);
      if (!file)
        return { problem: (await files.state(key)) === 'held' ? 'file-held' : 'file-not-ready' } as const;
      stored.push({ id, ...file });
    }
    return stored;
  };

  return [
    endpoint(op.listRequests, async (request) => {
      const who = caller(request);
      const { closed, limit, cursor } = request.query;
      const group = closed === 'yes' ? 'closed' : 'open';
      const agency = request.query.agency ?? (seesAll(who) ? undefined : agenciesOf(who)[0]);
      if (agency && !seesAll(who) && !actsFor(who, agency)) return { problem: 'not-your-agency' };
      const page = await store.list<InformationRequest>(
        agency ? 'owner' : 'status',
        agency ? requestKeys.ofAgency(agency, group) : requestKeys.all(group),
        { limit, newestFirst: group === 'closed', ...(cursor ? { cursor } : {}) },
      );
      const agencies = await registry.agenciesWith(page.items.map(({ state }) => state.agency));
      return {
        body: {
          items: page.items.map(({ state }) =>
            showLine(state, agencies.get(state.agency)?.name ?? state.agency, request.today),
          ),
          ...(page.next ? { next: page.next } : {}),
          today: request.today,
        },
      };
    }),

    endpoint(op.readRequest, async (request) => {
      const who = caller(request);
      const found = await load(request.params.code);
      if (!found) return { problem: 'not-found' };
      if (!seesAll(who) && !actsFor(who, found.state.agency)) return { problem: 'not-your-agency' };
      return { body: await showAtDesk(services, found, who, request.today) };
    }),

    endpoint(op.enterRequest, async (request) => {
      const who = caller(request);
      const { agency: asked, content, attachments, ...arrival } = request.body;
      if (!actsFor(who, asked)) return { problem: 'not-your-agency' };
      const code = requestCodeFrom(newId());
      const idempotency = request.idempotency?.(requestCaseId(code));
      const repeated = idempotency && (await showRepeated(services, idempotency.key));
      if (repeated) return { body: repeated };
      const agency = await receivingAgency(services, asked, request.today);
      if (isRefusal(agency)) return asProblem(agency);
      if (lacksConsent(content, attachments)) return { problem: 'consent-missing' };
      // On paper nobody proves an address: whose letter it is, the officers see who answered what it follows.
      const pointsWrong =
        (await aboutRefused(store, content)) ??
        (await followsRefused(store, content, (followed) => actsFor(who, followed.agency)));
      if (pointsWrong) return asProblem(pointsWrong);
      const email = content.kind === 'information' ? content.asks.person.email : content.says.email;
      const received = await receiveRequest(
        services,
        { ...arrival, code, agency: agency.code, content, attachments, email, language: 'vi' },
        () => contextOf(request, capacityFor(who, asked)),
        idempotency,
      );
      if (isRefusal(received)) return asProblem(received);
      return { body: await showReceived(services, received.case, received.secret) };
    }),

    endpoint(op.acceptRequest, (request) =>
      act(request, (state) => decide.accept({ on: request.today }, state)),
    ),

    endpoint(op.askClarification, (request) =>
      actInWriting(request, 'question', (paper, state, book) =>
        decide.askClarification(
          { on: request.today, until: addDays(request.today, clarificationDays), paper, book },
          state,
        ),
      ),
    ),

    endpoint(op.recordClarification, (request) =>
      actInWriting(request, 'clarification', (paper, state, book) =>
        decide.giveClarification({ on: request.today, paper, book }, state),
      ),
    ),

    endpoint(op.findRequestComplex, (request) =>
      actInWriting(request, 'notice', (paper, state, book) =>
        decide.findComplex({ on: request.today, paper, book }, state),
      ),
    ),

    endpoint(op.extendRequest, (request) =>
      actInWriting(request, 'extension', (paper, state, book) =>
        decide.extend({ on: request.today, paper, book }, state),
      ),
    ),

    endpoint(op.transferRequest, async (request) => {
      const to = await receivingAgency(services, request.body.to, request.today);
      if (isRefusal(to)) return asProblem(to);
      return actInWriting(request, 'transfer', (paper, state, book) =>
        decide.transfer(
          { on: request.today, at: request.at, to: to.code, because: 'not-held', paper, book },
          state,
        ),
      );
    }),

    endpoint(op.answerRequest, async (request) => {
      const found = await mine(request);
      if ('problem' in found) return found;
      const { datasets, finding, consentSeenOnPaper, files: named } = request.body;
      if (wantsFinding(found.state) && !finding) return { problem: 'finding-missing' };
      if (!(await arePublished(store, datasets))) return { problem: 'not-found' };
      const stored = await storedFiles(found.state, named);
      if ('problem' in stored) return stored;
      const said = { ...(finding && { finding }), ...(consentSeenOnPaper && { consentSeenOnPaper }) };
      const isConsentReady =
        found.state.subject === 'consented' && (await isConsentHere(services, found.state));
      return actInWriting(
        request,
        'answer',
        (paper, state) =>
          decide.answer(
            { on: request.today, paper, files: stored, datasets, isConsentReady, ...said },
            state,
          ),
        named,
      );
    }),

    endpoint(op.refuseRequest, async (request) => {
      const found = await mine(request);
      if ('problem' in found) return found;
      const { ground, detail } = request.body;
      return actInWriting(request, 'refusal', (paper, state) =>
        decide.refuseRequest(
          {
            on: request.today,
            ground,
            ...(detail && { detail }),
            known: groundsOn(found.state.receivedOn),
            paper,
          },
          state,
        ),
      );
    }),

    endpoint(op.recordContest, (request) =>
      act(request, (state) => contest({ on: request.today, ...request.body }, state)),
    ),

    endpoint(op.findAnswerWrong, (request) =>
      actInWriting(request, 'error', (paper, state, book) =>
        findAnswerWrong({ on: request.today, discoveredOn: request.body.discoveredOn, paper, book }, state),
      ),
    ),

    endpoint(op.correctAnswer, async (request) => {
      const found = await mine(request);
      if ('problem' in found) return found;
      const { files: named } = request.body;
      const stored = await storedFiles(found.state, named);
      if ('problem' in stored) return stored;
      return actInWriting(
        request,
        'correction',
        (paper, state) => correctAnswer({ on: request.today, paper, files: stored }, state),
        named,
      );
    }),

    endpoint(op.signAnswerFile, async (request) => {
      const found = await mine(request);
      if ('problem' in found) return found;
      const { state } = found;
      if (!isAtWork(state))
        return { problem: 'request-closed', facts: { status: state.status, on: state.closing?.on ?? '' } };
      const id = newId();
      const { bytes, sha256 } = request.body;
      return {
        body: { id, ...(await files.signUpload(fileKey(state.code, id), { bytes, sha256 }, UPLOAD_SECONDS)) },
      };
    }),

    endpoint(op.fetchRequestFileAtDesk, async (request) => {
      const found = await mine(request);
      return 'problem' in found ? found : fetchFile(services, found, request.params.file);
    }),
  ];
};
