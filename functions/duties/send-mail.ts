import { DigestWritten } from '../../events/digests.ts';
import { DutyHandedOver, DutyUrged, DutyUrgingAnswered } from '../../events/duties.ts';
import { Envelope } from '../../events/envelope.ts';
import { CheckFailed, ReleasePublished, ReleaseReturned, ReleaseSubmitted } from '../../events/publishing.ts';
import { ClarificationGiven, RequestReceived } from '../../events/requests.ts';
import type { SentMail } from '../../shared/adapters/dynamodb/sent-mail.ts';
import type { Mailer } from '../../shared/adapters/ses/mailer.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { DigestNotice } from '../../shared/capabilities/duties/digests/model.ts';
import { noticeWords } from '../../shared/capabilities/duties/ladder.ts';
import { dutyCaseId, type Duty } from '../../shared/capabilities/duties/model.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { inForceOn } from '../../shared/capabilities/registry/model.ts';
import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import type { AgencyCode, PersonRef } from '../../shared/kernel/ids.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { dayOf, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { logger } from '../_entry/telemetry.ts';
import {
  digestLetter,
  handedOverLetter,
  urgedLetter,
  urgingAnsweredLetter,
  type DigestLine,
} from './duty-letters.ts';
import * as letters from './letters.ts';
import { clarifiedLetter, requestArrivedLetter } from './request-letters.ts';

export type MailServices = {
  readonly store: CaseStore;
  readonly registry: Registry;
  readonly people: People;
  readonly sent: SentMail;
  readonly mailer: Mailer;
  readonly publicUrl: string;
};

type Post = { readonly to: readonly PersonRef[]; readonly words: letters.Words };

/** Whether a deadline is what a notice spoke of: that day, or that none is known. */
const isStill = (deadline: Deadline, dueOn: LocalDate | undefined): boolean =>
  deadline.kind === 'known' ? deadline.dueOn === dueOn : deadline.kind === 'unknown' && !dueOn;

/** The letters an event calls for. Each is keyed by event and person: delivered again, nothing is sent twice. */
export const sendMail = (services: MailServices) => {
  const { store, registry, people, sent, mailer, publicUrl } = services;

  const officersOf = async (agency: AgencyCode): Promise<PersonRef[]> => {
    const officer = (await registry.agency(agency))?.focalOfficer;
    return officer ? [officer] : [];
  };
  const holdersOf = async (role: 'department' | 'chairman', at: Instant): Promise<PersonRef[]> =>
    (await registry.holdersOf(role)).filter((m) => inForceOn(m, dayOf(at))).map((m) => m.person);

  const lineOf = async ({ duty: id, rung, dueOn }: DigestNotice): Promise<DigestLine[]> => {
    const duty = (await store.load<Duty>(dutyCaseId(id)))?.state;
    // Done or moved meanwhile: nobody is reminded of what is not so any more.
    if (duty?.status !== 'open' || !isStill(duty.deadline, dueOn)) return [];
    const label = noticeWords(duty, rung)?.label.vi ?? 'Nhắc việc';
    return [{ duty, label, agency: (await registry.agency(duty.agency))?.name ?? duty.agency }];
  };

  const digest = async (event: Envelope): Promise<Post | undefined> => {
    const written = DigestWritten.data.parse(event.data);
    const lines = (await Promise.all(written.items.map(lineOf))).flat();
    return lines.length === 0
      ? undefined
      : { to: [written.person], words: digestLetter(written, lines, publicUrl) };
  };

  const handedOver = async (event: Envelope): Promise<Post | undefined> => {
    const { from, to } = DutyHandedOver.data.parse(event.data);
    const duty = (await store.load<Duty>(event.caseId))?.state;
    if (duty?.status !== 'open' || duty.agency !== to) return undefined;
    const sender = (await registry.agency(from))?.name ?? from;
    return { to: await officersOf(to), words: handedOverLetter(duty, sender, publicUrl) };
  };

  const urged = async (event: Envelope): Promise<Post | undefined> => {
    const data = DutyUrged.data.parse(event.data);
    const duty = (await store.load<Duty>(event.caseId))?.state;
    if (!duty) return undefined;
    return { to: await officersOf(duty.agency), words: urgedLetter(duty, data, publicUrl) };
  };

  const urgingAnswered = async (event: Envelope): Promise<Post | undefined> => {
    const data = DutyUrgingAnswered.data.parse(event.data);
    const duty = (await store.load<Duty>(event.caseId))?.state;
    const urging = duty?.urgings?.find(({ answer }) => answer?.on === data.on && answer.by === data.by);
    if (!duty || !urging) return undefined;
    const agency = (await registry.agency(duty.agency))?.name ?? duty.agency;
    return { to: [urging.by], words: urgingAnsweredLetter(duty, data, agency, publicUrl) };
  };

  /** Three days are short: the officer hears of a request, and of its clock running again, when it happens. */
  const onRequest =
    (letter: typeof requestArrivedLetter) =>
    async (event: Envelope): Promise<Post | undefined> => {
      const request = (await store.load<InformationRequest>(event.caseId))?.state;
      if (!request || request.closing) return undefined;
      return { to: await officersOf(request.agency), words: letter(request, publicUrl) };
    };

  const aboutDuty: Readonly<Record<string, (event: Envelope) => Promise<Post | undefined>>> = {
    [DigestWritten.type]: digest,
    [DutyHandedOver.type]: handedOver,
    [DutyUrged.type]: urged,
    [DutyUrgingAnswered.type]: urgingAnswered,
    [RequestReceived.type]: onRequest(requestArrivedLetter),
    [ClarificationGiven.type]: onRequest(clarifiedLetter),
  };

  const aboutDataset = async (event: Envelope): Promise<Post | undefined> => {
    const dataset = (await store.load<Dataset>(event.caseId))?.state;
    if (!dataset) return undefined;
    const { draft } = dataset;
    switch (event.type) {
      case ReleaseSubmitted.type:
        return {
          to: await holdersOf('department', event.at),
          words: letters.submittedLetter(dataset, publicUrl),
        };
      case ReleaseReturned.type: {
        const { reasons } = ReleaseReturned.data.parse(event.data);
        return {
          to: draft?.submittedBy ? [draft.submittedBy] : await officersOf(dataset.agency),
          words: letters.returnedLetter(dataset, reasons, publicUrl),
        };
      }
      case CheckFailed.type:
        return {
          to: draft ? [draft.upload.by] : await officersOf(dataset.agency),
          words: letters.checkFailedLetter(dataset, publicUrl),
        };
      case ReleasePublished.type: {
        const { number } = ReleasePublished.data.parse(event.data);
        return {
          to: await officersOf(dataset.agency),
          words: letters.publishedLetter(dataset, number, publicUrl),
        };
      }
      default:
        return undefined;
    }
  };

  const postFor = (event: Envelope): Promise<Post | undefined> =>
    (aboutDuty[event.type] ?? aboutDataset)(event);

  return async (body: unknown): Promise<void> => {
    const event = Envelope.parse(body);
    const post = await postFor(event);
    for (const ref of new Set(post?.to)) {
      if (!post || (await sent.isSent(event.id, ref))) continue;
      const person = await people.person(ref);
      if (person) {
        await mailer.send({ to: person.email, ...letters.traceable(post.words, event.correlation) });
        logger.info('mail-sent', { eventId: event.id, eventType: event.type });
      } else logger.warn('mail-without-person', { eventId: event.id, ref });
      await sent.mark(event.id, ref);
    }
  };
};
