import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { QueueEngine } from '../engines/queue/engine.ts';
import type { FunctionPool } from '../functions/pool.ts';
import type { ScheduleDefinition } from '../topology/read-messaging.ts';
import { readCron, type Occurrences } from './cron.ts';

/** One occurrence that was run. `at` is the planned instant. */
export type Run = {
  readonly schedule: string;
  readonly at: string;
  readonly ok: boolean;
  readonly error?: string;
};

export type Scheduler = {
  /** Moves the clock to an instant, running everything due on the way, in order, each at its own time. */
  readonly advanceTo: (epochMs: number) => Promise<readonly Run[]>;
  /** Runs what became due while nothing ran, and goes on with the ticking clock. */
  readonly start: () => void;
  /** Runs owed up to now; 0 when all is done. */
  readonly owed: () => number;
  readonly stop: () => Promise<void>;
};

/** Locally a failing run is repeated soon and seldom: a person waits for the answer. */
const MOST_REPEATS = 2;
/** Timers can not be set further than that. */
const LONGEST_NAP_MS = 3_600_000;
/** A schedule whose occurrences lie closer together than this is frequent. */
const FREQUENT_MS = 3_600_000;

const Saved = z.record(z.string(), z.number());

const scheduledTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** Puts the facts of this occurrence into the input, as EventBridge Scheduler does. */
export const inputOf = (schedule: ScheduleDefinition, at: number, attempt: number): unknown => {
  const facts: Record<string, string> = {
    'scheduled-time': scheduledTime(at),
    'schedule-arn': schedule.arn,
    'execution-id': randomUUID(),
    'attempt-number': String(attempt),
  };
  const text = (schedule.input ?? '{}').replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => facts[name] ?? whole,
  );
  return JSON.parse(text) as unknown;
};

export const createScheduler = (options: {
  schedules: readonly ScheduleDefinition[];
  /** Remembers up to where each schedule has run. */
  file: string;
  clock: Clock;
  pool: FunctionPool;
  queues: QueueEngine;
  /** Waits a moment for what a run set off, so that it happens on the day of the run and not on the last day. */
  settle: () => Promise<void>;
  log: (line: string) => void;
}): Scheduler => {
  const { file, clock, pool, queues, log } = options;
  const schedules = options.schedules.map((schedule) => ({
    schedule,
    after: readCron(schedule.expression, schedule.timeZone),
  }));
  const done = new Map(
    existsSync(file) ? Object.entries(Saved.parse(JSON.parse(readFileSync(file, 'utf8')))) : [],
  );
  for (const { schedule } of schedules) if (!done.has(schedule.name)) done.set(schedule.name, clock.now());
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(done)));
    renameSync(`${file}.new`, file);
  };
  save();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let queue: Promise<unknown> = Promise.resolve();

  /**
   * What runs many times a day looks at how things stand. Of the occurrences a jump passes over only those of its last
   * hour are run; a jump of three months would else be thousands of looks at the same.
   */
  const firstWorthRunning = (after: Occurrences, from: number, until: number): number | undefined => {
    const at = after(from);
    const next = at === undefined ? undefined : after(at);
    if (at === undefined || next === undefined || next - at >= FREQUENT_MS) return at;
    return after(Math.max(from, until - FREQUENT_MS));
  };

  const nextDue = (until: number): { schedule: ScheduleDefinition; at: number } | undefined =>
    schedules
      .flatMap(({ schedule, after }) => {
        const at = firstWorthRunning(after, done.get(schedule.name) ?? 0, until);
        return at === undefined ? [] : [{ schedule, at }];
      })
      .sort((a, b) => a.at - b.at)[0];

  const run = async (schedule: ScheduleDefinition, at: number): Promise<Run> => {
    const about = { schedule: schedule.name, at: scheduledTime(at) };
    let error = '';
    for (let attempt = 1; attempt <= 1 + Math.min(schedule.retries, MOST_REPEATS); attempt += 1) {
      const outcome = await pool.invoke(schedule.functionArn, inputOf(schedule, at, attempt));
      if (outcome.ok) return { ...about, ok: true };
      error = `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
    }
    log(`schedule ${schedule.name} of ${about.at} failed: ${error}`);
    if (schedule.deadLetterArn)
      queues.send(schedule.deadLetterArn.split(':').at(-1) ?? '', {
        body: JSON.stringify(inputOf(schedule, at, 1)),
      });
    return { ...about, ok: false, error };
  };

  const runDue = async (until: number, move: boolean): Promise<Run[]> => {
    const runs: Run[] = [];
    for (let due = nextDue(until); due && due.at <= until && !stopped; due = nextDue(until)) {
      if (move && due.at > clock.now()) {
        await options.settle();
        if (due.at > clock.now()) clock.moveTo(due.at);
      }
      runs.push(await run(due.schedule, due.at));
      done.set(due.schedule.name, due.at);
      save();
    }
    return runs;
  };

  /** One after the other: two that wait at once would run an occurrence twice. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined);
    return mine;
  };

  const nap = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    const due = nextDue(clock.now());
    const wait = due ? Math.max(due.at - clock.now(), 0) : LONGEST_NAP_MS;
    timer = setTimeout(tick, Math.min(wait, LONGEST_NAP_MS));
  };
  const tick = (): void => void inTurn(() => runDue(clock.now(), false)).finally(nap);

  return {
    start: tick,
    advanceTo: (to) =>
      inTurn(async () => {
        if (to < clock.now()) clock.moveTo(to);
        const runs = await runDue(to, true);
        if (runs.length > 0) await options.settle();
        if (!stopped && clock.now() < to) clock.moveTo(to);
        nap();
        return runs;
      }),
    owed: () =>
      schedules.filter(
        ({ schedule, after }) => (after(done.get(schedule.name) ?? 0) ?? Infinity) <= clock.now(),
      ).length,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await queue;
    },
  };
};
