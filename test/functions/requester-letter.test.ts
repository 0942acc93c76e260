import { expect, test } from 'vitest';
import { letterOf } from '../../functions/requests/letters.ts';
import { rowOf } from '../../functions/requests/register.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { given } from '../fixtures/given-when-then.ts';
import { after, aProof, received } from '../fixtures/requests.ts';

const request = given(requests, received('2025-06-16')).state!;
const letter = (more: { basis?: 'house'; provisional?: boolean }, language: 'vi' | 'en' = 'vi') =>
  letterOf(
    'RequestDeadlineRecomputed',
    { ...request, deadline: { ...request.deadline, ...more } },
    { secret: 'bí mật', language },
    { agency: 'Sở Y tế', why: 'có lịch mới.', publicUrl: 'https://dulieu.example.vn' },
  ).text;

test('the register says of a day that it is a target of the house or provisional', () => {
  const due = (more: object) =>
    rowOf(
      { state: { ...request, deadline: { ...request.deadline, ...more } } },
      undefined,
      request.receivedOn,
    );
  expect(due({})).toContain('19/06/2025');
  expect(due({ basis: 'house' })).toContain('19/06/2025, mục tiêu nội bộ');
  expect(due({ provisional: true })).toContain('19/06/2025, tạm tính');
});

test('who is asked a question reads that the time stands still, and not that no day is known', () => {
  const asked = given(
    requests,
    after(received('2025-06-16'), (state) =>
      decide.askClarification(
        { on: localDate('2025-06-17'), until: localDate('2025-07-17'), paper: aProof('question') },
        state,
      ),
    ),
  ).state!;
  const { text } = letterOf(
    'ClarificationAsked',
    asked,
    { secret: 'bí mật', language: 'vi' },
    { agency: 'Sở Y tế', publicUrl: 'https://dulieu.example.vn' },
  );
  expect(text).toContain('chậm nhất hết ngày 17/07/2025');
  expect(text).toContain('Thời hạn trả lời tạm dừng');
  expect(text).not.toContain('chưa xác định');
});

test('the requester reads the new day, and whether it is a target of the house or provisional', () => {
  expect(letter({})).toContain('Hạn trả lời: 19/06/2025.');
  expect(letter({ basis: 'house' })).toContain('19/06/2025, mục tiêu nội bộ, không phải pháp luật.');
  expect(letter({ provisional: true })).toContain('19/06/2025, tạm tính, chờ lịch nghỉ chính thức.');
  expect(letter({ basis: 'house' }, 'en')).toContain('19/06/2025, target of the house, not law.');
});
