import type { QueueMessage, Queues } from '../sqs/queues.ts';

/** What was sent to each address, in order. An ordered message is taken once, however often it is sent. */
export const memoryQueues = (sent: Map<string, QueueMessage[]> = new Map()): Queues => ({
  async send(url, messages) {
    const queue = sent.get(url) ?? [];
    for (const message of messages)
      if (message.group === undefined || !queue.some((earlier) => earlier.id === message.id))
        // What a reader gets has been through JSON.
        queue.push({ ...message, body: JSON.parse(JSON.stringify(message.body)) as unknown });
    sent.set(url, queue);
  },
});
