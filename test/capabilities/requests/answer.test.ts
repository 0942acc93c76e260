import { describe, expect, test } from 'vitest';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { given } from '../../fixtures/given-when-then.ts';
import { after, aProof, received } from '../../fixtures/requests.ts';

type Act = (state: InformationRequest | undefined) => decide.Decision;
const on = (day: string) => ({ on: localDate(day) });
const accepted: Act = (state) => decide.accept(on('2025-06-17'), state);

describe('an answer', () => {
  const file = (id: string) => ({ id, bytes: 3, sha256: 'a'.repeat(64) });
  const [theirs, own] = ['6b3f9f4e-1c1a-4f5e-9d55-0f2a3b4c5d01', '6b3f9f4e-1c1a-4f5e-9d55-0f2a3b4c5d02'];
  const answeredWith =
    (...ids: string[]): Act =>
    (state) =>
      decide.answer(
        { ...on('2025-06-18'), paper: aProof('answer'), files: ids.map(file), datasets: [] },
        state,
      );
  test('is never the file the requester sent, under whatever name', () => {
    const request = given(requests, received('2025-06-16', { files: [file(theirs)] }));
    request.when(answeredWith(own, theirs)).thenRefused({ refused: 'not-answer-file' });
    expect(after(received('2025-06-16', { files: [file(theirs)] }), answeredWith(own))).toHaveLength(2);
  });
});

describe('an answer with what is of another person', () => {
  const consented = received('2025-06-16', { subject: 'consented' });
  const answeredBy =
    (said: { isConsentReady?: boolean; consentSeenOnPaper?: true }): Act =>
    (state) =>
      decide.answer(
        { ...on('2025-06-18'), paper: aProof('answer'), files: [], datasets: [], ...said },
        state,
      );
  test('waits for their consent, which taking the request up does not', () => {
    given(requests, after(consented, accepted))
      .when(answeredBy({}))
      .thenRefused({ refused: 'consent-not-seen' });
  });
  test('goes out once the consent lies here, or was seen on paper, which is kept in the record', () => {
    const closed = { ...on('2025-06-18'), paper: aProof('answer'), files: [], datasets: [] };
    const request = given(requests, consented);
    request.when(answeredBy({ isConsentReady: true })).thenFacts({ type: 'RequestAnswered', data: closed });
    request
      .when(answeredBy({ consentSeenOnPaper: true }))
      .thenFacts({ type: 'RequestAnswered', data: { ...closed, consentSeenOnPaper: true } });
  });
});
