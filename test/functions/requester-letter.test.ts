import { expect, test } from 'vitest';
import { letterOf } from '../../functions/requests/letters.ts';
import { rowOf } from '../../functions/requests/register.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { given } from '../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received } from '../fixtures/requests.ts';

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

const handedOnLate = after(received('2025-06-16'), (state) =>
  decide.transfer(
    { on: localDate('2025-06-24'), to: anotherAgency, because: 'not-held', paper: aProof('transfer') },
    state,
  ),
);

test('the register says who had it before, and that it was late there already', () => {
  const { state } = given(requests, handedOnLate);
  expect(rowOf({ state: state! }, undefined, localDate('2025-06-25'), () => 'Sở Y tế')).toContain(
    'Sở Y tế, ngày 24/06/2025, đã quá hạn 5 ngày (hạn 19/06/2025)',
  );
});

test('the requester is told with the transfer that the agency before was late', () => {
  const { state } = given(requests, handedOnLate);
  const told = (language: 'vi' | 'en', late = true) =>
    letterOf(
      'RequestTransferred',
      state!,
      { secret: 'bí mật', language },
      {
        agency: 'Sở Tài chính',
        publicUrl: 'https://dulieu.example.vn',
        ...(late && { late: { from: 'Sở Y tế', wasDue: localDate('2025-06-19') } }),
      },
    ).text;
  expect(told('vi')).toContain('Sở Y tế đã để quá hạn trả lời (hạn 19/06/2025)');
  expect(told('en')).toContain('Sở Y tế had let the answer become overdue (due 19/06/2025)');
  expect(told('vi', false)).not.toContain('quá hạn');
});
