import { beforeEach, expect, test } from 'vitest';
import { deskEndpoints } from '../../functions/requests/desk.endpoints.ts';
import type { RequestServices } from '../../functions/requests/services.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryPapers } from '../../shared/adapters/memory/papers.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables, type MemoryTables } from '../../shared/adapters/memory/tables.ts';
import { Agency, type Who } from '../../shared/capabilities/registry/model.ts';
import { requestKeys } from '../../shared/capabilities/requests/indexes.ts';
import { requestDeskOperations as op } from '../../shared/contract/request-desk.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { PersonRef, uuidFrom, type AgencyCode } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { anotherAgency, theAgency } from '../fixtures/requests.ts';

let count = 0;
const newId = () => uuidFrom(sha256(`entered ${count++}`));
const officer = PersonRef.parse(uuidFrom(sha256('officer')));
let tables: MemoryTables;

const agency = (code: string, more: Record<string, unknown> = {}) =>
  Agency.parse({
    code,
    name: `Cơ quan ${code}`,
    kind: 'sở',
    validFrom: '2021-08-16',
    demonstration: true,
    focalOfficer: officer,
    ...more,
  });

/** The officer of the agency enters a breach at nine in the morning of 06/03/2026, in the province. */
const enter = (more: Record<string, unknown> = {}) => {
  const store = memoryCaseStore(tables);
  const services = {
    store,
    papers: memoryPapers(tables),
    registry: memoryRegistry(tables),
    files: { signUpload: async () => ({ url: '', headers: {} }) },
    book: async () => rulebook,
    newId,
    clarificationDays: 30,
  } as unknown as RequestServices;
  const entering = deskEndpoints(services).find(({ operation }) => operation.id === 'enterRequest');
  const body = {
    agency: theAgency,
    channel: 'office',
    receivedOn: '2026-03-06',
    content: { kind: 'breach', says: { description: 'Tệp tải về có cột số căn cước.' } },
    ...more,
  };
  const membership = { agency: theAgency, role: 'focal', validFrom: '2021-08-16' };
  return entering!.run({
    params: {},
    query: {},
    body: op.enterRequest.body.parse(body),
    at: Instant.parse('2026-03-06T02:00:00.000Z'),
    today: localDate('2026-03-06'),
    who: { kind: 'person', ref: officer, memberships: [membership] } as unknown as Who,
    correlationId: 'c' as never,
    source: '',
    rawQuery: '',
    accept: '',
    idempotency: undefined,
  });
};

const inboxOf = async (code: AgencyCode) =>
  (await memoryCaseStore(tables).list('owner', requestKeys.ofAgency(code, 'open'), { limit: 10 })).items;

beforeEach(() => {
  tables = memoryTables();
  tables.agencies.set(theAgency, agency(theAgency));
  tables.agencies.set(anotherAgency, agency(anotherAgency));
});

test('at the desk too, nothing is entered where no focal officer would read it', async () => {
  tables.agencies.set(theAgency, agency(theAgency, { focalOfficer: undefined }));
  expect(await enter()).toEqual({
    problem: 'nobody-answers',
    facts: { agency: `Cơ quan ${theAgency}` },
  });
  expect(await inboxOf(theAgency)).toEqual([]);
  tables.agencies.set(theAgency, agency(theAgency));
  await enter();
  expect(await inboxOf(theAgency)).toHaveLength(1);
});

test('what comes for an agency that ended is entered for its successor, if somebody answers there', async () => {
  tables.agencies.set(theAgency, agency(theAgency, { validUntil: '2025-06-30', successor: anotherAgency }));
  expect(await enter()).toMatchObject({ body: { agency: { code: anotherAgency } } });
  tables.agencies.set(anotherAgency, agency(anotherAgency, { focalOfficer: undefined }));
  expect(await enter()).toMatchObject({ problem: 'nobody-answers' });
});

test('hours run from the time that was written down; a day alone counts from its first moment', async () => {
  expect(await enter({ receivedTime: '08:15' })).toMatchObject({
    body: { deadline: { dueAt: '2026-03-09T01:15:00.000Z' } },
  });
  expect(await enter({ receivedOn: '2026-03-05', receivedTime: '17:40' })).toMatchObject({
    body: { deadline: { dueAt: '2026-03-08T10:40:00.000Z' } },
  });
  expect(await enter({ receivedOn: '2026-03-05' })).toMatchObject({
    body: { deadline: { dueAt: '2026-03-07T17:00:00.000Z' } },
  });
  expect(await enter({ receivedTime: '09:01' })).toMatchObject({ problem: 'received-in-future' });
});
