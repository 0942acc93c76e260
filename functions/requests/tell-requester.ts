import { Envelope } from '../../events/envelope.ts';
import {
  CorrectionDeadlineRecomputed,
  RequestDeadlineRecomputed,
  RequestTransferred,
} from '../../events/requests.ts';
import type { SentMail } from '../../shared/adapters/dynamodb/sent-mail.ts';
import type { Mailer } from '../../shared/adapters/ses/mailer.ts';
import type { CaseStore, Papers } from '../../shared/capabilities/case-store.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { logger } from '../_entry/telemetry.ts';
import { isTold, letterOf } from './letters.ts';
import { AccessPaper } from './papers.ts';

export type TellServices = {
  readonly store: CaseStore;
  readonly papers: Papers;
  readonly registry: Registry;
  readonly sent: SentMail;
  readonly mailer: Mailer;
  readonly publicUrl: string;
};

/** Who handed the request on when it was late already. */
const lateBefore = async (event: Envelope, registry: Registry) => {
  if (event.type !== RequestTransferred.type) return {};
  const { from, late } = RequestTransferred.data.parse(event.data);
  if (!late) return {};
  return { late: { from: (await registry.agency(from))?.name ?? from, wasDue: late.dueOn } };
};

/** Tells the requester what happened, once an event. Without an address, or with the papers erased, nobody is written to. */
export const tellRequester =
  ({ store, papers, registry, sent, mailer, publicUrl }: TellServices) =>
  async (body: unknown): Promise<void> => {
    const event = Envelope.parse(body);
    const found = await store.load<InformationRequest>(event.caseId);
    if (!found || !isTold(event.type)) return;
    const { state } = found;
    if (await sent.isSent(event.id, state.requester)) return;
    const access = AccessPaper.safeParse((await papers.paper(event.caseId, 'access'))?.content).data;
    if (access?.email !== undefined) {
      const recomputed = [RequestDeadlineRecomputed, CorrectionDeadlineRecomputed].find(
        ({ type }) => type === event.type,
      );
      const why = recomputed?.data.parse(event.data).why;
      const agency = (await registry.agency(state.agency))?.name ?? state.agency;
      await mailer.send({
        to: access.email,
        ...letterOf(event.type, state, access, {
          agency,
          publicUrl,
          ...(why !== undefined && { why }),
          ...(await lateBefore(event, registry)),
        }),
      });
      logger.info('mail-sent', { eventId: event.id, eventType: event.type });
    }
    await sent.mark(event.id, state.requester);
  };
