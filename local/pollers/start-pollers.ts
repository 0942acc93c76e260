import { join } from 'node:path';
import { fileCheckpoint, type Checkpoint } from '../engines/dynamodb/checkpoint.ts';
import type { FunctionPool } from '../functions/pool.ts';
import type { Engines } from '../runtime/engines.ts';
import type { Topology } from '../topology.ts';
import type { FunctionDefinition } from '../topology/compute.ts';
import { pollQueue, type Poller } from './queue-poller.ts';
import { pollStream } from './stream-poller.ts';

/** A stream with the mark up to which it was handed on. */
export type FollowedStream = {
  readonly table: string;
  readonly checkpoint: Checkpoint;
  readonly wake: () => void;
};

/** Batches a function may have under way at once. */
export const lanesFor = (topology: Topology, definition: FunctionDefinition): number => {
  const mapping = topology.mappings.find((one) => one.functionName === definition.name);
  // One long check must not hold up the others; everything else keeps its order best alone.
  return mapping?.batchSize === 1 ? 2 : 1;
};

/** Starts one poller for each event source of the template. Throws when a source is neither a queue nor a stream of it. */
export const startPollers = (options: {
  topology: Topology;
  engines: Engines;
  pool: FunctionPool;
  stateDir: string;
  log: (line: string) => void;
}): { pollers: readonly Poller[]; streams: readonly FollowedStream[] } => {
  const { topology, engines, pool, stateDir, log } = options;
  const streams: FollowedStream[] = [];
  const pollers = topology.mappings.map((mapping): Poller => {
    const queue = topology.queues.find((one) => one.arn === mapping.sourceArn);
    const definition = topology.functions.find((one) => one.name === mapping.functionName);
    if (queue && definition) {
      const lanes = lanesFor(topology, definition);
      return pollQueue({ mapping, queue: queue.name, engine: engines.queues, pool, lanes, log });
    }
    const table = topology.tables.find((one) => one.streamArn === mapping.sourceArn);
    if (!table) throw new Error(`${mapping.id}: there is no queue or stream ${mapping.sourceArn}`);
    const checkpoint = fileCheckpoint(join(stateDir, 'streams', `${mapping.id}.json`));
    const poller = pollStream({
      mapping,
      endpoint: engines.tables.endpoint,
      tableName: table.name,
      checkpoint,
      pool,
      queues: engines.queues,
      log,
    });
    streams.push({ table: table.name, checkpoint, wake: poller.wake });
    return poller;
  });
  return { pollers, streams };
};
