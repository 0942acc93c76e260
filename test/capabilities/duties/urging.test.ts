import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import type { Duty } from '../../../shared/capabilities/duties/model.ts';
import { answerUrging, urge } from '../../../shared/capabilities/duties/urging.ts';
import { PersonRef } from '../../../shared/kernel/ids.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { refuse } from '../../../shared/kernel/refusal.ts';
import { dutyOpened, theDeptOfHealth, theDeptOfTransport } from '../../fixtures/duties.ts';
import { given } from '../../fixtures/given-when-then.ts';

const department = PersonRef.parse('33333333-3333-4333-8333-333333333333');
const officer = PersonRef.parse('44444444-4444-4444-8444-444444444444');
const words = (day: string, by: PersonRef, text: string) => ({ on: localDate(day), by, text });
const urging = words('2025-09-17', department, 'Đề nghị cập nhật trong tuần này.');
const reply = words('2025-09-18', officer, 'Sẽ công bố ngày 20/09.');
const urged: DutyEvent = { type: 'DutyUrged', data: urging };
const answered: DutyEvent = { type: 'DutyUrgingAnswered', data: reply };
const done: DutyEvent = { type: 'DutyFulfilled', data: { how: 'no-change', on: localDate('2025-09-20') } };

const urges =
  (command = urging, isRead = true) =>
  (duty: Duty | undefined) =>
    urge({ ...command, isRead }, duty);
const answers =
  (agencies = [theDeptOfHealth]) =>
  (duty: Duty | undefined) =>
    answerUrging({ ...reply, agencies }, duty);

describe('the Department urges', () => {
  test('in writing, and it stands with the duty, its day and who wrote', () => {
    expect(given(duties, [dutyOpened()]).when(urges()).thenFacts(urged)).toMatchObject({
      status: 'open',
      urgings: [urging],
    });
  });

  test('once a day, whether it was answered or not, and again the next', () => {
    const sameDay = words('2025-09-17', department, 'Nhắc lại lần nữa.');
    for (const facts of [
      [dutyOpened(), urged],
      [dutyOpened(), urged, answered],
    ])
      given(duties, facts)
        .when(urges(sameDay))
        .thenRefused(refuse('urged-today', { on: '2025-09-17' }));
    const next = words('2025-09-19', department, 'Đề nghị thực hiện ngay.');
    const duty = given(duties, [dutyOpened(), urged, answered])
      .when(urges(next))
      .thenFacts({ type: 'DutyUrged', data: next });
    expect(duty?.urgings).toEqual([{ ...urging, answer: reply }, next]);
  });

  test('only where somebody can be written to', () => {
    given(duties, [dutyOpened()]).when(urges(urging, false)).thenRefused(refuse('nobody-to-urge'));
  });

  test('an open duty only', () => {
    given(duties, [dutyOpened(), done]).when(urges()).thenRefused(refuse('not-open'));
    given(duties, []).when(urges()).thenRefused(refuse('not-found'));
  });
});

describe('the agency answers', () => {
  test('the last urging, once', () => {
    given(duties, [dutyOpened(), urged]).when(answers()).thenFacts(answered);
    given(duties, [dutyOpened(), urged, answered]).when(answers()).thenRefused(refuse('nothing-to-answer'));
    given(duties, [dutyOpened()]).when(answers()).thenRefused(refuse('nothing-to-answer'));
  });

  test('for itself, and while the duty is open', () => {
    given(duties, [dutyOpened(), urged])
      .when(answers([theDeptOfTransport]))
      .thenRefused(refuse('not-your-agency'));
    given(duties, [dutyOpened(), urged, done]).when(answers()).thenRefused(refuse('not-open'));
  });
});
