import { describe, expect, it } from 'vitest';
import { readCron } from '../../local/pollers/cron.ts';
import { inputOf } from '../../local/pollers/scheduler.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const next = (expression: string, after: string, zone = ZONE): string | undefined => {
  const at = readCron(expression, zone)(Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe('schedules of EventBridge', () => {
  it.each([
    ['cron(0 6 * * ? *)', '2025-06-16T02:00:00Z', '2025-06-16T23:00:00.000Z'],
    ['cron(15 0 * * ? *)', '2025-06-16T17:14:59Z', '2025-06-16T17:15:00.000Z'],
    // Strictly after: an occurrence that has run does not come again.
    ['cron(15 0 * * ? *)', '2025-06-16T17:15:00Z', '2025-06-17T17:15:00.000Z'],
    ['cron(0/20 8-9 * * ? *)', '2025-06-16T01:41:00Z', '2025-06-16T02:00:00.000Z'],
    ['cron(0,10,20,30,40,50 * * * ? *)', '2025-06-16T02:11:00Z', '2025-06-16T02:20:00.000Z'],
    ['cron(0 9 1 * ? *)', '2025-06-16T00:00:00Z', '2025-07-01T02:00:00.000Z'],
    ['cron(0 9 L * ? *)', '2025-02-01T00:00:00Z', '2025-02-28T02:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => expect(next(expression, after)).toBe(expected));

  it('counts weekdays from Sunday as 1, unlike cron', () => {
    // 2025-06-16 is a Monday.
    expect(next('cron(0 6 ? * 2 *)', '2025-06-16T00:00:00Z', 'UTC')).toBe('2025-06-16T06:00:00.000Z');
    expect(next('cron(0 6 ? * 1 *)', '2025-06-16T00:00:00Z', 'UTC')).toBe('2025-06-22T06:00:00.000Z');
    expect(next('cron(0 6 ? * MON-FRI *)', '2025-06-20T12:00:00Z', 'UTC')).toBe('2025-06-23T06:00:00.000Z');
  });

  it.each([
    'rate(5 minutes)',
    'at(2025-06-16T00:00:00)',
    'cron(0 6 * * *)',
    'cron(0 6 * * ? 2026)',
    'cron(0 6 * * * *)',
    'cron(0 6 ? * ? *)',
    'cron(61 6 * * ? *)',
  ])('%s is refused by name', (expression) => expect(() => readCron(expression, ZONE)).toThrow(expression));

  it('refuses a time zone that does not exist', () => {
    expect(() => readCron('cron(0 6 * * ? *)', 'Asia/Nowhere')).toThrow('Asia/Nowhere');
  });

  it('puts the planned instant into the input, not the present one', () => {
    const schedule = {
      name: 'Morning',
      arn: 'arn:morning',
      expression: 'cron(0 6 * * ? *)',
      timeZone: ZONE,
      functionArn: 'arn',
      input:
        '{"scheduledTime":"<aws.scheduler.scheduled-time>","try":"<aws.scheduler.attempt-number>","other":"<aws.scheduler.unknown>"}',
      retries: 3,
      deadLetterArn: undefined,
    };
    expect(inputOf(schedule, Date.parse('2025-06-16T23:00:00Z'), 2)).toEqual({
      scheduledTime: '2025-06-16T23:00:00Z',
      try: '2',
      other: '<aws.scheduler.unknown>',
    });
  });
});
