import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { requestEvents, type RequestEvent } from '../../events/requests.ts';
import { timelineOf } from '../../functions/requests/timeline.ts';
import { clarifiedLetter } from '../../functions/duties/request-letters.ts';
import { envelop } from '../../shared/capabilities/change-case.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { RequestKind } from '../../shared/kernel/request.ts';
import { addDays, localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { given } from '../fixtures/given-when-then.ts';
import { after, aProof, received, theCode } from '../fixtures/requests.ts';

type State = InformationRequest | undefined;
const on = (day: string) => ({ on: localDate(day) });
const ask = (day: string) => (state: State) =>
  decide.askClarification(
    { ...on(day), until: addDays(localDate(day), 30), paper: aProof('question') },
    state,
  );
const clarify = (day: string) => (state: State) =>
  decide.giveClarification({ ...on(day), paper: aProof('clarification') }, state);

const stepsOf = (facts: readonly RequestEvent[]) =>
  timelineOf(
    envelop(
      facts,
      requestEvents,
      { caseId: requestCaseId(theCode), afterVersion: 0 },
      { at: startOfDay(localDate('2025-06-16')), by: { kind: 'system', name: 'test' } },
      randomUUID,
    ),
    { agency: (code) => code, ground: (id) => ({ vi: id, en: id }) },
  ).map(({ what, stopped }) => [what, stopped ?? false]);

const letterOf = (facts: readonly RequestEvent[]): string => {
  const { state } = given(requests, facts);
  if (!state) throw new Error('no request');
  return clarifiedLetter(state, 'https://dulieu.example.vn').subject;
};

describe('a question and its answer are said to stop the limit only where they do', () => {
  test('a request for information that is not late', () => {
    const facts = after(received('2025-06-16'), ask('2025-06-17'), clarify('2025-06-20'));
    expect(stepsOf(facts)).toEqual([
      ['RequestReceived', false],
      ['ClarificationAsked', true],
      ['ClarificationGiven', true],
    ]);
    expect(letterOf(facts)).toContain('thời hạn chạy tiếp');
  });

  const reports: RequestKind[] = ['challenge', 'error-report', 'correction', 'must-publish'];
  test.each([
    ...reports.map((kind) => [kind, received('2025-06-16', { kind }), '2025-06-17'] as const),
    ['information that was due days ago', received('2025-06-16'), '2025-06-24'] as const,
  ])('not of %s', (_what, facts, day) => {
    const asked = after(facts, ask(day), clarify(addDays(localDate(day), 2)));
    expect(stepsOf(asked).slice(1)).toEqual([
      ['ClarificationAsked', false],
      ['ClarificationGiven', false],
    ]);
    expect(letterOf(asked)).not.toContain('chạy tiếp');
  });
});
