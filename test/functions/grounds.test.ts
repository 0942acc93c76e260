import { describe, expect, test } from 'vitest';
import { groundInWords, groundsOn } from '../../functions/requests/grounds.ts';
import { composeLetter } from '../../functions/requests/letter/compose.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { RequestContent } from '../../shared/contract/request-forms.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { given } from '../fixtures/given-when-then.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { after, aProof, received } from '../fixtures/requests.ts';
import { someForm } from '../journeys/driver/citizen.ts';

const KNOWN = localDate('2025-06-16');
const UNKNOWN = localDate('2026-11-20');

describe('what a refusal may name', () => {
  test('where the law of the day is known: its grounds, and nothing else', () => {
    const ids = groundsOn(KNOWN).grounds.map(({ id }) => id);
    expect(ids).toHaveLength(6);
    expect(ids).not.toContain('named-in-writing');
  });

  test('where it is not: what the agency names in writing, without a citation made up for it', () => {
    const { grounds, details } = groundsOn(UNKNOWN);
    expect(grounds).toEqual([{ id: 'named-in-writing', needsDetail: false }]);
    expect(details).toEqual([]);
    expect(groundInWords('named-in-writing', UNKNOWN)).toEqual({
      title: 'Căn cứ do cơ quan nêu trong văn bản (sổ quy định chưa có căn cứ của luật áp dụng)',
      cites: [],
    });
  });
});

describe('a request received on a day whose law is not known', () => {
  const request = given(requests, after(received('2026-11-20'))).state;
  if (!request) throw new Error('no request');

  test('is refused with the reason, in which the agency names its ground', () => {
    const refusal = (ground: string) =>
      decide.refuseRequest(
        { on: UNKNOWN, ground, known: groundsOn(UNKNOWN), paper: aProof('refusal') },
        request,
      );
    expect(isRefusal(refusal('named-in-writing'))).toBe(false);
    expect(refusal('already-public')).toMatchObject({ refused: 'unknown-ground' });
  });

  test('gets a letter that cites nothing but what the officer wrote', () => {
    const letter = composeLetter('refusal', {
      request,
      fact: { on: UNKNOWN, part: 'refusal', ground: 'named-in-writing' },
      agency: 'Sở Y tế',
      form: { content: RequestContent.parse(someForm('Hồ sơ đấu thầu')), files: [] },
      said: { text: 'Theo điểm a khoản 1 Điều 7 của Luật đang áp dụng.' },
    });
    const text = letter.body.join('\n');
    expect(text).toContain('theo căn cứ: Căn cứ do cơ quan nêu trong văn bản');
    expect(text).not.toContain('()');
    expect(text).toContain('Theo điểm a khoản 1 Điều 7 của Luật đang áp dụng.');
  });
});
