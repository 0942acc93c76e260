import { isFifo } from './attributes.ts';
import type { Database } from '../sqlite.ts';
import { invalid, QueueError } from './queue-error.ts';
import type { Queue } from './queues.ts';
import { readReceipt } from './receipt.ts';

type Held = { message_id: string; receipt: string | null; available_at: number };

const held = (db: Database, id: number): Held | undefined =>
  db.one<Held>('SELECT message_id, receipt, available_at FROM message WHERE id = ?', id);

/**
 * Deletes the message of a receipt. Deleting twice is no error; an older receipt of a message that was received again
 * deletes nothing, as the SQS manual says; a FIFO receipt is dead once its visibility has run out.
 * Returns the id of what was deleted.
 */
export const deleteByReceipt = (
  db: Database,
  key: Uint8Array,
  queue: Queue,
  handle: string,
  real: number,
): string | undefined => {
  const { id, token } = readReceipt(key, queue.id, handle);
  const message = held(db, id);
  if (!message) return undefined;
  if (isFifo(queue.name) && (message.receipt !== token || message.available_at <= real))
    throw invalid('ReceiptHandle', handle.slice(0, 40), 'The receipt handle has expired.');
  if (message.receipt !== token) return undefined;
  db.run('DELETE FROM message WHERE id = ?', id);
  return message.message_id;
};

/** Hides a message in flight for `seconds` from now; 0 shows it at once. Returns its id. */
export const hideByReceipt = (
  db: Database,
  key: Uint8Array,
  queue: Queue,
  change: { handle: string; seconds: number; real: number },
): string => {
  const { handle, seconds, real } = change;
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 43_200)
    throw invalid('VisibilityTimeout', seconds, 'Must be between 0 and 43200.');
  const { id, token } = readReceipt(key, queue.id, handle);
  const message = held(db, id);
  if (!message)
    throw invalid(
      'ReceiptHandle',
      handle.slice(0, 40),
      'Message does not exist or is not available for visibility timeout change.',
    );
  if (message.receipt !== token || message.available_at <= real)
    throw new QueueError('MessageNotInflight', 'The specified message is not in flight.');
  db.run('UPDATE message SET available_at = ? WHERE id = ?', real + seconds * 1000, id);
  return message.message_id;
};
