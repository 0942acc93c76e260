import { setTimeout as delay } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Checkpoint } from './checkpoint.ts';
import { asLambdaRecord, LOCAL_PLACE, type StreamPlace } from './stream-record.ts';
import { callEngine, DYNAMODB, STREAMS } from './wire.ts';

type Shard = { ShardId: string; ParentShardId?: string };
type Page = { Records: DynamoDBRecord[]; NextShardIterator?: string };

/** Nothing, or the first record that was not handled: reading resumes there. */
export type StreamOutcome = void | { readonly resumeFrom?: string | undefined };

export type StreamReader = {
  /** Looks at the stream now instead of at the next poll: for whoever knows that something was written. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

export type StreamOptions = {
  readonly endpoint: string;
  readonly tableName: string;
  readonly checkpoint: Checkpoint;
  /** Gets records in order, at least once. A throw makes the same records come again, later and later. */
  readonly onRecords: (records: DynamoDBRecord[]) => Promise<StreamOutcome>;
  readonly place?: StreamPlace;
  /** At most this many records in one call; Lambda's default for streams is 100. */
  readonly batchSize?: number;
  readonly pollMs?: number;
  readonly log?: (line: string) => void;
};

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;
const SHARDS_KNOWN_FOR_MS = 5000;
/** Checkpoint of a shard that was closed and read to its end. */
const FINISHED = 'finished';

const latestStream = async (endpoint: string, tableName: string): Promise<string> => {
  const { Table } = await callEngine<{ Table: { LatestStreamArn?: string } }>(
    endpoint,
    `${DYNAMODB}.DescribeTable`,
    {
      TableName: tableName,
    },
  );
  if (!Table.LatestStreamArn) throw new Error(`Table ${tableName} has no stream`);
  return Table.LatestStreamArn;
};

const shardsOf = async (endpoint: string, StreamArn: string): Promise<Shard[]> => {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription: page } = await callEngine<{
      StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string };
    }>(endpoint, `${STREAMS}.DescribeStream`, { StreamArn, ExclusiveStartShardId });
    shards.push(...page.Shards);
    ExclusiveStartShardId = page.LastEvaluatedShardId;
  } while (ExclusiveStartShardId);
  return shards;
};

const iteratorAfter = async (
  endpoint: string,
  StreamArn: string,
  ShardId: string,
  after: string | undefined,
) => {
  const ask = (position: object) =>
    callEngine<{ ShardIterator: string }>(endpoint, `${STREAMS}.GetShardIterator`, {
      StreamArn,
      ShardId,
      ...position,
    });
  if (after === undefined) return (await ask({ ShardIteratorType: 'TRIM_HORIZON' })).ShardIterator;
  return (await ask({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after })).ShardIterator;
};

/**
 * Follows a table's stream as Lambda's event source does: from the beginning, in order within a shard, a parent shard
 * before its children, the checkpoint moved only after `onRecords` is done. Errors of the engine are waited out.
 */
export const readStream = (options: StreamOptions): StreamReader => {
  const { endpoint, tableName, checkpoint, onRecords } = options;
  const { place = LOCAL_PLACE, batchSize = 100, pollMs = 100, log = () => undefined } = options;
  const stopped = new AbortController();
  let woken = false;
  let nap = new AbortController();

  const pause = async (ms: number): Promise<void> => {
    if (!woken && !stopped.signal.aborted)
      await delay(ms, undefined, { signal: nap.signal }).catch(() => undefined);
    woken = false;
    nap = new AbortController();
  };

  /** What is known of the stream; forgotten after an error, so that reading resumes at the checkpoint. */
  let view: { streamArn: string; shards: Shard[]; iterators: Map<string, string>; until: number } | undefined;

  const look = async () => {
    if (view && Date.now() < view.until) return view;
    const streamArn = await latestStream(endpoint, tableName);
    const shards = await shardsOf(endpoint, streamArn);
    view = {
      streamArn,
      shards,
      iterators: view?.iterators ?? new Map<string, string>(),
      until: Date.now() + SHARDS_KNOWN_FOR_MS,
    };
    return view;
  };

  /** Hands over one page; moves the checkpoint as far as it was handled. */
  const handle = async (records: DynamoDBRecord[], streamArn: string, mark: string): Promise<void> => {
    const outcome = await onRecords(records.map((record) => asLambdaRecord(record, streamArn, place)));
    const numbers = records.map((record) => record.dynamodb?.SequenceNumber ?? '');
    const until = outcome?.resumeFrom === undefined ? numbers.length : numbers.indexOf(outcome.resumeFrom);
    const last = numbers[until - 1];
    if (last !== undefined) checkpoint.write(mark, last);
    if (until < numbers.length) throw new Error(`to be repeated from ${numbers[Math.max(until, 0)]}`);
  };

  /** Reads one shard to where it ends now. True when something was handled. */
  const readShard = async (
    streamArn: string,
    id: string,
    iterators: Map<string, string>,
  ): Promise<boolean> => {
    const mark = `${streamArn}/${id}`;
    let iterator: string | undefined =
      iterators.get(id) ?? (await iteratorAfter(endpoint, streamArn, id, checkpoint.read(mark)));
    let handled = false;
    while (!stopped.signal.aborted) {
      const page: Page = await callEngine<Page>(endpoint, `${STREAMS}.GetRecords`, {
        ShardIterator: iterator,
        Limit: batchSize,
      });
      if (page.Records.length > 0) await handle(page.Records, streamArn, mark);
      handled ||= page.Records.length > 0;
      iterator = page.NextShardIterator;
      if (!iterator) {
        checkpoint.write(mark, FINISHED);
        return handled;
      }
      iterators.set(id, iterator);
      if (page.Records.length === 0) return handled;
    }
    return handled;
  };

  const round = async (): Promise<boolean> => {
    const { streamArn, shards, iterators } = await look();
    const known = new Set(shards.map((shard) => shard.ShardId));
    const finished = (id: string): boolean => checkpoint.read(`${streamArn}/${id}`) === FINISHED;
    let handled = false;
    for (const { ShardId, ParentShardId } of shards) {
      const waits = ParentShardId && known.has(ParentShardId) && !finished(ParentShardId);
      if (!finished(ShardId) && !waits) handled = (await readShard(streamArn, ShardId, iterators)) || handled;
    }
    return handled;
  };

  const follow = async (): Promise<void> => {
    let failures = 0;
    while (!stopped.signal.aborted) {
      try {
        const handled = await round();
        failures = 0;
        if (!handled) await pause(pollMs);
      } catch (error) {
        if (stopped.signal.aborted) return;
        view = undefined;
        log(`stream of ${tableName}: ${error instanceof Error ? error.message : String(error)}`);
        await delay(Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS), undefined, {
          signal: stopped.signal,
        }).catch(() => undefined);
      }
    }
  };

  const running = follow();
  return {
    wake: () => {
      woken = true;
      nap.abort();
    },
    stop: async () => {
      stopped.abort();
      nap.abort();
      await running;
    },
  };
};
