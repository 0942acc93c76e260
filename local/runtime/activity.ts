import { setTimeout as delay } from 'node:timers/promises';
import type { Checkpoint } from '../engines/dynamodb/checkpoint.ts';
import { callEngine, DYNAMODB, STREAMS } from '../engines/dynamodb/wire.ts';
import type { FunctionPool } from '../functions/pool.ts';
import type { Scheduler } from '../pollers/scheduler.ts';
import type { Topology } from '../topology.ts';
import type { Engines } from './engines.ts';

export type QueueDepth = {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** Set for a queue that collects another's failures: what lies here waits for a person, not for a function. */
  readonly deadLetters: boolean;
};

/** Depths of all queues, dead-letter queues marked. */
export const queueDepths = (topology: Topology, { queues }: Pick<Engines, 'queues'>): QueueDepth[] => {
  const read = new Set(topology.mappings.map((mapping) => mapping.sourceArn));
  return topology.queues.map(({ name, arn }) => {
    const about = queues.queues.readAttributes(name, ['All']);
    const count = (attribute: string): number => Number(about[attribute] ?? 0);
    return {
      name,
      visible: count('ApproximateNumberOfMessages'),
      inFlight: count('ApproximateNumberOfMessagesNotVisible'),
      delayed: count('ApproximateNumberOfMessagesDelayed'),
      deadLetters: !read.has(arn),
    };
  });
};

type Shards = { StreamDescription: { Shards: { ShardId: string }[] } };
type Page = { Records: unknown[]; NextShardIterator?: string };

/** True when the stream holds a record behind the checkpoint: written, but not yet handed on. */
const streamIsBehind = async (endpoint: string, table: string, checkpoint: Checkpoint): Promise<boolean> => {
  const { Table } = await callEngine<{ Table: { LatestStreamArn?: string } }>(
    endpoint,
    `${DYNAMODB}.DescribeTable`,
    { TableName: table },
  );
  const StreamArn = Table.LatestStreamArn;
  if (!StreamArn) return false;
  const { StreamDescription } = await callEngine<Shards>(endpoint, `${STREAMS}.DescribeStream`, {
    StreamArn,
  });
  for (const { ShardId } of StreamDescription.Shards) {
    const done = checkpoint.read(`${StreamArn}/${ShardId}`);
    const position =
      done === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: done };
    const { ShardIterator } = await callEngine<{ ShardIterator: string }>(
      endpoint,
      `${STREAMS}.GetShardIterator`,
      { StreamArn, ShardId, ...position },
    );
    const { Records } = await callEngine<Page>(endpoint, `${STREAMS}.GetRecords`, {
      ShardIterator,
      Limit: 1,
    });
    if (Records.length > 0) return true;
  }
  return false;
};

/** What is still to be done, in words; empty when all is quiet. */
export type Activity = {
  readonly pending: () => Promise<string[]>;
  /** Waits until nothing is pending, not even a schedule; gives what is left when `ms` are over. */
  readonly untilIdle: (ms: number) => Promise<string[]>;
  /** The same, but for what schedules set off: schedules themselves do not count. */
  readonly untilSettled: (ms: number) => Promise<string[]>;
};

const LOOK_AGAIN_MS = 25;

export const createActivity = (parts: {
  topology: Topology;
  engines: Engines;
  pool: FunctionPool;
  scheduler: () => Scheduler;
  streams: readonly { table: string; checkpoint: Checkpoint }[];
  /** Object events accepted by the store and not yet on the bus. */
  objectEvents: () => number;
}): Activity => {
  const { topology, engines, pool, scheduler } = parts;
  let changes = 0;
  engines.queues.onChange(() => (changes += 1));
  engines.bus.onChange(() => (changes += 1));
  pool.onInvoked(() => (changes += 1));

  const work = async (): Promise<string[]> => {
    const behind = await Promise.all(
      parts.streams.map(async ({ table, checkpoint }) =>
        (await streamIsBehind(engines.tables.endpoint, table, checkpoint)) ? [`stream ${table}`] : [],
      ),
    );
    const queues = queueDepths(topology, engines)
      .filter((queue) => !queue.deadLetters && queue.visible + queue.inFlight + queue.delayed > 0)
      .map((queue) => `queue ${queue.name}: ${queue.visible} + ${queue.inFlight} in flight`);
    const owed = engines.bus.owed();
    return [
      ...behind.flat(),
      ...queues,
      ...(parts.objectEvents() > 0 ? ['object events'] : []),
      ...(owed > 0 ? [`events: ${owed}`] : []),
      ...(pool.running() > 0 ? [`functions: ${pool.running()} running`] : []),
    ];
  };
  const pending = async (): Promise<string[]> => [
    ...(await work()),
    ...(scheduler().owed() > 0 ? ['schedules due'] : []),
  ];

  const untilNone = async (look: () => Promise<string[]>, ms: number): Promise<string[]> => {
    const deadline = Date.now() + ms;
    for (;;) {
      const before = changes;
      const left = await look();
      // Something may have happened behind the back of the look.
      if (left.length === 0 && before === changes) return [];
      if (Date.now() >= deadline) return left.length > 0 ? left : ['still busy'];
      await delay(LOOK_AGAIN_MS);
    }
  };

  return {
    pending,
    untilIdle: (ms) => untilNone(pending, ms),
    untilSettled: (ms) => untilNone(work, ms),
  };
};
