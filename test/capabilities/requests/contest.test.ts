import { describe, test } from 'vitest';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import { contest } from '../../../shared/capabilities/requests/contest.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import type { Contest, InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { given } from '../../fixtures/given-when-then.ts';
import { after, aProof, received } from '../../fixtures/requests.ts';

const contested =
  (how: Contest['how'], filedOn: string, on: string) => (state: InformationRequest | undefined) =>
    contest({ how, filedOn: localDate(filedOn), on: localDate(on) }, state);
const answered = after(received('2025-06-16'), (state) =>
  decide.answer({ on: localDate('2025-06-18'), paper: aProof('answer'), files: [], datasets: [] }, state),
);

describe('a complaint or a lawsuit about a request', () => {
  test('is recorded after the answer, by the day it came', () => {
    given(requests, answered)
      .when(contested('complaint', '2025-07-01', '2025-07-03'))
      .thenFacts({
        type: 'RequestContested',
        data: { on: localDate('2025-07-03'), how: 'complaint', filedOn: localDate('2025-07-01') },
      });
  });

  test('is recorded while the agency has not answered, too', () => {
    given(requests, received('2025-06-16'))
      .when(contested('lawsuit', '2025-06-20', '2025-06-20'))
      .thenFacts({
        type: 'RequestContested',
        data: { on: localDate('2025-06-20'), how: 'lawsuit', filedOn: localDate('2025-06-20') },
      });
  });

  test('of the same day recorded again is the same one; of the other kind it is another', () => {
    const facts = after(answered, contested('complaint', '2025-07-01', '2025-07-03'));
    given(requests, facts)
      .when(contested('complaint', '2025-07-01', '2025-07-04'))
      .thenFacts();
    given(requests, facts)
      .when(contested('lawsuit', '2025-07-01', '2025-07-04'))
      .thenFacts({
        type: 'RequestContested',
        data: { on: localDate('2025-07-04'), how: 'lawsuit', filedOn: localDate('2025-07-01') },
      });
  });

  test.each([
    ['before the request', '2025-06-15'],
    ['of tomorrow', '2025-07-04'],
  ])('%s there is none', (_what, filedOn) => {
    given(requests, answered)
      .when(contested('complaint', filedOn, '2025-07-03'))
      .thenRefused({ refused: 'contested-before-receipt', facts: { from: '2025-06-16' } });
  });
});
