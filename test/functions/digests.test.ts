import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DigestWritten } from '../../events/digests.ts';
import { DutyNoticeDue, type DutyEvent } from '../../events/duties.ts';
import type { Envelope } from '../../events/envelope.ts';
import { morningRun } from '../../functions/duties/morning-run.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase, fold } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { digests, UNSETTLED } from '../../shared/capabilities/duties/digests/capability.ts';
import { recomputations } from '../../shared/capabilities/duties/recomputation/capability.ts';
import { dutyCaseId, dutyIdOf } from '../../shared/capabilities/duties/model.ts';
import type { Agency } from '../../shared/capabilities/registry/model.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, DatasetId, PersonRef, uuidFrom } from '../../shared/kernel/ids.ts';
import { addDays, Instant, localDate, type LocalDate } from '../../shared/kernel/local-date.ts';
import { anOpening, thePharmacies } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { newId } from '../ledger/a-small-ledger.ts';

const refOf = (word: string) => PersonRef.parse(uuidFrom(sha256(word)));
const health = AgencyCode.parse('H54.14');
const schools = AgencyCode.parse('H54.05');
const DUE = localDate('2025-09-16');

const anAgency = (code: AgencyCode, more: Partial<Agency> = {}): Agency => ({
  code,
  name: code,
  kind: 'department',
  validFrom: localDate('2020-01-01'),
  predecessors: [],
  focalOfficer: refOf(code),
  demonstration: true,
  ...more,
});

/** Six update duties of two agencies, due on one day; two people of the Department, and the mornings. */
const world = async () => {
  const tables = memoryTables();
  for (const code of [health, schools]) tables.agencies.set(code, anAgency(code));
  for (const person of ['department', 'department-2'])
    tables.memberships.push({
      sub: person,
      person: refOf(person),
      agency: health,
      role: 'department',
      validFrom: localDate('2020-01-01'),
    });
  const whole = memoryCaseStore(tables);
  const openOne = async (word: string, agency: AgencyCode) => {
    const id = DatasetId.parse(uuidFrom(sha256(word)));
    const opening = anOpening('open-data-update', '2025-06-16');
    await changeCase(whole, newId, duties, {
      caseId: dutyCaseId(dutyIdOf('open-data-update', id, 1)),
      context: aContext(),
      decide: (): DutyEvent[] => [
        { type: 'DutyOpened', data: { ...opening, agency, subject: { ...thePharmacies, id } } },
      ],
    });
  };
  for (let i = 0; i < 6; i += 1) await openOne(`dataset ${i}`, i % 2 ? health : schools);

  /** Lets so many writes through and then breaks off, as a function does whose time is up. */
  const breaksAfter = (writes: number): CaseStore => {
    let left = writes;
    return {
      ...whole,
      commit: async (commit) => {
        if (left <= 0) throw new Error('broken off');
        left -= 1;
        return whole.commit(commit);
      },
    };
  };
  const run = (day: LocalDate, store: CaseStore = whole) =>
    morningRun({ store, newId, registry: memoryRegistry(tables), measure: () => undefined })(
      Instant.parse(new Date(Date.parse(`${day}T06:00:00+07:00`)).toISOString()),
    );
  const events = (): Envelope[] =>
    [...tables.ledger.values()].flat().map((row) => JSON.parse(row.body) as Envelope);
  /** Who was told what of which duty, as the digests say it: person, duty, rung. */
  const told = (): string[] =>
    events()
      .filter(({ type }) => type === DigestWritten.type)
      .flatMap(({ data }) => {
        const { person, items } = DigestWritten.data.parse(data);
        return items.map(({ duty, rung }) => `${person} ${duty} ${rung}`);
      });
  const noticed = (): string[] =>
    events()
      .filter(({ type }) => type === DutyNoticeDue.type)
      .map(({ caseId, data }) => `${caseId.slice('duty:'.length)} ${DutyNoticeDue.data.parse(data).rung}`);
  const letters = () => events().filter(({ type }) => type === DigestWritten.type).length;
  return { tables, store: whole, openOne, breaksAfter, run, told, noticed, letters, events };
};

