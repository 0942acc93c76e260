import type { Envelope, Recorded } from '../../events/envelope.ts';
import { requestEvents, type RequestEvent } from '../../events/requests.ts';
import type { CaseStore, CommandContext } from '../../shared/capabilities/case-store.ts';
import type { Decision } from '../../shared/capabilities/duties/decide.ts';
import { followRequest } from '../../shared/capabilities/duties/follow-request.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { RequestCode, type CaseId } from '../../shared/kernel/ids.ts';

type Told = Recorded<RequestEvent>;

/** Writes what a fact means for a duty. */
export type Follow = (
  caseId: CaseId,
  because: Omit<CommandContext, 'by'>,
  decide: (duty: Duty | undefined) => Decision,
) => Promise<void>;

const PREFIX = 'request:';

export const isOfRequest = ({ caseId }: Pick<Envelope, 'caseId'>): boolean => caseId.startsWith(PREFIX);

const toldOf = (event: Envelope): Told => {
  const definition = requestEvents.find(({ type }) => type === event.type);
  if (!definition) throw new TypeError(`${event.type} is no fact of a request`);
  return { ...event, data: definition.data.parse(event.data) } as Told;
};

/**
 * Brings the duty to answer a request up to the request's own history, fact by fact. A message only says that there is
 * something to read: told twice, late or out of order it comes to the same, and nothing said in between is lost.
 */
export const keepUpWithRequest = async (
  store: CaseStore,
  { caseId }: Envelope,
  change: Follow,
): Promise<void> => {
  const code = RequestCode.parse(caseId.slice(PREFIX.length));
  const dutyId = dutyCaseId(dutyIdOf('answer-request', code, 1));
  const duty = (await store.load<Duty>(dutyId))?.state;
  if (duty && duty.status !== 'open') return;
  for (const event of await store.eventsOf(caseId)) {
    if (event.version <= (duty?.asOf ?? 0)) continue;
    const told = toldOf(event);
    await change(dutyId, { at: event.at, causedBy: event.id, correlation: event.correlation }, (now) =>
      followRequest(told, now),
    );
  }
};
