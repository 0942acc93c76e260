import { DutyRescheduled } from '../../events/duties.ts';
import type { Envelope } from '../../events/envelope.ts';
import { readersOf } from '../../events/subscriptions.ts';
import { morningRun } from '../../functions/duties/morning-run.ts';
import { reactToEvent } from '../../functions/duties/react-to-events.ts';
import { capabilitiesByKind } from '../../functions/ledger/capabilities.ts';
import { auditLedger } from '../../shared/adapters/ledger-audit.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryEvidence } from '../../shared/adapters/memory/evidence.ts';
import { memoryLedgerReading } from '../../shared/adapters/memory/ledger-reading.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import {
  recomputationCaseId,
  type Recomputation,
} from '../../shared/capabilities/duties/recomputation/model.ts';
import { Agency } from '../../shared/capabilities/registry/model.ts';
import { ruleValues } from '../../shared/capabilities/regulation/capability.ts';
import { approveRuleValue, submitRuleValue } from '../../shared/capabilities/regulation/decide.ts';
import { ruleValueCaseId, type RuleValue } from '../../shared/capabilities/regulation/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { caseIdOf, DatasetId, EventId, PersonRef, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { type Rulebook, rulebook, rulebookOf } from '../../shared/regulation/rulebook.ts';
import { theDeptOfHealth } from '../fixtures/datasets.ts';
import { aHouseTarget, anotherClerk, aValueId, byClerk } from '../fixtures/rule-values.ts';

const idOf = (word: string) => uuidFrom(sha256(word));
export const theOfficer = PersonRef.parse(idOf('officer'));

/** A first release of a dataset of that name, on a day. */
export const released = (name: string, day: string): Envelope => {
  const datasetId = DatasetId.parse(idOf(name));
  const caseId = caseIdOf('dataset', datasetId);
  return {
    id: EventId.parse(idOf(`released ${name} ${day}`)),
    type: 'ReleasePublished',
    typeVersion: 1,
    caseId,
    version: 1,
    at: Instant.parse(`${day}T03:00:00.000Z`),
    by: { kind: 'system', name: 'test' },
    data: {
      number: 1,
      publishedOn: day,
      uploadId: idOf(`upload ${name}`),
      files: [{ name: 'a.csv', role: 'clean-csv', mediaType: 'text/csv', bytes: 1, sha256: sha256('a') }],
      datasetId,
      slug: Slug.parse(name),
      title: name,
      agency: theDeptOfHealth,
    },
  };
};

/** Lets so many writes through and then breaks off, as a function does whose time is up. */
const breaksAfter = (store: CaseStore, writes: number): CaseStore => {
  let left = writes;
  return {
    ...store,
    commit: async (commit) => {
      if (left <= 0) throw new Error('broken off');
      left -= 1;
      return store.commit(commit);
    },
  };
};

