import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DutyEvent } from '../../events/duties.ts';
import type { Envelope } from '../../events/envelope.ts';
import { readersOf } from '../../events/subscriptions.ts';
import { countCase } from '../../functions/duties/count-case.ts';
import { rebuildViews } from '../../functions/ledger/rebuild-views.ts';
import { eventOf } from '../../shared/adapters/ledger-entry.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryFigures } from '../../shared/adapters/memory/figures.ts';
import { memoryLedgerReading } from '../../shared/adapters/memory/ledger-reading.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { viewItemKey, type ViewItem } from '../../shared/adapters/memory/views.ts';
import { changeCase, type Capability } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { requestCaseId } from '../../shared/capabilities/requests/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { DatasetId, requestCodeFrom, uuidFrom, type CaseId } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { anOpening, theDeptOfHealth, theDeptOfTransport } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received } from '../fixtures/requests.ts';
import { newId } from './a-small-ledger.ts';

const overdue: DutyEvent = {
  type: 'DutyBecameOverdue',
  data: { dueOn: localDate('2025-09-16'), on: localDate('2025-09-17') },
};
const done = (on: string): DutyEvent => ({
  type: 'DutyFulfilled',
  data: { how: 'no-change', on: localDate(on) },
});
const waived: DutyEvent = { type: 'DutyWaived', data: { why: 'Gộp', on: localDate('2025-07-01') } };
const handedOver: DutyEvent = {
  type: 'DutyHandedOver',
  data: {
    on: localDate('2025-07-01'),
    from: theDeptOfHealth,
    to: theDeptOfTransport,
    because: 'succession',
  },
};

/** Duties and requests at every place in life, and the real reader that counts what happens to them. */
const aPortal = async () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const record = async <State, Fact extends { type: string; data: unknown }>(
    capability: Capability<State, Fact>,
    caseId: CaseId,
    facts: readonly Fact[],
  ) => {
    for (const fact of facts)
      await changeCase(store, newId, capability, { caseId, context: aContext(), decide: () => [fact] });
  };
  const lives: readonly (readonly DutyEvent[])[] = [
    [],
    [overdue],
    [overdue, handedOver],
    [handedOver, done('2025-08-01')],
    [overdue, done('2025-10-01')],
    [waived],
  ];
  for (const [i, facts] of lives.entries()) {
    const id = DatasetId.parse(uuidFrom(sha256(`dataset ${i}`)));
    const opening = anOpening('open-data-update', '2025-06-16');
    const subject = { ...opening.subject, id } as typeof opening.subject;
    await record(duties, dutyCaseId(dutyIdOf('open-data-update', id, 1)), [
      { type: 'DutyOpened', data: { ...opening, subject } },
      ...facts,
    ]);
  }
  const acts: readonly Parameters<typeof after>[1][][] = [
    [],
    [(state) => decide.withdraw({ on: localDate('2025-06-18') }, state)],
    [
      (state) =>
        decide.transfer(
          {
            on: localDate('2025-06-18'),
            to: anotherAgency,
            because: 'not-held',
            paper: aProof('transfer'),
          },
          state,
        ),
    ],
  ];
  for (const [i, some] of acts.entries()) {
    const code = requestCodeFrom(uuidFrom(sha256(`request ${i}`)));
    await record(requests, requestCaseId(code), after(received('2025-06-16', { code }), ...some));
  }

  const items = new Map<string, ViewItem>();
  const figures = memoryFigures(items);
  const count = countCase({ store, figures });
  const events = [...tables.ledger.values()]
    .flat()
    .map(eventOf)
    .filter(({ type }) => readersOf(type).includes('duties'));
  const deliver = async (some: readonly Envelope[]) => {
    for (const event of some) await count(event);
  };
  const storage = {
    async *items() {
      yield* [...items.values()];
    },
    put: async (item: ViewItem) => void items.set(viewItemKey(item), item),
    remove: async (key: Pick<ViewItem, 'pk' | 'sk'>) => void items.delete(viewItemKey(key)),
  };
  return {
    items,
    events,
    figures,
    store,
    count,
    record,
    deliver,
    rebuild: (write = false) => rebuildViews(memoryLedgerReading(tables), storage, { write }),
  };
};

