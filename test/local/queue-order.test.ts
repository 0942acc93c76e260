import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createQueueEngine,
  type QueueEngine,
  type ReceivedMessage,
} from '../../local/engines/queue/engine.ts';

type Step =
  | { do: 'send'; group: string }
  | { do: 'receive'; most: number }
  | { do: 'delete' | 'return'; which: number }
  | { do: 'pass'; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('send' as const), group: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('receive' as const), most: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ do: fc.constantFrom('delete' as const, 'return' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1000, 15_000, 31_000) }),
);

describe('a FIFO queue under any history of sends, receives, deletions, returns and waiting', () => {
  let dir: string;
  let files = 0;
  beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'queue-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Plays a history and checks at each receive what SQS promises for a group. */
  const play = async (engine: QueueEngine, steps: readonly Step[], pass: (ms: number) => void) => {
    const left = new Map<string, number[]>();
    let flying: { message: ReceivedMessage; until: number }[] = [];
    let clock = 0;
    let n = 0;
    for (const one of steps) {
      flying = flying.filter(({ until }) => until > clock);
      if (one.do === 'send') {
        engine.send('jobs.fifo', { body: String((n += 1)), groupId: one.group, deduplicationId: String(n) });
        left.set(one.group, [...(left.get(one.group) ?? []), n]);
      } else if (one.do === 'pass') {
        pass(one.ms);
        clock += one.ms;
      } else if (one.do === 'receive') {
        const messages = await engine.receive('jobs.fifo', { most: one.most });
        for (const group of new Set(messages.map((message) => message.group_id ?? ''))) {
          const got = messages
            .filter((message) => message.group_id === group)
            .map((message) => Number(message.body));
          expect(
            flying.some(({ message }) => message.group_id === group),
            'the group was locked',
          ).toBe(false);
          expect(got, 'the oldest of the group, in order').toEqual(left.get(group)?.slice(0, got.length));
        }
        const free = [...left].filter(
          ([group, all]) => all.length > 0 && !flying.some((f) => f.message.group_id === group),
        );
        expect(messages.length > 0, 'a free group gives something').toBe(free.length > 0);
        flying.push(...messages.map((message) => ({ message, until: clock + 30_000 })));
      } else {
        const chosen = flying[one.which % Math.max(flying.length, 1)];
        if (!chosen) continue;
        const { receiptHandle, group_id: group, body } = chosen.message;
        flying = flying.filter((f) => f !== chosen);
        if (one.do === 'return') engine.changeVisibility('jobs.fifo', receiptHandle, 0);
        else {
          engine.remove('jobs.fifo', receiptHandle);
          left.set(
            group ?? '',
            (left.get(group ?? '') ?? []).filter((id) => id !== Number(body)),
          );
        }
      }
    }
  };

  it('gives each group in order, locked while in flight, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
        let real = Date.now();
        const engine = createQueueEngine({
          file: join(dir, `${(files += 1)}.db`),
          now: () => 0,
          realNow: () => real,
        });
        engine.ensureQueue('jobs.fifo', { FifoQueue: 'true', VisibilityTimeout: '30' });
        try {
          await play(engine, steps, (ms) => (real += ms));
        } finally {
          engine.close();
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
