import type { LocalDate } from '../../kernel/local-date.ts';
import type { InformationRequest } from './model.ts';

const daysIn = (request: InformationRequest): (LocalDate | undefined)[] => [
  request.receivedOn,
  request.clockStartOn,
  request.acceptedOn,
  request.complexNotice?.on,
  request.extendedOn,
  request.transfers.at(-1)?.on,
  request.earlierDeadlines.at(-1)?.replacedOn,
  request.pauses.at(-1)?.from,
  request.pauses.at(-1)?.to,
  request.contests?.at(-1)?.recordedOn,
  request.closing?.on,
  request.corrections?.at(-1)?.foundOn,
  request.corrections?.at(-1)?.earlierDeadlines.at(-1)?.replacedOn,
  request.corrections?.at(-1)?.corrected?.on,
  request.papersErasedOn,
];

/**
 * The day an act is recorded on. The clocks of two machines may differ over midnight: no act comes before the one it follows,
 * and none before the request.
 */
export const dayOfAct = (on: LocalDate, request: InformationRequest): LocalDate =>
  daysIn(request).reduce<LocalDate>((latest, day) => (day && day > latest ? day : latest), on);
