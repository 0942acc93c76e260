import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openClock } from '../../local/clock.ts';
import type { QueueEngine } from '../../local/engines/queue/engine.ts';
import type { FunctionPool } from '../../local/functions/pool.ts';
import { createScheduler } from '../../local/pollers/scheduler.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'scheduler-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const schedule = (name: string, expression: string) => ({
  name,
  arn: `arn:${name}`,
  expression,
  timeZone: 'Asia/Ho_Chi_Minh',
  functionArn: name,
  input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
  retries: 0,
  deadLetterArn: undefined,
});

it('runs every morning a jump passes over, and of what looks every ten minutes only the last hour', async () => {
  const ran: string[] = [];
  const pool = {
    invoke: async (name: string, event: { scheduledTime: string }) => {
      ran.push(`${name} ${event.scheduledTime}`);
      return { ok: true, value: null, requestId: '' };
    },
  } as unknown as FunctionPool;
  const clock = openClock(join(dir, 'clock.json'), '2025-06-16T02:00:00Z');
  const scheduler = createScheduler({
    schedules: [
      schedule('morning', 'cron(0 6 * * ? *)'),
      schedule('watch', 'cron(0,10,20,30,40,50 * * * ? *)'),
    ],
    file: join(dir, 'schedules.json'),
    clock,
    pool,
    queues: {} as QueueEngine,
    settle: async () => undefined,
    log: () => undefined,
  });
  await scheduler.advanceTo(Date.parse('2025-09-14T02:05:00Z'));
  await scheduler.stop();
  expect(ran.filter((run) => run.startsWith('morning'))).toHaveLength(90);
  expect(ran.filter((run) => run.startsWith('watch'))).toEqual(
    ['01:10', '01:20', '01:30', '01:40', '01:50', '02:00'].map((time) => `watch 2025-09-14T${time}:00Z`),
  );
});
