import type { DutyEvent } from '../../events/duties.ts';
import { indexAttributes } from '../../shared/adapters/dynamodb/case-item.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { firstCycles } from '../../shared/capabilities/duties/cycles.ts';
import type { Opening } from '../../shared/capabilities/duties/decide.ts';
import { dutyCaseId } from '../../shared/capabilities/duties/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { receive } from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { GENESIS, sha256 } from '../../shared/kernel/hash-chain.ts';
import {
  AgencyCode,
  DatasetId,
  EventId,
  PersonRef,
  requestCodeFrom,
  Slug,
  uuidFrom,
} from '../../shared/kernel/ids.ts';
import { addDays, localDate, startOfDay, type LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';

/** The morning of the measurement. */
export const TODAY = localDate('2025-08-04');
const AGENCIES = 300;
export const agencyCode = (i: number): AgencyCode =>
  AgencyCode.parse(`H54.${String((i % AGENCIES) + 1).padStart(3, '0')}`);
export const agencyCodes = Array.from({ length: AGENCIES }, (_, i) => agencyCode(i));
const by = { kind: 'system', name: 'bench' } as const;
const id = (word: string) => uuidFrom(sha256(word));

const openings = new Map<LocalDate, Opening>();
/** The same clock for all duties that started on a day: only subjects and owners differ. */
const openingOn = (startOn: LocalDate): Opening => {
  const known = openings.get(startOn);
  if (known) return known;
  const opening = firstCycles({
    subject: { type: 'dataset', id: DatasetId.parse(id('any')), title: 'any', slug: Slug.parse('any') },
    agency: agencyCode(0),
    publishedOn: startOn,
    openedBecause: { eventId: EventId.parse(id('release')), type: 'ReleasePublished' },
  })[0];
  if (!opening) throw new Error('No duty is opened by a release');
  openings.set(startOn, opening);
  return opening;
};

const caseItem = (
  caseId: string,
  state: unknown,
  indexes: Parameters<typeof indexAttributes>[0],
  day: LocalDate,
) => ({
  pk: caseId,
  sk: 'state',
  version: 1,
  head: GENESIS,
  state: canonicalJson(state),
  changedAt: startOfDay(day),
  ...indexAttributes(indexes),
});

/** An open duty as the table keeps it: one of `due` has something to say this morning, the others later. */
export const dutyItem = (i: number, due: number) => {
  // The first reminder comes thirty days before the due day, which is three months after the start.
  const startOn = i < due ? localDate('2025-05-30') : addDays(localDate('2025-06-10'), i % 60);
  const datasetId = DatasetId.parse(id(`dataset ${i}`));
  const title = `Danh sách số ${i} của cơ quan`;
  const opening: Opening = {
    ...openingOn(startOn),
    subject: { type: 'dataset', id: datasetId, title, slug: Slug.parse(`danh-sach-${i}`) },
    agency: agencyCode(i),
  };
  const fact: DutyEvent = { type: 'DutyOpened', data: opening };
  const context = { at: startOfDay(startOn), by };
  const duty = duties.evolve(undefined, fact, context);
  return caseItem(dutyCaseId(duty.id), duty, duties.indexesOf(duty, context), startOn);
};

/** An open request of one agency as the table keeps it. */
export const requestItem = (i: number) => {
  const receivedOn = addDays(TODAY, -(i % 40));
  const decided = receive(
    {
      code: requestCodeFrom(id(`request ${i}`)),
      kind: 'information',
      channel: 'online',
      subject: 'public',
      form: '01a',
      agency: agencyCode(0),
      requester: PersonRef.parse(id('requester')),
      receivedOn,
      receivedAt: startOfDay(receivedOn),
      paper: { part: 'form', hmac: sha256('paper') },
      files: [],
      today: TODAY,
    },
    undefined,
  );
  if (isRefusal(decided)) throw new Error(`a request of the bench met ${decided.refused}`);
  const context = { at: startOfDay(receivedOn), by };
  const request = decided.reduce<InformationRequest | undefined>(
    (state, fact) => requests.evolve(state, fact, context),
    undefined,
  );
  if (!request) throw new Error('No request was received');
  return caseItem(requestCaseId(request.code), request, requests.indexesOf(request, context), receivedOn);
};