describe('figures rebuilt from the ledger', () => {
  it('are the ones counted event by event, however often and in whatever order the reader was told', async () => {
    const portal = await aPortal();
    const told = fc.shuffledSubarray([...portal.events, ...portal.events], {
      minLength: portal.events.length * 2,
    });
    await fc.assert(
      fc.asyncProperty(told, async (all) => {
        portal.items.clear();
        await portal.deliver(all);
        expect((await portal.rebuild()).differences).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(await portal.figures.rows('duties#2025')).toMatchObject([
      { row: `${theDeptOfTransport}#open-data-update#09`, values: { 'in-time': 1 } },
      { row: `${theDeptOfHealth}#open-data-update#07`, values: { waived: 1 } },
      { row: `${theDeptOfHealth}#open-data-update#09`, values: { late: 1, 'days-late': 15 } },
    ]);
  });

  it('stand while nothing that counts happened since, however many reminders and urgings came', async () => {
    const portal = await aPortal();
    await portal.deliver(portal.events);
    const open = portal.events.find(({ type }) => type === 'DutyOpened')!;
    await portal.record(duties, open.caseId, [overdue]);
    expect((await portal.store.load<Duty>(open.caseId))?.version).toBe(2);
    expect((await portal.rebuild()).differences).toEqual([]);
  });

  it('differ while an event has not been read, and say where', async () => {
    const portal = await aPortal();
    const missing = portal.events.find(({ type }) => type === 'DutyWaived')!;
    await portal.deliver(portal.events.filter(({ caseId }) => caseId !== missing.caseId));
    const { differences } = await portal.rebuild();
    expect(differences.map(({ key }) => key).sort()).toEqual([
      viewItemKey({ pk: `adds#${missing.caseId}`, sk: 'adds' }),
      viewItemKey({ pk: 'figures#duties#2025', sk: `${theDeptOfHealth}#open-data-update#07` }),
    ]);
  });

  it('take the place of a wrong count, a missing place and a row that nobody added to', async () => {
    const portal = await aPortal();
    await portal.deliver(portal.events);
    const whole = (await portal.rebuild()).items;
    const find = (pk: string, is: (item: ViewItem) => boolean = () => true) =>
      [...portal.items.values()].find((item) => item.pk === pk && is(item))!;
    const wrong = find('figures#duties#2025', ({ late }) => late === 1);
    const place = find('figures#duties#due');
    const [stray] = [{ pk: 'figures#requests#2024', sk: 'H54.99', received: 3 }];
    portal.items.set(viewItemKey(wrong), { ...wrong, late: 7 });
    portal.items.delete(viewItemKey(place));
    portal.items.set(viewItemKey(stray), stray);

    const { differences } = await portal.rebuild();
    expect(
      differences.map(({ key, live, rebuilt }) => [key, live?.['late'], rebuilt?.['late']]).sort(),
    ).toEqual(
      [
        [viewItemKey(wrong), 7, 1],
        [viewItemKey(place), undefined, undefined],
        [viewItemKey(stray), undefined, undefined],
      ].sort(),
    );
    await portal.rebuild(true);
    expect(await portal.rebuild()).toEqual({ items: whole, differences: [] });
    expect(portal.items.get(viewItemKey(wrong))).toMatchObject({ late: 1 });
  });

  it('can be made from nothing, and go on from there', async () => {
    const portal = await aPortal();
    await portal.rebuild(true);
    expect((await portal.rebuild()).differences).toEqual([]);
    await portal.deliver(portal.events);
    const open = portal.events.find(({ type }) => type === 'DutyOpened')!;
    await portal.record(duties, open.caseId, [done('2025-09-01')]);
    await portal.count({ ...open, type: 'DutyFulfilled' });
    expect((await portal.rebuild()).differences).toEqual([]);
  });
});
