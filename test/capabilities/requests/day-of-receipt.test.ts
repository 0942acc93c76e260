import { describe, expect, test } from 'vitest';
import { requests } from '../../../shared/capabilities/requests/capability.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { Instant, localDate } from '../../../shared/kernel/local-date.ts';
import { sumInWords } from '../../../shared/kernel/sum-in-words.ts';
import { given } from '../../fixtures/given-when-then.ts';
import { after, received, receiving } from '../../fixtures/requests.ts';

type Act = (state: InformationRequest | undefined) => decide.Decision;

describe('the day a letter came', () => {
  test('a day before the rulebook says anything of its limit is refused: it is a slip of the pen', () => {
    const today = localDate('2025-06-16');
    const entered =
      (day: string): Act =>
      (state) =>
        decide.receive(receiving(day, { channel: 'post-or-fax', today }), state);
    given(requests, [])
      .when(entered('2018-06-30'))
      .thenRefused({ refused: 'received-before-law', facts: { from: '2018-07-01' } });
    expect(after([], entered('2018-07-01'))).toHaveLength(1);
  });
  test('of what is known by its day alone the sum names no hour', () => {
    const sumOf = (more: Parameters<typeof receiving>[1]) => {
      const deadline = given(requests, received('2025-06-16', more)).state?.deadline;
      return deadline ? sumInWords(deadline).join(' ') : '';
    };
    expect(sumOf({ channel: 'post-or-fax' })).not.toContain('00:00');
    expect(sumOf({ receivedAt: Instant.parse('2025-06-16T02:30:00.000Z') })).toContain(
      '09:30 ngày 16/06/2025',
    );
  });
});
