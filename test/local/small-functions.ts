import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { smallSystem, writeAssembly } from './small-system.ts';

const root = join(import.meta.dirname, '..', '..');

/** Functions of the small system, as people write Lambdas: clients from the environment, nothing local in them. */
const sources: Readonly<Record<string, string>> = {
  web: `
    import { DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
    const db = new DynamoDBClient({});
    const answer = (statusCode, body) => ({ statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    export const handler = async (event, context) => {
      if (event.routeKey === '$default') return event.rawPath.startsWith('/api/')
        ? answer(404, { nothing: event.rawPath, query: event.rawQueryString, shown: event.headers['x-origin-secret'] ?? null, authorization: event.headers.authorization ?? null })
        : { statusCode: 404, headers: { 'content-type': 'text/html; charset=utf-8', 'x-seen': JSON.stringify([event.rawPath, event.rawQueryString, event.headers.authorization ?? null]) }, body: '<p>không thấy</p>' };
      const { id } = event.pathParameters ?? {};
      if (event.routeKey === 'POST /api/v1/spin') { console.log('spinning'); for (;;) {} }
      if (event.routeKey === 'GET /api/v1/private') return answer(200, { claims: event.requestContext.authorizer.jwt.claims, environment: Object.keys(process.env).sort() });
      if (event.requestContext.http.method === 'POST') {
        if (event.body === 'crash') process.exit(3);
        if (event.body === 'throw') throw new RangeError('no good');
        if (event.body === 'hoard') for (const kept = []; ; ) kept.push(new Array(4_000_000).fill(kept.length + 0.5));
        if (event.body === 'not granted') await db.send(new DeleteItemCommand({ TableName: process.env.NOTES, Key: { pk: { S: id } } }));
        await db.send(new PutItemCommand({ TableName: process.env.NOTES, Item: { pk: { S: id }, at: { N: String(event.requestContext.timeEpoch) } } }));
        return answer(201, { id });
      }
      const [note, seen] = await Promise.all([process.env.NOTES, process.env.SEEN].map((TableName) => db.send(new GetItemCommand({ TableName, Key: { pk: { S: id } }, ConsistentRead: true }))));
      return note.Item ? answer(200, { id, seen: seen.Item !== undefined, remaining: context.getRemainingTimeInMillis() }) : answer(404, {});
    };`,
  'fan-out': `
    import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
    const sqs = new SQSClient({});
    export const handler = async ({ Records }) => {
      for (const { dynamodb } of Records) {
        const id = dynamodb.NewImage.pk.S;
        await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: id, MessageGroupId: id, MessageDeduplicationId: dynamodb.SequenceNumber }));
      }
      return { batchItemFailures: [] };
    };`,
  worker: `
    import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
    const db = new DynamoDBClient({});
    export const handler = async ({ Records }) => {
      for (const { body } of Records) await db.send(new PutItemCommand({ TableName: process.env.SEEN, Item: { pk: { S: body } } }));
      return { batchItemFailures: [] };
    };`,
};

/** Bundles the functions and writes the small system around them; gives the output folder. */
export const buildSmallSystem = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'small-system-'));
  const assets: Record<string, string> = {};
  for (const [id, contents] of Object.entries(sources)) {
    const folder = join(dir, id);
    mkdirSync(folder);
    const built = buildSync({
      stdin: { contents, resolveDir: root, loader: 'js' },
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      write: false,
      mainFields: ['module', 'main'],
    });
    writeFileSync(join(folder, 'index.cjs'), built.outputFiles[0]?.contents ?? '');
    assets[`${id}.zip`] = folder;
  }
  return writeAssembly(join(dir, 'out'), smallSystem(), assets);
};
