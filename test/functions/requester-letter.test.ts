import { expect, test } from 'vitest';
import { letterOf } from '../../functions/requests/letters.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { given } from '../fixtures/given-when-then.ts';
import { received } from '../fixtures/requests.ts';

const request = given(requests, received('2025-06-16')).state!;
const letter = (more: { basis?: 'house'; provisional?: boolean }, language: 'vi' | 'en' = 'vi') =>
  letterOf(
    'RequestDeadlineRecomputed',
    { ...request, deadline: { ...request.deadline, ...more } },
    { secret: 'bí mật', language },
    { agency: 'Sở Y tế', why: 'có lịch mới.', publicUrl: 'https://dulieu.example.vn' },
  ).text;

test('the requester reads the new day, and whether it is a target of the house or provisional', () => {
  expect(letter({})).toContain('Hạn trả lời: 19/06/2025.');
  expect(letter({ basis: 'house' })).toContain('19/06/2025, mục tiêu nội bộ, không phải pháp luật.');
  expect(letter({ provisional: true })).toContain('19/06/2025, tạm tính, chờ lịch nghỉ chính thức.');
  expect(letter({ basis: 'house' }, 'en')).toContain('19/06/2025, target of the house, not law.');
});