/** The ledger with the reader of duties behind it: every event reaches it once, in order. */
export const world = () => {
  const tables = memoryTables();
  tables.agencies.set(
    theDeptOfHealth,
    Agency.parse({
      code: theDeptOfHealth,
      name: 'Sở Y tế',
      kind: 'sở',
      validFrom: '2020-01-01',
      focalOfficer: theOfficer,
      demonstration: true,
    }),
  );
  const store = memoryCaseStore(tables);
  let made = 0;
  const newId = () => idOf(`made ${(made += 1)}`);
  const events = (): Envelope[] =>
    [...tables.ledger.values()].flat().map((row) => JSON.parse(row.body) as Envelope);
  const told = new Set<string>();
  const react = (event: Envelope, { writes = Number.POSITIVE_INFINITY, shipped = rulebook } = {}) =>
    reactToEvent({ store: breaksAfter(store, writes), newId, shipped })(event);

  return {
    tables,
    store,
    registry: memoryRegistry(tables),
    newId,
    react,
    events,
    /** Hands on what nobody has read yet, until nothing is left. */
    settle: async (shipped: Rulebook = rulebook) => {
      for (;;) {
        const next = events().filter(({ id, type }) => !told.has(id) && readersOf(type).includes('duties'));
        if (next.length === 0) return;
        for (const event of next) {
          told.add(event.id);
          await react(event, { shipped });
        }
      }
    },
    unread: () => events().filter(({ id, type }) => !told.has(id) && readersOf(type).includes('duties')),
    morning: (day: string, shipped: Rulebook = rulebook) =>
      morningRun({ store, newId, shipped, registry: memoryRegistry(tables), measure: () => undefined })(
        Instant.parse(new Date(Date.parse(`${day}T06:00:00+07:00`)).toISOString()),
      ),
    /** One enters the house target, another approves it. */
    approveTarget: async () => {
      const on = localDate('2025-09-02');
      for (const [context, decide] of [
        [
          byClerk(),
          (state: RuleValue | undefined) =>
            submitRuleValue({ id: aValueId, value: aHouseTarget() }, state, rulebook),
        ],
        [
          byClerk(anotherClerk),
          (state: RuleValue | undefined) => approveRuleValue({ by: anotherClerk, on }, state, rulebook),
        ],
      ] as const)
        await changeCase(store, newId, ruleValues, { caseId: ruleValueCaseId(aValueId), context, decide });
      return events().find(({ type }) => type === 'RuleValueApproved')!;
    },
    updateOf: async (name: string) =>
      (
        await store.list<Duty>('kind', dutyKeys.turnsOf('open-data-update', DatasetId.parse(idOf(name))), {
          limit: 1,
        })
      ).items[0]?.state,
    moves: () => events().filter(({ type }) => type === DutyRescheduled.type),
    standing: async () => (await store.load<Recomputation>(recomputationCaseId))?.state,
    faults: async () =>
      (await auditLedger(memoryLedgerReading(tables), memoryEvidence(), capabilitiesByKind)).findings,
  };
};

/** The same rulebook after one more day off was announced. */
export const withDayOff = (day: string): Rulebook =>
  rulebookOf({
    ...rulebook.data,
    calendarYears: rulebook.data.calendarYears.map((year) =>
      day.startsWith(`${year.year}`)
        ? {
            ...year,
            daysOff: [
              ...year.daysOff,
              {
                day: localDate(day),
                kind: 'public-holiday' as const,
                label: { vi: 'Ngày nghỉ mới công bố' },
                cites: ['notice'],
                confidence: 'seen' as const,
              },
            ],
          }
        : year,
    ),
  });

/** The same rulebook after a working day was swapped for a Saturday of its year, which is then worked. */
export const withSwappedDay = (insteadOf: string, saturday: string): Rulebook => {
  const because = { cites: ['notice'], confidence: 'seen' as const };
  return rulebookOf({
    ...rulebook.data,
    calendarYears: rulebook.data.calendarYears.map((year) =>
      saturday.startsWith(`${year.year}`)
        ? {
            ...year,
            daysOff: [
              ...year.daysOff,
              { day: localDate(insteadOf), kind: 'swapped' as const, label: { vi: 'Hoán đổi' }, ...because },
            ],
            workingDays: [
              ...year.workingDays,
              {
                day: localDate(saturday),
                insteadOf: localDate(insteadOf),
                label: { vi: 'Làm bù ngày hoán đổi' },
                ...because,
              },
            ],
          }
        : year,
    ),
  });
};

/** The same rulebook after it was found that no rule has a value. */
export const withoutValues = (): Rulebook =>
  rulebookOf({
    ...rulebook.data,
    deadlines: rulebook.data.deadlines.map((rule) => ({
      ...rule,
      values: [{ state: 'unknown', from: localDate('2018-07-01'), why: { vi: 'Đã bị bãi bỏ.' }, cites: [] }],
    })),
  });
