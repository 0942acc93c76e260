import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { claimsFor, type Lacks } from '../fixtures/claims.ts';
import { type PortTarget, uniqueName } from './target.ts';
import { eventually } from './eventually.ts';

// Engines start, die and wait here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** What the portal asks of a queue. `target` is called once; `lacks` names what an endpoint is known not to do. */
export const queueSuite = (target: () => Promise<PortTarget>, lacks: Lacks = {}): void => {
  const it = claimsFor(lacks);
  let sqs: SQSClient;

  beforeAll(async () => {
    const { endpoint, region, credentials } = await target();
    // The SDK checks MD5OfMessageBody of every answer: a wrong one fails the call.
    sqs = new SQSClient({ endpoint, region, credentials, maxAttempts: 1 });
  });
  afterAll(() => sqs.destroy());

  const queue = async (attributes: Record<string, string> = {}): Promise<string> => {
    const name = uniqueName('suite') + (attributes['FifoQueue'] ? '.fifo' : '');
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return QueueUrl ?? '';
  };
  const fifo = (attributes: Record<string, string> = {}) => queue({ FifoQueue: 'true', ...attributes });
  const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  const receive = async (
    QueueUrl: string,
    more: Partial<ReceiveMessageCommandInput> = {},
  ): Promise<Message[]> =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ??
    [];
  const bodies = (messages: Message[]) => messages.map((message) => message.Body);
  const hide = (QueueUrl: string, message: Message | undefined, VisibilityTimeout: number) =>
    sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  const remove = (QueueUrl: string, message: Message | undefined) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  const attributes = async (QueueUrl: string): Promise<Record<string, string>> =>
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};
  const arn = async (QueueUrl: string) => (await attributes(QueueUrl))['QueueArn'] ?? '';

  it('finds a queue by name and lists it by prefix', async () => {
    const url = await queue();
    const name = url.split('/').at(-1) ?? '';
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl).toBe(url);
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }))).QueueUrls).toEqual([url]);
  });

  it('refuses a queue that does not exist, by the name the SDK knows', async () => {
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: uniqueName('none') }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  it('makes the same queue twice and refuses another under its name', async () => {
    const url = await queue({ VisibilityTimeout: '7' });
    const QueueName = url.split('/').at(-1) ?? '';
    const again = await sqs.send(
      new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '7' } }),
    );
    expect(again.QueueUrl).toBe(url);
    await expect(
      sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '8' } })),
    ).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  it('keeps attributes that are set and refuses a wrong one', async () => {
    const QueueUrl = await queue();
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '61' } }));
    expect((await attributes(QueueUrl))['VisibilityTimeout']).toBe('61');
    await expect(
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '43201' } })),
    ).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  });

  it('carries Vietnamese text, string, number and binary attributes whole', async () => {
    const url = await queue();
    const sent = await send(url, 'Đường bộ, cầu và 😀', {
      MessageAttributes: {
        at: { DataType: 'String', StringValue: '2025-06-16T00:00:00.000Z' },
        n: { DataType: 'Number', StringValue: '12.5' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255, 1]) },
      },
    });
    const [message] = await receive(url, {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    expect(message?.Body).toBe('Đường bộ, cầu và 😀');
    expect(message?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    expect(message?.MessageAttributes?.['bytes']?.BinaryValue).toEqual(new Uint8Array([0, 255, 1]));
    expect(message?.MessageAttributes?.['n']?.StringValue).toBe('12.5');
    expect(message?.Attributes?.['ApproximateReceiveCount']).toBe('1');
    expect(message?.Attributes?.['SentTimestamp']).toMatch(/^\d{13}$/);
    expect(message?.Attributes?.['ApproximateFirstReceiveTimestamp']).toMatch(/^\d{13}$/);
  });

  it('computes the digest of attributes as the SQS manual describes', async () => {
    const url = await queue();
    const sent = await send(url, 'x', { MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } });
    // MD5 of 00000001 'a' 00000006 'String' 01 00000001 'b', computed apart with md5sum.
    expect(sent.MD5OfMessageAttributes).toBe('bef8bf215374a0a228d67533b1a488be');
  });

  it('gives only the attributes that are asked for', async () => {
    const url = await queue();
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await send(url, 'x', {
      MessageAttributes: { 'duty.id': text('1'), 'duty.day': text('2'), other: text('3') },
    });
    const [message] = await receive(url, { MessageAttributeNames: ['duty.*'] });
    expect(Object.keys(message?.MessageAttributes ?? {}).sort()).toEqual(['duty.day', 'duty.id']);
    expect(message?.Attributes).toBeUndefined();
  });

  it('hides a received message and counts it as in flight', async () => {
    const url = await queue();
    await send(url, 'once');
    expect(bodies(await receive(url))).toEqual(['once']);
    expect(await receive(url)).toEqual([]);
    expect(await attributes(url)).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '1',
    });
  });

  it('shows a message at once when its visibility is set to 0, with a higher receive count', async () => {
    const url = await queue();
    await send(url, 'again');
    const [first] = await receive(url);
    await hide(url, first, 0);
    const [second] = await receive(url, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(second?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
  });

  it('shows a message again when the visibility asked for by the receive runs out', async () => {
    const url = await queue();
    await send(url, 'short');
    await receive(url, { VisibilityTimeout: 2 });
    expect(await receive(url)).toEqual([]);
    expect(bodies(await receive(url, { WaitTimeSeconds: 5 }))).toEqual(['short']);
  });

  it('wakes a long poll when a message arrives', async () => {
    const url = await queue();
    const started = Date.now();
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await send(url, 'hello');
    expect(bodies(await waiting)).toEqual(['hello']);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('ends a long poll with nothing when its time is over', async () => {
    const started = Date.now();
    expect(await receive(await queue(), { WaitTimeSeconds: 1 })).toEqual([]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(950);
  });

  it('delivers a delayed message only after its delay', async () => {
    const url = await queue();
    await send(url, 'late', { DelaySeconds: 2 });
    expect((await attributes(url))['ApproximateNumberOfMessagesDelayed']).toBe('1');
    expect(await receive(url)).toEqual([]);
    expect(bodies(await receive(url, { WaitTimeSeconds: 5 }))).toEqual(['late']);
  });

  it('deletes for good, and a second deletion is no error', async () => {
    const url = await queue();
    await send(url, 'gone');
    const [message] = await receive(url, { VisibilityTimeout: 1 });
    await remove(url, message);
    await remove(url, message);
    expect(await receive(url, { WaitTimeSeconds: 2 })).toEqual([]);
  });

  it('refuses receipt handles that it never gave', async () => {
    const url = await queue();
    for (const ReceiptHandle of [
      'nonsense',
      Buffer.from('1.1.x.y').toString('base64'),
      '../../etc/passwd',
      '',
    ]) {
      await expect(sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }))).rejects.toThrow();
    }
    await expect(
      sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'nonsense' })),
    ).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('refuses to change the visibility of a message that is not in flight', async () => {
    const url = await queue();
    await send(url, 'x');
    const [message] = await receive(url);
    await hide(url, message, 0);
    await expect(hide(url, message, 10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  it('sends a batch in part: the good entries arrive, the bad one is named', async () => {
    const url = await queue();
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'one', MessageBody: '1' },
          { Id: 'bad', MessageBody: 'control \u0001 character' },
          { Id: 'two', MessageBody: '2' },
        ],
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(['one', 'two']);
    expect(Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' }]);
    expect(bodies(await receive(url)).sort()).toEqual(['1', '2']);
  });

  it('deletes and changes visibility in batches, each entry for itself', async () => {
    const url = await queue();
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: ['a', 'b'].map((Id) => ({ Id, MessageBody: Id })),
      }),
    );
    const messages = await receive(url);
    const handle = (body: string) => messages.find(({ Body }) => Body === body)?.ReceiptHandle;
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'ok', ReceiptHandle: handle('a') },
          { Id: 'wrong', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect(deleted.Successful).toEqual([{ Id: 'ok' }]);
    expect(deleted.Failed).toMatchObject([
      { Id: 'wrong', SenderFault: true, Code: 'ReceiptHandleIsInvalid' },
    ]);
    await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: [{ Id: 'b', ReceiptHandle: handle('b'), VisibilityTimeout: 0 }],
      }),
    );
    expect(bodies(await receive(url))).toEqual(['b']);
  });

  it('refuses batches that are empty, too long, or repeat an id', async () => {
    const url = await queue();
    const batch = (ids: string[]) =>
      sqs.send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: ids.map((Id) => ({ Id, MessageBody: 'x' })) }),
      );
    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(batch(['a', 'a'])).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
    await expect(batch(Array.from({ length: 11 }, (_, n) => `e${n}`))).rejects.toMatchObject({
      name: 'TooManyEntriesInBatchRequest',
    });
  });

  it('takes a body of 1 MiB and refuses one byte more', async () => {
    const url = await queue();
    const body = 'x'.repeat(1_048_576);
    await send(url, body);
    expect((await receive(url))[0]?.Body?.length).toBe(body.length);
    await expect(send(url, `${body}x`)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('empties a queue on purge', async () => {
    const url = await queue();
    await send(url, 'x');
    await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    await eventually(async () => (await attributes(url))['ApproximateNumberOfMessages']).toBe('0');
  });

  it('moves a message to the dead-letter queue after the receives its policy allows', async () => {
    const dead = await queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await arn(dead), maxReceiveCount: 2 });
    const url = await queue({ RedrivePolicy });
    const { MessageId } = await send(url, 'poison');
    for (const _ of [1, 2]) await hide(url, (await receive(url, { WaitTimeSeconds: 5 }))[0], 0);
    expect(await receive(url)).toEqual([]);
    const [buried] = await receive(dead, { WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] });
    expect(buried).toMatchObject({ MessageId, Body: 'poison' });
    expect(buried?.Attributes?.['DeadLetterQueueSourceArn']).toBe(await arn(url));
  });

  it('refuses a redrive policy to a queue that does not exist', async () => {
    const nowhere = (await arn(await queue())).replace(/suite-.*/, uniqueName('none'));
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: nowhere, maxReceiveCount: 2 });
    await expect(queue({ RedrivePolicy })).rejects.toThrow();
  });

  it('keeps the order within a group of a FIFO queue and its numbers rising', async () => {
    const url = await fifo({ ContentBasedDeduplication: 'true' });
    const numbers: string[] = [];
    for (const body of ['1', '2', '3'])
      numbers.push((await send(url, body, { MessageGroupId: 'case' })).SequenceNumber ?? '');
    expect(numbers).toEqual([...numbers].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
    const messages = await receive(url, { MessageSystemAttributeNames: ['All'] });
    expect(bodies(messages)).toEqual(['1', '2', '3']);
    expect(messages[0]?.Attributes).toMatchObject({ MessageGroupId: 'case', SequenceNumber: numbers[0] });
  });

  it('locks a group while one of its messages is in flight, and leaves other groups free', async () => {
    const url = await fifo({ ContentBasedDeduplication: 'true' });
    await send(url, 'a1', { MessageGroupId: 'a' });
    await send(url, 'a2', { MessageGroupId: 'a' });
    await send(url, 'b1', { MessageGroupId: 'b' });
    const [first] = await receive(url, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('a1');
    expect(bodies(await receive(url))).toEqual(['b1']);
    expect(await receive(url)).toEqual([]);
    await remove(url, first);
    expect(bodies(await receive(url))).toEqual(['a2']);
  });

  it('gives a group again from the message that came back, never past it', async () => {
    const url = await fifo({ ContentBasedDeduplication: 'true' });
    await send(url, 'a1', { MessageGroupId: 'a' });
    await send(url, 'a2', { MessageGroupId: 'a' });
    const [first] = await receive(url, { MaxNumberOfMessages: 1 });
    await hide(url, first, 0);
    expect(bodies(await receive(url))).toEqual(['a1', 'a2']);
  });

  it('takes a message once within five minutes, by its id or by its content', async () => {
    const byId = await fifo();
    const event = (id: string) => send(byId, 'x', { MessageGroupId: 'g', MessageDeduplicationId: id });
    const [one, two, three] = [await event('event-1'), await event('event-1'), await event('event-2')];
    expect(two.MessageId).toBe(one.MessageId);
    expect(three.MessageId).not.toBe(one.MessageId);
    expect(bodies(await receive(byId))).toEqual(['x', 'x']);

    const byContent = await fifo({ ContentBasedDeduplication: 'true' });
    for (const _ of [1, 2]) await send(byContent, 'same', { MessageGroupId: 'g' });
    expect(bodies(await receive(byContent))).toEqual(['same']);
  });

  it('remembers a deduplication id after the message was deleted', async () => {
    const url = await fifo();
    await send(url, 'x', { MessageGroupId: 'g', MessageDeduplicationId: 'event-1' });
    await remove(url, (await receive(url))[0]);
    await send(url, 'x', { MessageGroupId: 'g', MessageDeduplicationId: 'event-1' });
    expect(await receive(url)).toEqual([]);
  });

  it('refuses a FIFO message without group or without deduplication id', async () => {
    const url = await fifo();
    await expect(send(url, 'x', { MessageDeduplicationId: 'd' })).rejects.toMatchObject({
      name: 'MissingParameter',
    });
    await expect(send(url, 'x', { MessageGroupId: 'g' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('frees a FIFO group by moving its poison to the dead-letter queue', async () => {
    const dead = await fifo();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await arn(dead), maxReceiveCount: 1 });
    const url = await fifo({ RedrivePolicy, ContentBasedDeduplication: 'true' });
    await send(url, 'poison', { MessageGroupId: 'g' });
    await send(url, 'good', { MessageGroupId: 'g' });
    await hide(url, (await receive(url, { MaxNumberOfMessages: 1 }))[0], 0);
    expect(bodies(await receive(url, { WaitTimeSeconds: 5 }))).toEqual(['good']);
    expect(bodies(await receive(dead, { WaitTimeSeconds: 5 }))).toEqual(['poison']);
  });
};
