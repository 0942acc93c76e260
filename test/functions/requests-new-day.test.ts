import { beforeEach, describe, expect, test } from 'vitest';
import { eraseOldPapers } from '../../functions/requests/erase-papers.ts';
import { newDay } from '../../functions/requests/new-day.ts';
import { capabilitiesByKind } from '../../functions/ledger/capabilities.ts';
import { auditLedger } from '../../shared/adapters/ledger-audit.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryEvidence } from '../../shared/adapters/memory/evidence.ts';
import { memoryLedgerReading } from '../../shared/adapters/memory/ledger-reading.ts';
import { memoryPapers } from '../../shared/adapters/memory/papers.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables, type MemoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { Agency } from '../../shared/capabilities/registry/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant, localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { proofOf } from '../../shared/kernel/paper.ts';
import { anotherAgency, receiving, theAgency, theCode } from '../fixtures/requests.ts';

let count = 0;
const newId = () => uuidFrom(sha256(`new day ${count++}`));
const caseId = requestCaseId(theCode);
const form = { part: 'form', salt: 'muối', content: { person: 'Nguyễn Thị Hạnh' } };
const file = { id: '3b241101-e2bb-4255-8caf-4136c566a962', bytes: 3, sha256: 'a'.repeat(64) };

let tables: MemoryTables;
let erased: string[];

const agency = (code: string, more: Record<string, unknown>) =>
  Agency.parse({ code, name: code, kind: 'sở', validFrom: '2021-08-16', demonstration: true, ...more });

const act = async (
  day: string,
  decision: (state: InformationRequest | undefined) => decide.Decision,
  papers = [] as (typeof form)[],
) =>
  changeCase(memoryCaseStore(tables), newId, requests, {
    caseId,
    context: { at: startOfDay(localDate(day)), by: { kind: 'system', name: 'test' } },
    papers,
    decide: decision,
  });

const stateNow = async () => (await memoryCaseStore(tables).load<InformationRequest>(caseId))?.state;
const at = (day: string) => startOfDay(localDate(day));
const turn = (day: string) =>
  newDay({ store: memoryCaseStore(tables), registry: memoryRegistry(tables), newId })(at(day));
const erase = (day: string) =>
  eraseOldPapers({
    store: memoryCaseStore(tables),
    papers: memoryPapers(tables),
    files: { erase: async (key) => void erased.push(key) },
    newId,
    keptDays: 30,
  })(at(day));

const withdrawnOn = (day: string) => act(day, (state) => decide.withdraw({ on: localDate(day) }, state));

beforeEach(async () => {
  tables = memoryTables();
  erased = [];
  for (const one of [
    agency(theAgency, { validUntil: '2025-06-30', successor: anotherAgency }),
    agency(anotherAgency, {}),
  ])
    tables.agencies.set(one.code, one);
  await act(
    '2025-06-16',
    (state) =>
      decide.receive(
        receiving('2025-06-16', {
          receivedAt: Instant.parse('2025-06-16T02:00:00.000Z'),
          paper: proofOf(form),
          files: [file],
        }),
        state,
      ),
    [form],
  );
});

describe('a new day', () => {
  test('hands what an agency left open to its successor, with the clock as it runs; a second run does nothing', async () => {
    expect(await turn('2025-06-30')).toEqual({ lapsed: 0, handedOn: 0, recomputed: 0 });
    expect(await turn('2025-07-01')).toEqual({ lapsed: 0, handedOn: 1, recomputed: 0 });
    expect(await stateNow()).toMatchObject({ agency: anotherAgency, deadline: { dueOn: '2025-06-19' } });
    expect(await turn('2025-07-01')).toEqual({ lapsed: 0, handedOn: 0, recomputed: 0 });
  });

  test('closes a question nobody answered, on the day after its last, however late it runs', async () => {
    await act('2025-06-17', (state) =>
      decide.askClarification(
        { on: localDate('2025-06-17'), until: localDate('2025-06-27'), paper: proofOf(form) },
        state,
      ),
    );
    expect(await turn('2025-06-27')).toMatchObject({ lapsed: 0 });
    expect(await turn('2025-06-30')).toMatchObject({ lapsed: 1 });
    expect(await stateNow()).toMatchObject({ status: 'lapsed', closing: { on: '2025-06-30' } });
    expect(await turn('2025-06-30')).toMatchObject({ lapsed: 0 });
  });
});

describe('papers whose time is over', () => {
  test('are erased with their salts and files; every chain stays whole and every proof says nothing any more', async () => {
    await withdrawnOn('2025-06-18');
    expect(await erase('2025-07-18')).toEqual({ erased: 0 });
    expect(tables.papers.size).toBe(1);
    expect(await erase('2025-07-19')).toEqual({ erased: 1 });
    expect(tables.papers.size).toBe(0);
    expect(erased).toEqual([`requests/${theCode}/${file.id}`]);
    expect(await stateNow()).toMatchObject({ status: 'withdrawn', papersErasedOn: '2025-07-19' });
    const audit = await auditLedger(memoryLedgerReading(tables), memoryEvidence(), capabilitiesByKind);
    expect(audit.findings).toEqual([]);
    const everything = JSON.stringify([...tables.ledger.values(), ...tables.states.values()]);
    expect(everything).not.toContain('Hạnh');
    expect(everything).not.toContain(form.salt);
    expect(await erase('2025-07-20')).toEqual({ erased: 0 });
  });

  test('are taken up again after a run that died between the content and the word', async () => {
    await withdrawnOn('2025-06-18');
    await memoryPapers(tables).erase(caseId);
    expect(await stateNow()).not.toHaveProperty('papersErasedOn');
    expect(await erase('2025-07-19')).toEqual({ erased: 1 });
    expect(await stateNow()).toMatchObject({ papersErasedOn: '2025-07-19' });
  });
});
