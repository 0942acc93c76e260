import * as z from 'zod';
import type { QueueEngine } from './engine.ts';
import { QueueError } from './queue-error.ts';
import { MAX_BYTES, sizeOf } from './send.ts';
import { OutgoingShape, showSent, toOutgoing } from './shapes.ts';

type Batch = { readonly QueueUrl: string; readonly Entries: readonly unknown[] };
type Failed = { Id: string; SenderFault: true; Code: string; Message: string };

/** Checks what concerns the whole batch: one to ten entries with distinct, well-formed ids. */
const entriesOf = <Shape extends z.ZodType<{ Id: string }>>(
  shape: Shape,
  entries: readonly unknown[],
): z.output<Shape>[] => {
  if (entries.length === 0)
    throw new QueueError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10)
    throw new QueueError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  const parsed = entries.map((entry) => shape.parse(entry));
  const ids = parsed.map(({ Id }) => Id);
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
    throw new QueueError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new QueueError('BatchEntryIdsNotDistinct', `Id ${twice} repeated.`);
  return parsed;
};

const failed = (Id: string, error: QueueError): Failed => ({
  Id,
  SenderFault: true,
  Code: error.code,
  Message: error.message,
});

/** Does `work` for each entry; one entry's refusal is no matter for the others. */
const each = <Entry extends { Id: string }>(entries: readonly Entry[], work: (entry: Entry) => void) => {
  const Failed: Failed[] = [];
  const Successful: { Id: string }[] = [];
  for (const entry of entries)
    try {
      work(entry);
      Successful.push({ Id: entry.Id });
    } catch (error) {
      if (!(error instanceof QueueError)) throw error;
      Failed.push(failed(entry.Id, error));
    }
  return { Successful, Failed };
};

export const sendEach = (engine: QueueEngine, { QueueUrl, Entries }: Batch) => {
  const entries = entriesOf(OutgoingShape.extend({ Id: z.string() }), Entries);
  const messages = entries.map(toOutgoing);
  const bytes = messages.reduce((sum, message) => sum + sizeOf(message), 0);
  if (bytes > MAX_BYTES)
    throw new QueueError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  const results = engine
    .sendEach(QueueUrl, messages)
    .map((sent, at) => ({ sent, Id: entries[at]?.Id ?? '' }));
  return {
    Successful: results.flatMap(({ sent, Id }) =>
      sent instanceof QueueError ? [] : [{ Id, ...showSent(sent) }],
    ),
    Failed: results.flatMap(({ sent, Id }) => (sent instanceof QueueError ? [failed(Id, sent)] : [])),
  };
};

export const removeEach = (engine: QueueEngine, { QueueUrl, Entries }: Batch) =>
  each(entriesOf(z.object({ Id: z.string(), ReceiptHandle: z.string() }), Entries), ({ ReceiptHandle }) =>
    engine.remove(QueueUrl, ReceiptHandle),
  );

export const changeVisibilityEach = (engine: QueueEngine, { QueueUrl, Entries }: Batch) =>
  each(
    entriesOf(
      z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.number() }),
      Entries,
    ),
    ({ ReceiptHandle, VisibilityTimeout }) =>
      engine.changeVisibility(QueueUrl, ReceiptHandle, VisibilityTimeout),
  );