const foldOf = (caseId: string, of: Envelope[]) => {
  if (caseId.startsWith('duty:')) return fold(duties, of);
  return caseId.startsWith('digest:') ? fold(digests, of) : fold(recomputations, of);
};

describe('one digest each morning', () => {
  test('a person hears of everything at once; run twice, nothing more is said', async () => {
    const { run, told, letters, noticed, store } = await world();
    await run(addDays(DUE, 1));
    // Two focal officers, two of the Department.
    expect(letters()).toBe(4);
    expect(told()).toHaveLength(6 + 2 * 6);
    expect(noticed()).toHaveLength(6);
    await run(addDays(DUE, 1));
    expect(letters()).toBe(4);
    expect((await store.list('notice', UNSETTLED, { limit: 10 })).items).toEqual([]);
  });

  test('what becomes due later the same day is a second part', async () => {
    const { run, openOne, letters, told } = await world();
    await run(DUE);
    await openOne('late', health);
    await run(DUE);
    expect(letters()).toBe(3);
    expect(new Set(told()).size).toBe(told().length);
  });

  test('after three days down, the latest rung speaks, once', async () => {
    const { run, noticed, letters } = await world();
    await run(addDays(DUE, -3));
    await run(addDays(DUE, 3));
    expect(noticed().filter((one) => one.endsWith('overdue-1'))).toHaveLength(6);
    expect(noticed()).toHaveLength(12);
    expect(letters()).toBe(2 + 4);
  });

  test('a run with an earlier time than the last says nothing, and unsays nothing', async () => {
    const { run, events } = await world();
    await run(DUE);
    const before = events().length;
    await run(addDays(DUE, -20));
    await run(addDays(DUE, -1));
    expect(events()).toHaveLength(before);
  });

  test('wherever runs break off, and whenever the next comes, everybody hears each thing once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ day: fc.integer({ min: -3, max: 9 }), writes: fc.nat({ max: 14 }) }), {
          maxLength: 6,
        }),
        async (runs) => {
          const { run, breaksAfter, told, noticed, store, events } = await world();
          for (const { day, writes } of runs.toSorted((a, b) => a.day - b.day))
            await run(addDays(DUE, day), breaksAfter(writes)).catch(() => undefined);
          await run(addDays(DUE, 10));
          expect(new Set(told()).size).toBe(told().length);
          const people = (rung: string, duty: string) =>
            told().filter((one) => one.endsWith(`${duty} ${rung}`)).length;
          for (const one of noticed()) {
            const [duty = '', rung = ''] = one.split(' ');
            expect(people(rung, duty), one).toBe(rung.startsWith('overdue') ? 3 : 1);
          }
          // Nobody was told of what did not come to be said.
          expect(new Set(told().map((one) => one.split(' ').slice(1).join(' ')))).toEqual(new Set(noticed()));
          expect((await store.list('notice', UNSETTLED, { limit: 10 })).items).toEqual([]);
          for (const caseId of new Set(events().map((event) => event.caseId))) {
            const of = events().filter((event) => event.caseId === caseId);
            const folded = foldOf(caseId, of);
            expect(canonicalJson(folded)).toBe(canonicalJson((await store.load(caseId))?.state));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an agency that ended', () => {
  test('its open duties go to its successor’s successor, once, and the reminders with them', async () => {
    const { tables, run, events, told } = await world();
    const merged = AgencyCode.parse('H54.20');
    const between = AgencyCode.parse('H54.19');
    const ended = { validUntil: localDate('2025-06-30') };
    tables.agencies.set(health, anAgency(health, { ...ended, successor: between }));
    tables.agencies.set(between, anAgency(between, { ...ended, successor: merged }));
    tables.agencies.set(merged, anAgency(merged));
    await run(localDate('2025-06-30'));
    expect(events().filter(({ type }) => type === 'DutyHandedOver')).toEqual([]);
    await run(localDate('2025-07-01'));
    await run(localDate('2025-07-01'));
    const moved = events().filter(({ type }) => type === 'DutyHandedOver');
    expect(moved.map(({ data }) => [data['from'], data['to'], data['because']])).toEqual(
      Array.from({ length: 3 }, () => [health, merged, 'succession']),
    );
    await run(DUE);
    expect(told().filter((one) => one.startsWith(refOf(merged)))).toHaveLength(3);
  });
});
