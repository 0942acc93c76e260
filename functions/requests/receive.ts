import type { Case } from '../../shared/capabilities/case-store.ts';
import type { CommandContext, IdempotencyRecord } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { inForceOn, type Agency } from '../../shared/capabilities/registry/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { receive } from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { AttachmentOffered, RequestContent } from '../../shared/contract/request-forms.ts';
import { PersonRef, type AgencyCode, type RequestCode } from '../../shared/kernel/ids.ts';
import { atTime, dayOf, startOfDay, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { proofOf } from '../../shared/kernel/paper.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/kernel/refusal.ts';
import type { RequestChannel, RequestFile, RequestLanguage } from '../../shared/kernel/request.ts';
import { fileKey } from './file-keys.ts';
import { accessPaper, formPaper, newSecret } from './papers.ts';
import type { RequestServices } from './services.ts';

/** How long a signed address for an attachment works. */
const UPLOAD_SECONDS = 3600;

export type Incoming = {
  readonly code: RequestCode;
  readonly agency: AgencyCode;
  readonly channel: RequestChannel;
  readonly receivedOn: LocalDate;
  /** The time of that day, where it was written down. */
  readonly receivedTime?: string | undefined;
  readonly content: RequestContent;
  readonly attachments: readonly AttachmentOffered[];
  readonly email?: string | undefined;
  readonly language: RequestLanguage;
};

/** The agency that answers today: the one asked, or whoever took over its work since. */
export const answeringAgency = async (
  { registry }: Pick<RequestServices, 'registry'>,
  asked: AgencyCode,
  today: LocalDate,
): Promise<Agency | Refusal<'not-found' | 'agency-ended'>> => {
  const seen = new Set<AgencyCode>();
  let agency = await registry.agency(asked);
  if (!agency) return refuse('not-found');
  while (!inForceOn(agency, today)) {
    seen.add(agency.code);
    const next: Agency | undefined = agency.successor && (await registry.agency(agency.successor));
    if (!next || seen.has(next.code))
      return refuse('agency-ended', { successor: agency.successor ?? 'cơ quan khác' });
    agency = next;
  }
  return agency;
};

/** The agency a request goes to: one whose focal officer can act on it, so that none waits where nobody reads it. */
export const receivingAgency = async (
  services: Pick<RequestServices, 'registry'>,
  asked: AgencyCode,
  today: LocalDate,
): Promise<Agency | Refusal<'not-found' | 'agency-ended' | 'nobody-answers'>> => {
  const agency = await answeringAgency(services, asked, today);
  return isRefusal(agency) || agency.focalOfficer
    ? agency
    : refuse('nobody-answers', { agency: agency.name });
};

/** What came in on an earlier day counts from its first moment unless its time is known: of a day alone, the strictest reading. */
const momentOf = ({ receivedOn, receivedTime }: Incoming, at: Instant): Instant => {
  if (receivedTime !== undefined) return atTime(receivedOn, receivedTime);
  return dayOf(at) === receivedOn ? at : startOfDay(receivedOn);
};

const aboutOf = (content: RequestContent) =>
  'about' in content && content.about ? { about: content.about } : {};

/** Takes a request in: papers apart, their proof in the ledger, all in one transaction. */
export const receiveRequest = async (
  { store, newId, book: readBook }: RequestServices,
  incoming: Incoming,
  context: (requester: PersonRef) => CommandContext,
  idempotency: IdempotencyRecord | undefined,
): Promise<{ case: Case<InformationRequest>; secret: string } | Refusal> => {
  const { code, agency, channel, receivedOn, content, attachments, email, language } = incoming;
  const caseId = requestCaseId(code);
  const requester = PersonRef.parse(newId());
  const by = context(requester);
  const files = attachments.map((file) => ({ ...file, id: newId() }));
  const form = formPaper({ content, files: files.map(({ id, name, role }) => ({ id, name, role })) });
  const secret = newSecret();
  const access = accessPaper({ secret, language, ...(email !== undefined && { email }) });
  const book = await readBook();
  const received = await changeCase(store, newId, requests, {
    caseId,
    context: by,
    papers: [form, access],
    ...(idempotency ? { idempotency } : {}),
    decide: (state) =>
      receive(
        {
          code,
          kind: content.kind,
          channel,
          subject: content.kind === 'information' ? content.asks.subject : 'public',
          ...(content.kind === 'information' && { form: content.asks.form }),
          agency,
          requester,
          receivedOn,
          receivedAt: momentOf(incoming, by.at),
          ...aboutOf(content),
          paper: proofOf(form),
          files: files.map(({ id, bytes, sha256 }) => ({ id, bytes, sha256 })),
          today: dayOf(by.at),
          now: by.at,
          book,
        },
        state,
      ),
  });
  return isRefusal(received) ? received : { case: received.case, secret };
};

/** Addresses for files that were announced: each takes exactly the bytes that were. */
const addressesOf = (
  { files }: RequestServices,
  { code }: InformationRequest,
  announced: readonly RequestFile[],
) =>
  Promise.all(
    announced.map(async (file) => ({
      id: file.id,
      ...(await files.signUpload(fileKey(code, file.id), file, UPLOAD_SECONDS)),
    })),
  );

/** Addresses for all that were announced. */
export const uploadsOf = (services: RequestServices, state: InformationRequest) =>
  addressesOf(services, state, state.files);

/** Addresses for those that have not arrived. */
export const awaitedUploadsOf = async (services: RequestServices, state: InformationRequest) => {
  const states = await Promise.all(
    state.files.map(({ id }) => services.files.state(fileKey(state.code, id))),
  );
  return addressesOf(
    services,
    state,
    state.files.filter((_, i) => states[i] === 'awaited'),
  );
};
