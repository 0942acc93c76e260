import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, createHmac } from 'node:crypto';
import { DynamoDBClient, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AccessQuestion,
  type AwsEndpoint,
  type CallReport,
  createAwsEndpoint,
} from '../../local/aws/endpoint.ts';
import { jsonAnswer } from '../../local/aws/engine-call.ts';
import { createQueueEngine, type QueueEngine } from '../../local/engines/queue/engine.ts';
import { eventually } from '../ports/eventually.ts';

const credentials = { accessKeyId: 'AKIAPUBLISHING', secretAccessKey: 'right-secret' };
const region = 'ap-southeast-1';

class Sha256 {
  readonly hash;
  constructor(secret?: unknown) {
    this.hash =
      typeof secret === 'undefined' ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(data: Uint8Array | string): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {}
}

describe('the local AWS endpoint', () => {
  let dir: string;
  let engine: QueueEngine;
  let endpoint: AwsEndpoint;
  let sqs: SQSClient;
  let queueUrl: string;
  let allowed: (question: AccessQuestion) => boolean;
  let questions: string[];
  let calls: CallReport[];
  let toS3: string[];

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'endpoint-'));
    engine = createQueueEngine({ file: join(dir, 'queues.db'), now: Date.now });
    engine.ensureQueue('jobs');
    [questions, calls, toS3] = [[], [], []];
    allowed = () => true;
    endpoint = await createAwsEndpoint({
      credentials: (id) =>
        id === credentials.accessKeyId
          ? { secretAccessKey: credentials.secretAccessKey, principal: 'function/publishing' }
          : undefined,
      engines: {
        sqs: engine,
        dynamodb: { handle: async () => jsonAnswer('1.0', {}) },
        broken: { handle: () => Promise.reject(new Error('secret detail')) },
      },
      s3: (incoming, response) => {
        toS3.push(`${incoming.method} ${incoming.url?.split('?')[0]}`);
        response.end();
      },
      authorize: (question) => {
        questions.push(`${question.principal} ${question.action} ${question.resource}`);
        return allowed(question);
      },
      onCall: (report) => calls.push(report),
      log: () => undefined,
    });
    queueUrl = `${endpoint.url}/000000000000/jobs`;
    sqs = client();
  });
  afterEach(async () => {
    sqs.destroy();
    await endpoint.close();
    engine.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const client = (more: object = {}) =>
    new SQSClient({ endpoint: endpoint.url, region, credentials, maxAttempts: 1, ...more });
  const send = (through: SQSClient) =>
    through.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
  const waiting = () =>
    engine.queues.readAttributes('jobs', ['ApproximateNumberOfMessages'])['ApproximateNumberOfMessages'];

  /** A request signed for a service, which a test may then falsify. */
  const signed = async (service: string, body: string, target = 'AmazonSQS.SendMessage') => {
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: endpoint.port,
      path: '/',
      query: {},
      headers: {
        host: `127.0.0.1:${endpoint.port}`,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
      },
      body,
    });
    return headers;
  };
  const post = async (headers: Record<string, string>, body: string) => {
    const answer = await fetch(endpoint.url, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as { __type: string; message: string } };
  };
  const message = () => JSON.stringify({ QueueUrl: queueUrl, MessageBody: 'x' });

  it('lets a rightly signed call through and reports it', async () => {
    await send(sqs);
    expect(waiting()).toBe('1');
    expect(calls).toEqual([
      {
        service: 'sqs',
        principal: 'function/publishing',
        actions: ['sqs:SendMessage'],
        resources: ['arn:aws:sqs:ap-southeast-1:000000000000:jobs'],
        status: 200,
      },
    ]);
  });

  it.each([
    [
      'a wrong secret',
      { credentials: { ...credentials, secretAccessKey: 'wrong' } },
      'InvalidSignatureException',
    ],
    [
      'an unknown key',
      { credentials: { ...credentials, accessKeyId: 'AKIANOBODY' } },
      'UnrecognizedClientException',
    ],
    ['a clock an hour off', { systemClockOffset: 3_600_000 }, 'InvalidSignatureException'],
  ])('refuses %s', async (_, more, name) => {
    const wrong = client(more);
    await expect(send(wrong)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
    wrong.destroy();
    expect(waiting()).toBe('0');
    expect(questions).toEqual([]);
  });

  it('refuses an unsigned call', async () => {
    const { status, body } = await post({ 'x-amz-target': 'AmazonSQS.SendMessage' }, message());
    expect(status).toBe(403);
    expect(body.__type).toContain('MissingAuthenticationToken');
    expect(waiting()).toBe('0');
  });

  it('takes a hand-signed call, and refuses it when its body was changed', async () => {
    const headers = await signed('sqs', message());
    expect((await post(headers, message().replace('"x"', '"y"'))).status).toBe(403);
    expect(waiting()).toBe('0');
    expect((await post(headers, message())).status).toBe(200);
    expect(waiting()).toBe('1');
  });

  it('refuses a call whose operation was changed after signing', async () => {
    const headers = await signed('sqs', message());
    const { status } = await post({ ...headers, 'x-amz-target': 'AmazonSQS.PurgeQueue' }, message());
    expect(status).toBe(403);
  });

  it('refuses a body that was declared unsigned', async () => {
    const headers = await signed('sqs', message());
    const { status } = await post({ ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, message());
    expect(status).toBe(403);
  });

  it.each(['kinesis', 'constructor', 'sts'])('refuses the service %s by name', async (service) => {
    const { status, body } = await post(await signed(service, '{}'), '{}');
    expect(status).toBe(400);
    expect(body.message).toContain(`"${service}"`);
  });

  it('refuses a signature for one service used on another', async () => {
    const headers = await signed('kinesis', message());
    const moved = {
      ...headers,
      authorization: headers['authorization']?.replace('/kinesis/', '/sqs/') ?? '',
    };
    expect((await post(moved, message())).status).toBe(403);
    expect(waiting()).toBe('0');
  });

  it('answers a failing engine with an error that tells nothing', async () => {
    const { status, body } = await post(await signed('broken', '{}'), '{}');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret detail');
  });

  it('refuses what the policy hook denies, by principal, action and resource', async () => {
    allowed = ({ action }) => action !== 'sqs:SendMessage';
    await expect(send(sqs)).rejects.toThrow(
      /function\/publishing is not authorized to perform: sqs:SendMessage on resource: arn:.*:jobs/,
    );
    expect(waiting()).toBe('0');
    const batch = new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: [{ Id: 'a', MessageBody: 'x' }],
    });
    await expect(sqs.send(batch)).rejects.toThrow(/sqs:SendMessage/);
  });

  it('asks the policy for each part of a transaction and for the index of a query', async () => {
    const dynamodb = new DynamoDBClient({ endpoint: endpoint.url, region, credentials, maxAttempts: 1 });
    const Key = { pk: { S: 'x' } };
    await dynamodb.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: 'ledger', Item: Key } },
          { Delete: { TableName: 'claims', Key } },
          { ConditionCheck: { TableName: 'state', Key, ConditionExpression: 'attribute_exists(pk)' } },
        ],
      }),
    );
    await dynamodb.send(
      new QueryCommand({ TableName: 'state', IndexName: 'by-owner', KeyConditionExpression: 'pk = :pk' }),
    );
    dynamodb.destroy();
    const table = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table';
    expect(questions).toEqual([
      `function/publishing dynamodb:PutItem ${table}/ledger`,
      `function/publishing dynamodb:DeleteItem ${table}/claims`,
      `function/publishing dynamodb:ConditionCheckItem ${table}/state`,
      `function/publishing dynamodb:Query ${table}/state/index/by-owner`,
    ]);
  });

  it('hands objects over as they come: signed, presigned, and the preflight of a browser', async () => {
    const s3 = new S3Client({ endpoint: endpoint.url, region, credentials, forcePathStyle: true });
    const get = new GetObjectCommand({ Bucket: 'uploads', Key: 'a/b.csv' });
    await s3.send(get);
    await fetch(await getSignedUrl(s3, get));
    await fetch(`${endpoint.url}/uploads/c`, {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:4600' },
    });
    s3.destroy();
    expect(toS3).toEqual(['GET /uploads/a/b.csv', 'GET /uploads/a/b.csv', 'OPTIONS /uploads/c']);
  });

  it('refuses a body beyond 16 MiB', async () => {
    const { status } = await post({ authorization: 'none' }, 'x'.repeat(16 * 1024 * 1024 + 1));
    expect(status).toBe(413);
  });

  it('gives no message to a long poll whose caller hung up', async () => {
    const body = JSON.stringify({ QueueUrl: queueUrl, WaitTimeSeconds: 20 });
    const headers = await signed('sqs', body, 'AmazonSQS.ReceiveMessage');
    const poll = request(endpoint.url, { method: 'POST', headers });
    poll.on('error', () => undefined);
    poll.end(body);
    await eventually(() => questions.at(-1)).toContain('sqs:ReceiveMessage');
    poll.destroy();
    await eventually(() => calls.at(-1)?.actions).toEqual(['sqs:ReceiveMessage']);
    await send(sqs);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    expect(Messages?.map((one) => one.Body)).toEqual(['x']);
  });
});
