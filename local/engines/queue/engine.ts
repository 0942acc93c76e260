import type { EngineAnswer, EngineCall } from '../../aws/engine-call.ts';
import { openDatabase } from '../sqlite.ts';
import type { Attributes } from './attributes.ts';
import { answerQueueCall } from './protocol.ts';
import { invalid, QueueError } from './queue-error.ts';
import { createQueues, type Queue, type Queues } from './queues.ts';
import { writeReceipt } from './receipt.ts';
import { QUEUE_SCHEMA, receiptKey } from './schema.ts';
import { type Outgoing, type Sent, storeMessage } from './send.ts';
import { deleteByReceipt, hideByReceipt } from './settle.ts';
import { type Taken, takeMessages } from './take.ts';
import { createWaitingRoom } from './waiting.ts';

/** A message with the receipt of this receive. Times are epoch milliseconds of the clock people see. */
export type ReceivedMessage = Taken & { readonly receiptHandle: string };

/** Something that happened to a queue: for tests and the console, which wait on facts instead of sleeping. */
export type QueueChange = {
  readonly kind: 'sent' | 'duplicate' | 'received' | 'deleted' | 'visibility' | 'dead-lettered' | 'purged';
  readonly queue: string;
  readonly messageId?: string;
};

export type ReceiveOrder = {
  readonly most?: number | undefined;
  readonly waitSeconds?: number | undefined;
  readonly visibilitySeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** The queue service. All calls throw `QueueError`; `queue` is always a name. */
export type QueueEngine = {
  readonly handle: (call: EngineCall) => Promise<EngineAnswer>;
  /** Makes the queue, or gives an existing one exactly these attributes. A dead-letter queue comes before its sources. */
  readonly ensureQueue: (name: string, attributes?: Attributes) => { arn: string };
  readonly queues: Queues;
  readonly send: (queue: string, message: Outgoing) => Sent;
  /** All or nothing is not promised: each message stands alone, as in a batch of SQS. */
  readonly sendEach: (queue: string, messages: readonly Outgoing[]) => (Sent | QueueError)[];
  readonly receive: (queue: string, order?: ReceiveOrder) => Promise<ReceivedMessage[]>;
  readonly remove: (queue: string, receiptHandle: string) => void;
  readonly changeVisibility: (queue: string, receiptHandle: string, seconds: number) => void;
  readonly purge: (queue: string) => void;
  /** Shows every message in flight again: for a start after which none of the earlier receivers lives. */
  readonly release: (queue: string) => void;
  readonly onChange: (listener: (change: QueueChange) => void) => () => void;
  readonly close: () => void;
};

/** The longest sleep of a poll before it looks again by itself. */
const LOOK_AGAIN_MS = 1000;

/**
 * Opens the queue service with its state in one SQLite file. `now` is the clock shown in timestamps (it may be moved);
 * visibility, delay, retention and deduplication run on `realNow`. Both epoch milliseconds.
 */
export const createQueueEngine = (options: {
  file: string;
  now: () => number;
  realNow?: () => number;
  region?: string;
  account?: string;
}): QueueEngine => {
  const { now, realNow = Date.now, region = 'ap-southeast-1', account = '000000000000' } = options;
  const db = openDatabase(options.file, QUEUE_SCHEMA);
  const key = receiptKey(db);
  const queues = createQueues(db, { region, account }, now, realNow);
  const room = createWaitingRoom();
  const listeners = new Set<(change: QueueChange) => void>();
  let closed = false;
  const tell = (change: QueueChange): void => listeners.forEach((listener) => listener(change));

  const sendOne = (queue: Queue, message: Outgoing): Sent => {
    const sent = storeMessage(db, queue, message, now(), realNow());
    tell({ kind: sent.duplicate ? 'duplicate' : 'sent', queue: queue.name, messageId: sent.messageId });
    return sent;
  };

  const take = (queue: Queue, most: number, visibilitySeconds: number): ReceivedMessage[] => {
    const { taken, dead } = takeMessages(db, queues, queue, {
      most,
      visibilitySeconds,
      now: now(),
      real: realNow(),
    });
    for (const { messageId, queue: target } of dead) {
      tell({ kind: 'dead-lettered', queue: queue.name, messageId });
      room.ring(queues.find(target).id);
    }
    return taken.map((one) => {
      tell({ kind: 'received', queue: queue.name, messageId: one.message_id });
      return {
        ...one,
        receiptHandle: writeReceipt(key, { queueId: queue.id, id: one.id, token: one.token }),
      };
    });
  };

  /** Real milliseconds until a hidden message of the queue shows again. */
  const untilNext = (queue: Queue): number => {
    const next = db.one<{ at: number | null }>(
      'SELECT min(available_at) AS at FROM message WHERE queue_id = ? AND available_at > ?',
      queue.id,
      realNow(),
    )?.at;
    return next === null || next === undefined ? Infinity : Math.max(next - realNow(), 1);
  };

  const receive: QueueEngine['receive'] = async (name, order = {}) => {
    const queue = queues.find(name);
    const most = order.most ?? 1;
    const waitSeconds = order.waitSeconds ?? Number(queue.attributes['ReceiveMessageWaitTimeSeconds']);
    const visibility = order.visibilitySeconds ?? Number(queue.attributes['VisibilityTimeout']);
    if (!Number.isInteger(most) || most < 1 || most > 10)
      throw invalid('MaxNumberOfMessages', most, 'Must be 1 to 10.');
    if (!(waitSeconds >= 0 && waitSeconds <= 20))
      throw invalid('WaitTimeSeconds', waitSeconds, 'Must be 0 to 20.');
    if (!(visibility >= 0 && visibility <= 43_200))
      throw invalid('VisibilityTimeout', visibility, 'Must be 0 to 43200.');
    const deadline = realNow() + waitSeconds * 1000;
    for (;;) {
      if (closed || order.signal?.aborted) return [];
      const messages = take(queue, most, visibility);
      const left = deadline - realNow();
      if (messages.length > 0 || left <= 0) return messages;
      await room.wait(queue.id, Math.min(left, untilNext(queue), LOOK_AGAIN_MS), order.signal);
    }
  };

  const engine: QueueEngine = {
    handle: (call) => answerQueueCall(engine, account, call),
    queues,
    ensureQueue: (name, attributes = {}) => {
      if (queues.exists(name)) queues.setAttributes(name, attributes, true);
      else queues.create(name, attributes);
      return { arn: queues.arnOf(name) };
    },
    send: (name, message) => {
      const queue = queues.find(name);
      const sent = sendOne(queue, message);
      room.ring(queue.id);
      return sent;
    },
    sendEach: (name, messages) => {
      const queue = queues.find(name);
      const results = db.transaction(() =>
        messages.map((message) => {
          try {
            return storeMessage(db, queue, message, now(), realNow());
          } catch (error) {
            if (error instanceof QueueError) return error;
            throw error;
          }
        }),
      );
      for (const sent of results)
        if (!(sent instanceof QueueError))
          tell({ kind: sent.duplicate ? 'duplicate' : 'sent', queue: name, messageId: sent.messageId });
      room.ring(queue.id);
      return results;
    },
    receive,
    remove: (name, handle) => {
      const queue = queues.find(name);
      const messageId = deleteByReceipt(db, key, queue, handle, realNow());
      if (messageId) tell({ kind: 'deleted', queue: name, messageId });
      room.ring(queue.id);
    },
    changeVisibility: (name, handle, seconds) => {
      const queue = queues.find(name);
      const messageId = hideByReceipt(db, key, queue, { handle, seconds, real: realNow() });
      tell({ kind: 'visibility', queue: name, messageId });
      room.ring(queue.id);
    },
    release: (name) => {
      const queue = queues.find(name);
      const shown = db.run(
        'UPDATE message SET available_at = ?, receipt = NULL WHERE queue_id = ? AND receipt IS NOT NULL',
        realNow(),
        queue.id,
      );
      if (shown > 0) room.ring(queue.id);
    },
    purge: (name) => {
      db.run('DELETE FROM message WHERE queue_id = ?', queues.find(name).id);
      tell({ kind: 'purged', queue: name });
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closed = true;
      room.ringAll();
      db.close();
    },
  };
  return engine;
};
