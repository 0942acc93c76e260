import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

export type QueueMessage = {
  readonly id: string;
  readonly body: unknown;
  /** For FIFO queues: messages of a group keep their order. */
  readonly group?: string;
};

export type Queues = {
  /** Sends all or throws; those that failed are sent again by whoever calls again, deduplicated by id. */
  send(url: string, messages: readonly QueueMessage[]): Promise<void>;
};

const BATCH = 10;

export const sqsQueues = (): Queues => {
  const sqs = new SQSClient({});
  return {
    async send(url, messages) {
      for (let i = 0; i < messages.length; i += BATCH) {
        const batch = messages.slice(i, i + BATCH);
        const sent = await sqs.send(
          new SendMessageBatchCommand({
            QueueUrl: url,
            Entries: batch.map((message, n) => ({
              Id: String(n),
              MessageBody: JSON.stringify(message.body),
              ...(message.group ? { MessageGroupId: message.group, MessageDeduplicationId: message.id } : {}),
            })),
          }),
        );
        if ((sent.Failed ?? []).length > 0)
          throw new Error(`SQS took ${sent.Successful?.length ?? 0} of ${batch.length} messages`);
      }
    },
  };
};
