import { isFifo } from './attributes.ts';
import type { Database } from '../sqlite.ts';
import type { Queue, Queues } from './queues.ts';
import { newToken } from './receipt.ts';

/** A message as stored. `available_at` and `stored_at` are real time, the other times the clock people see. */
export type StoredMessage = {
  readonly id: number;
  readonly message_id: string;
  readonly body: string;
  readonly attributes: string;
  readonly trace: string | null;
  readonly sent_at: number;
  readonly stored_at: number;
  readonly receives: number;
  readonly first_received_at: number | null;
  readonly group_id: string | null;
  readonly dedup_id: string | null;
  readonly sequence: string | null;
  readonly source_arn: string | null;
};

export type Taken = StoredMessage & { readonly token: string };
export type Take = {
  readonly taken: readonly Taken[];
  /** Messages that were received too often and went to the dead-letter queue instead. */
  readonly dead: readonly { readonly messageId: string; readonly queue: string }[];
};

/**
 * A group gives nothing while one of its messages is in flight, nor past a message that is not yet visible:
 * that is what keeps its order.
 */
const UNBLOCKED_GROUP = `AND NOT EXISTS (
  SELECT 1 FROM message AS other INDEXED BY message_hidden_in_group WHERE other.queue_id = message.queue_id AND other.group_id = message.group_id
  AND other.available_at > ? AND (other.id < message.id OR other.receipt IS NOT NULL))`;

/** Takes up to `most` visible messages and hides each for `visibilitySeconds`; moves worn-out ones away. */
export const takeMessages = (
  db: Database,
  queues: Queues,
  queue: Queue,
  order: { most: number; visibilitySeconds: number; now: number; real: number },
): Take => {
  const { most, visibilitySeconds, now, real } = order;
  const fifo = isFifo(queue.name);
  // In the order of the index, so that a long queue costs no more than a short one.
  const visible = (limit: number): StoredMessage[] =>
    db.all<StoredMessage>(
      `SELECT * FROM message INDEXED BY message_order
       WHERE queue_id = ? AND available_at <= ? ${fifo ? UNBLOCKED_GROUP : ''} ORDER BY id LIMIT ?`,
      ...(fifo ? [queue.id, real, real, limit] : [queue.id, real, limit]),
    );

  return db.transaction(() => {
    const retention = Number(queue.attributes['MessageRetentionPeriod']) * 1000;
    db.run('DELETE FROM message WHERE queue_id = ? AND stored_at < ?', queue.id, real - retention);
    const deadLetter = queues.deadLetterOf(queue);
    const dead: { messageId: string; queue: string }[] = [];
    let found = visible(most);
    for (
      let worn = found.filter((one) => deadLetter && one.receives >= deadLetter.maxReceiveCount);
      deadLetter && worn.length > 0;
      found = visible(most), worn = found.filter((one) => one.receives >= deadLetter.maxReceiveCount)
    )
      for (const one of worn) {
        bury(db, one, deadLetter.queue, queues.arnOf(queue.name), real);
        dead.push({ messageId: one.message_id, queue: deadLetter.queue.name });
      }
    const taken = found.map((one) => {
      const token = newToken();
      db.run(
        `UPDATE message SET receipt = ?, available_at = ?, receives = receives + 1,
         first_received_at = coalesce(first_received_at, ?) WHERE id = ?`,
        token,
        real + visibilitySeconds * 1000,
        now,
        one.id,
      );
      return { ...one, token, receives: one.receives + 1, first_received_at: one.first_received_at ?? now };
    });
    return { taken, dead };
  });
};

/** Moves a message to the end of the dead-letter queue: same id, body and sending time, counted from zero again. */
const bury = (db: Database, message: StoredMessage, target: Queue, sourceArn: string, real: number): void => {
  db.run('DELETE FROM message WHERE id = ?', message.id);
  const { id } = db.one<{ id: number }>(
    `INSERT INTO message (queue_id, message_id, body, attributes, trace, sent_at, stored_at, available_at, group_id, dedup_id, source_arn)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    target.id,
    message.message_id,
    message.body,
    message.attributes,
    message.trace,
    message.sent_at,
    // A standard queue keeps the age of the message when it moves, a FIFO queue starts it anew.
    isFifo(target.name) ? real : message.stored_at,
    real,
    message.group_id,
    message.dedup_id,
    sourceArn,
  ) as { id: number };
  if (message.sequence)
    db.run('UPDATE message SET sequence = ? WHERE id = ?', String(id).padStart(20, '0'), id);
};
