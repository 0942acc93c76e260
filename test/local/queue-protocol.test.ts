import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueueEngine, type QueueEngine } from '../../local/engines/queue/engine.ts';
import { asLambdaRecord } from '../../local/engines/queue/lambda-record.ts';

describe('the protocol of the queue engine', () => {
  let dir: string;
  let engine: QueueEngine;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'queue-'));
    engine = createQueueEngine({ file: join(dir, 'queues.db'), now: () => 1_750_032_000_000 });
    engine.ensureQueue('jobs');
  });
  afterEach(() => {
    engine.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const call = async (operation: string, body: string) => {
    const answer = await engine.handle({
      method: 'POST',
      url: '/',
      headers: { 'x-amz-target': `AmazonSQS.${operation}`, host: '127.0.0.1:4566' },
      body: Buffer.from(body),
      signal: new AbortController().signal,
    });
    return {
      ...answer,
      json: JSON.parse(String(answer.body)) as { __type?: string; message?: string; QueueUrl?: string },
    };
  };

  it.each(['StartMessageMoveTask', 'DeleteQueue', 'constructor', '__proto__', ''])(
    'refuses the operation "%s" by name',
    async (operation) => {
      const { status, headers, json } = await call(operation, '{}');
      expect(status).toBe(400);
      expect(headers['x-amzn-query-error']).toBe('AWS.SimpleQueueService.UnsupportedOperation;Sender');
      expect(json.message).toContain(operation || '(none)');
    },
  );

  it.each([
    ['no JSON', 'GetQueueUrl', '{'],
    ['a missing queue', 'ReceiveMessage', '{}'],
    ['a number as a queue', 'ReceiveMessage', '{"QueueUrl":5}'],
    ['a list as the whole input', 'SendMessage', '[]'],
    [
      'an unknown system attribute',
      'SendMessage',
      '{"QueueUrl":"jobs","MessageBody":"x","MessageSystemAttributes":{"Other":{"DataType":"String","StringValue":"x"}}}',
    ],
    ['eleven messages at once', 'ReceiveMessage', '{"QueueUrl":"jobs","MaxNumberOfMessages":11}'],
    ['a wait of 21 s', 'ReceiveMessage', '{"QueueUrl":"jobs","WaitTimeSeconds":21}'],
    ['a replayed receive', 'ReceiveMessage', '{"QueueUrl":"jobs","ReceiveRequestAttemptId":"1"}'],
    ['an unknown attribute', 'GetQueueAttributes', '{"QueueUrl":"jobs","AttributeNames":["constructor"]}'],
  ])('refuses %s', async (_, operation, body) => {
    const { status, json } = await call(operation, body);
    expect(status).toBe(400);
    expect(json.__type).toMatch(/^com\.amazonaws\.sqs#/);
    expect(engine.queues.readAttributes('jobs', ['All'])['ApproximateNumberOfMessages']).toBe('0');
  });

  it('names queues by the host that was called, and finds them by any', async () => {
    const { json } = await call('GetQueueUrl', '{"QueueName":"jobs"}');
    expect(json.QueueUrl).toBe('http://127.0.0.1:4566/000000000000/jobs');
    const elsewhere = await call(
      'SendMessage',
      '{"QueueUrl":"http://localhost:9999/000000000000/jobs","MessageBody":"x"}',
    );
    expect(elsewhere.status).toBe(200);
  });

  it('makes a received message the record that Lambda hands to a function', async () => {
    engine.send('jobs', {
      body: '{"event":1}',
      attributes: {
        at: { DataType: 'String', StringValue: '2025-06-16' },
        bytes: { DataType: 'Binary', BinaryValue: 'AP8=' },
      },
    });
    const [message] = await engine.receive('jobs');
    if (!message) throw new Error('nothing received');
    expect(asLambdaRecord(message, engine.queues.arnOf('jobs'))).toMatchObject({
      messageId: message.message_id,
      receiptHandle: message.receiptHandle,
      body: '{"event":1}',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1750032000000' },
      messageAttributes: {
        at: { stringValue: '2025-06-16', dataType: 'String' },
        bytes: { binaryValue: 'AP8=', dataType: 'Binary' },
      },
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:ap-southeast-1:000000000000:jobs',
      awsRegion: 'ap-southeast-1',
    });
  });
});
