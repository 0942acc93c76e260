import * as z from 'zod';
import { changeVisibilityEach, removeEach, sendEach } from './batches.ts';
import type { QueueEngine } from './engine.ts';
import { OutgoingShape, QueueName, showMessage, showSent, toOutgoing } from './shapes.ts';

export type Circumstances = { readonly origin: string; readonly signal: AbortSignal };
type Operation = (engine: QueueEngine, input: unknown, at: Circumstances) => unknown;

/** An operation whose input is checked first; a wrong one is refused by the name of the field. */
const operation =
  <Shape extends z.ZodType>(
    shape: Shape,
    run: (engine: QueueEngine, input: z.output<Shape>, at: Circumstances) => unknown,
  ): Operation =>
  (engine, input, at) =>
    run(engine, shape.parse(input), at);

const AttributeMap = z.record(z.string(), z.string());
const Names = z.array(z.string()).default([]);

/** What is implemented of SQS, by the name in `X-Amz-Target`. Anything else is refused by name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateQueue: operation(
    z.object({ QueueName: z.string(), Attributes: AttributeMap.default({}) }),
    (engine, { QueueName: name, Attributes }, { origin }) => ({
      QueueUrl: `${origin}/${engine.queues.create(name, Attributes).name}`,
    }),
  ),
  GetQueueUrl: operation(z.object({ QueueName: z.string() }), (engine, input, { origin }) => ({
    QueueUrl: `${origin}/${engine.queues.find(input.QueueName).name}`,
  })),
  ListQueues: operation(
    z.object({
      QueueNamePrefix: z.string().default(''),
      MaxResults: z.number().int().min(1).max(1000).default(1000),
      NextToken: z.string().default(''),
    }),
    (engine, { QueueNamePrefix, MaxResults, NextToken }, { origin }) => {
      const after = engine.queues.names(QueueNamePrefix).filter((name) => name > NextToken);
      const page = after.slice(0, MaxResults);
      const more = after.length > page.length ? { NextToken: page.at(-1) } : {};
      return { QueueUrls: page.map((name) => `${origin}/${name}`), ...more };
    },
  ),
  GetQueueAttributes: operation(
    z.object({ QueueUrl: QueueName, AttributeNames: Names }),
    (engine, { QueueUrl, AttributeNames }) => ({
      Attributes: engine.queues.readAttributes(QueueUrl, AttributeNames),
    }),
  ),
  SetQueueAttributes: operation(
    z.object({ QueueUrl: QueueName, Attributes: AttributeMap }),
    (engine, { QueueUrl, Attributes }) => {
      engine.queues.setAttributes(QueueUrl, Attributes);
      return {};
    },
  ),
  SendMessage: operation(OutgoingShape.extend({ QueueUrl: QueueName }), (engine, input) =>
    showSent(engine.send(input.QueueUrl, toOutgoing(input))),
  ),
  SendMessageBatch: operation(
    z.object({ QueueUrl: QueueName, Entries: z.array(z.unknown()).default([]) }),
    sendEach,
  ),
  ReceiveMessage: operation(
    z.object({
      QueueUrl: QueueName,
      MaxNumberOfMessages: z.number().optional(),
      WaitTimeSeconds: z.number().optional(),
      VisibilityTimeout: z.number().optional(),
      AttributeNames: Names,
      MessageSystemAttributeNames: Names,
      MessageAttributeNames: Names,
      // Replaying a receive is not implemented; silence would be a promise.
      ReceiveRequestAttemptId: z.undefined().optional(),
    }),
    async (engine, input, { signal }) => {
      const messages = await engine.receive(input.QueueUrl, {
        most: input.MaxNumberOfMessages,
        waitSeconds: input.WaitTimeSeconds,
        visibilitySeconds: input.VisibilityTimeout,
        signal,
      });
      const system = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
      return messages.length > 0
        ? { Messages: messages.map((one) => showMessage(one, system, input.MessageAttributeNames)) }
        : {};
    },
  ),
  DeleteMessage: operation(
    z.object({ QueueUrl: QueueName, ReceiptHandle: z.string() }),
    (engine, { QueueUrl, ReceiptHandle }) => {
      engine.remove(QueueUrl, ReceiptHandle);
      return {};
    },
  ),
  DeleteMessageBatch: operation(
    z.object({ QueueUrl: QueueName, Entries: z.array(z.unknown()).default([]) }),
    removeEach,
  ),
  ChangeMessageVisibility: operation(
    z.object({ QueueUrl: QueueName, ReceiptHandle: z.string(), VisibilityTimeout: z.number() }),
    (engine, { QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
      engine.changeVisibility(QueueUrl, ReceiptHandle, VisibilityTimeout);
      return {};
    },
  ),
  ChangeMessageVisibilityBatch: operation(
    z.object({ QueueUrl: QueueName, Entries: z.array(z.unknown()).default([]) }),
    changeVisibilityEach,
  ),
  PurgeQueue: operation(z.object({ QueueUrl: QueueName }), (engine, { QueueUrl }) => {
    engine.purge(QueueUrl);
    return {};
  }),
};
