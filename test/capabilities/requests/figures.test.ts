import { describe, expect, test } from 'vitest';
import type { RequestEvent } from '../../../events/requests.ts';
import { memoryFigures } from '../../../shared/adapters/memory/figures.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import { contest } from '../../../shared/capabilities/requests/contest.ts';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import {
  requestCaseId,
  type Contest,
  type InformationRequest,
} from '../../../shared/capabilities/requests/model.ts';
import { addsOf, requestSheets } from '../../../shared/capabilities/requests/views/adds.ts';
import {
  countByAgency,
  countRequests,
  together,
} from '../../../shared/capabilities/requests/views/by-agency.ts';
import { requestCodeFrom, uuidFrom } from '../../../shared/kernel/ids.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { aContext } from '../../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received, theAgency } from '../../fixtures/requests.ts';

type Acts = Parameters<typeof after> extends [unknown, ...infer Rest] ? Rest : never;

const on = (day: string) => ({ on: localDate(day) });
const answered =
  (day: string): Acts[0] =>
  (state) =>
    decide.answer({ ...on(day), paper: aProof('answer'), files: [], datasets: [] }, state);
const asked =
  (day: string): Acts[0] =>
  (state) =>
    decide.askClarification(
      { ...on(day), until: addDays(localDate(day), 30), paper: aProof('question') },
      state,
    );
const handedOn =
  (day: string): Acts[0] =>
  (state) =>
    decide.transfer({ ...on(day), to: anotherAgency, because: 'not-held', paper: aProof('transfer') }, state);

const contested =
  (how: Contest['how'], day: string): Acts[0] =>
  (state) =>
    contest({ ...on(day), how, filedOn: localDate(day) }, state);

const lives: readonly (readonly [string, ...Acts])[] = [
  ['2025-06-02'],
  ['2025-06-02', answered('2025-06-03')],
  ['2025-06-02', answered('2025-08-01')],
  [
    '2025-06-02',
    answered('2025-06-09'),
    contested('complaint', '2025-06-10'),
    contested('complaint', '2025-06-12'),
  ],
  ['2025-06-02', contested('lawsuit', '2025-06-11')],
  ['2025-05-05', contested('complaint', '2025-05-06'), handedOn('2025-05-07')],
  ['2025-06-02', (state) => decide.withdraw(on('2025-06-05'), state)],
  ['2025-05-05'],
  ['2025-05-05', asked('2025-05-06')],
  ['2025-05-05', asked('2025-05-20')],
  ['2025-05-05', handedOn('2025-05-07')],
  // Due on 08/05, and handed on after it: late where it lay, whatever becomes of it.
  ['2025-05-05', handedOn('2025-05-12'), answered('2025-05-13')],
  ['2024-12-30'],
  ['2025-07-01', answered('2025-07-02')],
];

const statesOf = (facts: readonly RequestEvent[]): InformationRequest[] =>
  facts.map((_, i) =>
    facts
      .slice(0, i + 1)
      .reduce<InformationRequest | undefined>(
        (state, fact) => requests.evolve(state, fact, aContext()),
        undefined,
      )!,
  );

const lateAt = (agency: string, all: readonly InformationRequest[]): number =>
  all.flatMap(({ transfers }) => transfers.filter(({ from, late }) => late && from === agency)).length;

describe('the figures of requests', () => {
  test.each(['2025-06-02', '2025-06-20', '2025-07-01', '2025-12-31'])(
    'on %s are what counting each request gives, agency by agency and together',
    async (day) => {
      const figures = memoryFigures();
      const all: InformationRequest[] = [];
      for (const [i, [receivedOn, ...acts]] of lives.entries()) {
        const code = requestCodeFrom(uuidFrom(sha256(`request ${i}`)));
        const states = statesOf(after(received(receivedOn, { code }), ...acts));
        all.push(states.at(-1)!);
        for (const told of [states, [...states].reverse()])
          for (const state of told)
            await figures.save(requestCaseId(code), states.indexOf(state) + 1, addsOf(state));
      }
      const today = localDate(day);
      for (const year of ['2024', '2025']) {
        const found = countByAgency(
          {
            received: await figures.rows(requestSheets.receivedIn(year)),
            due: await figures.rows(requestSheets.due, { from: `${day.slice(0, 7)}-01`, to: day }),
          },
          { year, today },
        );
        const ofYear = all.filter(({ receivedOn }) => receivedOn.startsWith(year));
        for (const agency of [theAgency, anotherAgency]) {
          const own = ofYear.filter((request) => request.agency === agency);
          expect(found.get(agency) ?? { ...countRequests([], today), handedOnLate: 0 }).toEqual({
            ...countRequests(own, today),
            handedOnLate: lateAt(agency, ofYear),
          });
        }
        expect(together(found.values())).toEqual({
          ...countRequests(ofYear, today),
          handedOnLate: year === '2025' ? 1 : 0,
        });
      }
    },
  );
});
