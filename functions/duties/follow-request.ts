import type { Envelope, Recorded } from '../../events/envelope.ts';
import { requestEvents, type RequestEvent } from '../../events/requests.ts';
import type { CaseStore, CommandContext } from '../../shared/capabilities/case-store.ts';
import type { Decision } from '../../shared/capabilities/duties/decide.ts';
import { followCorrection, type OfCorrection } from '../../shared/capabilities/duties/follow-correction.ts';
import { followRequest } from '../../shared/capabilities/duties/follow-request.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { RequestCode, type AgencyCode, type CaseId } from '../../shared/kernel/ids.ts';

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
  const facts = (await store.eventsOf(caseId)).map((event) => ({ event, told: toldOf(event) }));
  const follow = async (dutyId: CaseId, decide: (told: Told, duty: Duty | undefined) => Decision) => {
    const duty = (await store.load<Duty>(dutyId))?.state;
    if (duty && duty.status !== 'open') return;
    for (const { event, told } of facts) {
      if (event.version <= (duty?.asOf ?? 0)) continue;
      await change(dutyId, { at: event.at, causedBy: event.id, correlation: event.correlation }, (now) =>
        decide(told, now),
      );
    }
  };
  await follow(dutyCaseId(dutyIdOf('answer-request', code, 1)), followRequest);
  const told = facts.map((fact) => fact.told);
  for (const correction of correctionsIn(told, code))
    await follow(dutyCaseId(dutyIdOf('correct-answer', code, correction.cycle)), (fact, duty) =>
      correction.since <= fact.version && fact.version < correction.before
        ? followCorrection(fact, correction, duty)
        : [],
    );
};

/** A correction, from the fact that began it to before the one that begins the next. */
type Turn = OfCorrection & { readonly since: number; before: number };

/** Every time the agency found its answer wrong, and who had answered then. */
const correctionsIn = (told: readonly Told[], code: RequestCode): readonly Turn[] => {
  const turns: Turn[] = [];
  let agency: AgencyCode | undefined;
  for (const { type, version, data } of told) {
    if (type === 'RequestReceived') agency = data.agency;
    if (type === 'RequestTransferred') agency = data.to;
    if (type !== 'AnswerFoundWrong' || !agency) continue;
    const last = turns.at(-1);
    if (last) last.before = version;
    turns.push({ code, agency, cycle: turns.length + 1, since: version, before: Infinity });
  }
  return turns;
};
