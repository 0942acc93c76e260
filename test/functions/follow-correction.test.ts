import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Envelope } from '../../events/envelope.ts';
import { reactToEvent } from '../../functions/duties/react-to-events.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase, fold } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import {
  correctAnswer,
  findAnswerWrong,
  inheritCorrection,
} from '../../shared/capabilities/requests/correct-answer.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { anotherAgency, aProof, receiving, theCode } from '../fixtures/requests.ts';
import { newId } from '../ledger/a-small-ledger.ts';

type Act = [day: string, act: (state: InformationRequest | undefined) => decide.Decision];
const paper = aProof();
const caseId = caseIdOf('request', theCode);
const dutyOf = (cycle: number) => dutyCaseId(dutyIdOf('correct-answer', theCode, cycle));
const found = (day: string): Act => [
  day,
  (state) => findAnswerWrong({ on: localDate(day), discoveredOn: localDate(day), paper }, state),
];
const corrected = (day: string): Act => [
  day,
  (state) => correctAnswer({ on: localDate(day), paper, files: [] }, state),
];

const acts: Act[] = [
  ['2025-06-16', (state) => decide.receive(receiving('2025-06-16'), state)],
  [
    '2025-06-17',
    (state) => decide.answer({ on: localDate('2025-06-17'), paper, files: [], datasets: [] }, state),
  ],
  found('2025-06-18'),
  ['2025-06-19', (state) => inheritCorrection({ on: localDate('2025-06-19'), to: anotherAgency }, state)],
  corrected('2025-06-20'),
  found('2025-06-23'),
];

const world = async () => {
  const store = memoryCaseStore(memoryTables());
  for (const [on, act] of acts) {
    const changed = await changeCase(store, newId, requests, {
      caseId,
      context: { at: startOfDay(localDate(on)), by: { kind: 'system', name: 'test' } },
      decide: act,
    });
    if (isRefusal(changed)) throw new Error(`an act met ${changed.refused}`);
  }
  const messages = (await store.eventsOf(caseId)).map((event) => Envelope.parse(event));
  return { store, react: reactToEvent({ store, newId }), messages };
};

test('each time an answer was found wrong is a duty of its own: by its own day, of whoever answers, done when it was put right', async () => {
  const { store, react, messages } = await world();
  for (const message of messages) await react(message);
  expect((await store.load<Duty>(dutyOf(1)))?.state).toMatchObject({
    kind: 'correct-answer',
    subject: { type: 'request', code: theCode, title: `Đính chính thông tin đã cung cấp ${theCode}` },
    agency: anotherAgency,
    deadline: { kind: 'known', dueOn: '2025-06-25' },
    status: 'fulfilled',
    closed: { how: 'corrected', on: '2025-06-20' },
  });
  expect((await store.load<Duty>(dutyOf(2)))?.state).toMatchObject({
    agency: anotherAgency,
    deadline: { dueOn: '2025-06-30' },
    status: 'open',
  });
  expect(await store.load<Duty>(dutyOf(3))).toBeUndefined();
});

test('comes to the same however often, late and out of order it is told; state is what its events say', async () => {
  const told = fc.array(fc.nat({ max: acts.length - 1 }), { minLength: 1, maxLength: 15 });
  const typesOf = async (store: Awaited<ReturnType<typeof world>>['store'], cycle: number) =>
    (await store.eventsOf(dutyOf(cycle))).map(({ type }) => type);
  await fc.assert(
    fc.asyncProperty(told, async (order) => {
      const { store, react, messages } = await world();
      for (const i of [...order, acts.length - 1]) await react(messages[i]);
      expect(await typesOf(store, 1)).toEqual(['DutyOpened', 'DutyHandedOver', 'DutyFulfilled']);
      expect(await typesOf(store, 2)).toEqual(['DutyOpened']);
      const state = (await store.load<Duty>(dutyOf(1)))?.state;
      expect(canonicalJson(fold(duties, await store.eventsOf(dutyOf(1))))).toBe(canonicalJson(state));
    }),
    { numRuns: 20 },
  );
});
