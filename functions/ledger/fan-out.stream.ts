import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { readersOf, subscriptions, type Reader } from '../../events/subscriptions.ts';
import { eventOf, LedgerEntry } from '../../shared/adapters/ledger-entry.ts';
import { sqsQueues } from '../../shared/adapters/sqs/queues.ts';
import { setting } from '../_entry/environment.ts';
import { readStream } from '../_entry/stream.ts';
import { follow, logger } from '../_entry/telemetry.ts';

const queues = sqsQueues();

/** `search-index` is told its address by QUEUE_URL_SEARCH_INDEX. */
const urls = Object.fromEntries(
  (Object.keys(subscriptions) as Reader[]).map((reader) => [
    reader,
    setting(`QUEUE_URL_${reader.toUpperCase().replaceAll('-', '_')}`),
  ]),
) as Record<Reader, string>;

/** The ledger's stream is the outbox: every new event goes to the queue of each reader that asked for its type. */
export const handler = readStream(async (record) => {
  if (record.eventName !== 'INSERT' || !record.dynamodb?.NewImage) return;
  const entry = LedgerEntry.parse(unmarshall(record.dynamodb.NewImage as Record<string, AttributeValue>));
  const event = eventOf(entry);
  follow(event.correlation);
  const readers = readersOf(event.type);
  for (const reader of readers)
    await queues.send(urls[reader], [
      {
        id: event.id,
        body: event,
        ...(subscriptions[reader].order === 'case' ? { group: event.caseId } : {}),
      },
    ]);
  logger.info('event-passed-on', { eventId: event.id, eventType: event.type, caseId: event.caseId, readers });
});
