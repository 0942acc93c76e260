import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Envelope } from '../../events/envelope.ts';
import type { RequestEvent } from '../../events/requests.ts';
import { reactToEvent } from '../../functions/duties/react-to-events.ts';
import { newDay } from '../../functions/requests/new-day.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase, fold } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { ruleValues } from '../../shared/capabilities/regulation/capability.ts';
import { approveRuleValue, submitRuleValue } from '../../shared/capabilities/regulation/decide.ts';
import { ruleValueCaseId, type RuleValue } from '../../shared/capabilities/regulation/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { anotherAgency, aProof, receiving, theCode } from '../fixtures/requests.ts';
import { aHouseTarget, anotherClerk, aValueId, byClerk } from '../fixtures/rule-values.ts';
import { newId } from '../ledger/a-small-ledger.ts';

type Act = [day: string, act: (state: InformationRequest | undefined) => decide.Decision];
const paper = aProof();
const day = (text: string) => ({ on: localDate(text) });
const caseId = caseIdOf('request', theCode);
const dutyId = dutyCaseId(dutyIdOf('answer-request', theCode, 1));

const acts: Act[] = [
  ['2025-06-16', (state) => decide.receive(receiving('2025-06-16'), state)],
  ['2025-06-16', (state) => decide.accept(day('2025-06-16'), state)],
  [
    '2025-06-17',
    (state) =>
      decide.askClarification({ ...day('2025-06-17'), until: localDate('2025-06-27'), paper }, state),
  ],
  ['2025-06-20', (state) => decide.giveClarification({ ...day('2025-06-20'), paper }, state)],
  ['2025-06-20', (state) => decide.findComplex({ ...day('2025-06-20'), paper }, state)],
  [
    '2025-06-23',
    (state) =>
      decide.transfer({ ...day('2025-06-23'), to: anotherAgency, because: 'not-held', paper }, state),
  ],
  ['2025-06-24', (state) => decide.answer({ ...day('2025-06-24'), paper, files: [], datasets: [] }, state)],
];

/** A request that may go on while messages about it are read, and its duty. */
const world = () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const react = reactToEvent({ store, newId });
  const happen = async ([on, act]: Act) => {
    const changed = await changeCase<InformationRequest, RequestEvent>(store, newId, requests, {
      caseId,
      context: { at: startOfDay(localDate(on)), by: { kind: 'system', name: 'test' } },
      decide: act,
    });
    if (isRefusal(changed)) throw new Error(`an act met ${changed.refused}`);
  };
  const messages = async () => (await store.eventsOf(caseId)).map((event) => Envelope.parse(event));
  const duty = async () => (await store.load<Duty>(dutyId))?.state;
  return { tables, store, react, happen, messages, duty };
};

const inOrder = async () => {
  const { store, react, happen, messages, duty } = world();
  for (const act of acts) {
    await happen(act);
    await react((await messages()).at(-1));
  }
  return {
    duty: await duty(),
    facts: (await store.eventsOf(dutyId)).map(({ type, data }) => ({ type, data })),
  };
};

describe('the duty to answer a request', () => {
  test('follows it to its end, each fact dated and caused by the request’s own', async () => {
    const { duty, facts } = await inOrder();
    expect(duty).toMatchObject({ status: 'fulfilled', agency: anotherAgency, closed: { on: '2025-06-24' } });
    expect(facts.map(({ type }) => type)).toEqual([
      'DutyOpened',
      'DutyRescheduled',
      'DutyRescheduled',
      'DutyRescheduled',
      'DutyHandedOver',
      'DutyRescheduled',
      'DutyFulfilled',
    ]);
  });

  test('comes to the same however often, late and out of order it is told; state is what its events say', async () => {
    const expected = canonicalJson((await inOrder()).facts.map(({ type }) => type));
    const told = fc.array(fc.nat({ max: acts.length - 1 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(told, async (order) => {
        const { store, react, happen, messages, duty } = world();
        for (const act of acts) await happen(act);
        const all = await messages();
        for (const i of [...order, acts.length - 1]) await react(all[i]);
        const events = await store.eventsOf(dutyId);
        expect(canonicalJson(events.map(({ type }) => type))).toBe(expected);
        expect(canonicalJson(fold(duties, events))).toBe(canonicalJson(await duty()));
      }),
      { numRuns: 30 },
    );
  });
});

test('a request taken in while nobody knows its limit is counted in the night after a value is approved, and its duty says so', async () => {
  const { tables, store, react, happen, messages, duty } = world();
  await happen(['2026-09-02', (state) => decide.receive(receiving('2026-09-02'), state)]);
  await react((await messages()).at(-1));
  expect(await duty()).toMatchObject({ status: 'open', deadline: { kind: 'unknown' } });

  const value = aHouseTarget({
    rule: 'information-request-online-simple',
    from: localDate('2026-09-01'),
    limit: { kind: 'period', amount: 3, unit: 'working-day' },
  });
  for (const [by, decided] of [
    [byClerk(), (state: RuleValue | undefined) => submitRuleValue({ id: aValueId, value }, state, rulebook)],
    [
      byClerk(anotherClerk),
      (state: RuleValue | undefined) =>
        approveRuleValue({ by: anotherClerk, on: localDate('2026-09-02') }, state, rulebook),
    ],
  ] as const)
    await changeCase(store, newId, ruleValues, {
      caseId: ruleValueCaseId(aValueId),
      context: by,
      decide: decided,
    });
  const night = newDay({ store, registry: memoryRegistry(tables), newId });
  expect(await night(startOfDay(localDate('2026-09-03')))).toMatchObject({ recomputed: 1 });
  expect(await night(startOfDay(localDate('2026-09-03')))).toMatchObject({ recomputed: 0 });
  await react((await messages()).at(-1));

  expect((await store.load<InformationRequest>(caseId))?.state).toMatchObject({
    deadline: { kind: 'known', dueOn: '2026-09-07', basis: 'house' },
    earlierDeadlines: [{ deadline: { kind: 'unknown' }, because: 'law' }],
  });
  expect(await duty()).toMatchObject({
    deadline: { dueOn: '2026-09-07', basis: 'house' },
    earlierDeadlines: [{ deadline: { kind: 'unknown' }, because: 'law' }],
    untoldSince: '2026-09-03',
    nextNoticeOn: '2026-09-03',
  });
});
