import { request as httpRequest } from 'node:http';
import * as z from 'zod';
import { awsCaller } from '../../infra/stage/aws-call.ts';
import { variablesOf } from '../../infra/stage/target.ts';
import { ORIGIN_SECRET_HEADER } from '../../shared/contract/public-paths.ts';
import { named, readStageNote, type StageNote } from '../../infra/stage/stage-note.ts';
import type { Answer } from '../gateway/answer.ts';
import { createBucketOrigin } from '../gateway/bucket-origin.ts';
import { createEdge } from '../gateway/edge.ts';
import type { ApiRequest } from '../gateway/http-event.ts';
import { listen } from '../gateway/listen.ts';
import { readTopology } from '../topology.ts';
import type { EdgeDefinition, Origin } from '../topology/edge.ts';

/** What the deployed functions take as coming from the edge: asked of one of them, for CloudFormation chose it. */
const originSecretIn = async (note: StageNote): Promise<string> => {
  const target = { endpoint: note.endpoint, region: note.region };
  Object.assign(process.env, variablesOf(target));
  const path = `/2015-03-31/functions/${named(note, 'MissingPageFunction')}/configuration`;
  const said: unknown = JSON.parse(
    await awsCaller(target)({ service: 'lambda', method: 'GET', path, body: '' }),
  );
  const { Environment } = z
    .object({ Environment: z.object({ Variables: z.object({ ORIGIN_SECRETS: z.string() }) }) })
    .parse(said);
  return Environment.Variables.ORIGIN_SECRETS.split(' ')[0] ?? '';
};

/** The template's distribution, with the stage's real bucket and API behind it. */
const edgeOf = (note: StageNote, secret: string): EdgeDefinition => {
  const nowhere = { aws: note.endpoint ?? '', issuer: note.issuer };
  const [edge] = readTopology(note.assembly, { local: nowhere }).edges;
  if (!edge) throw new Error('The template has no distribution');
  const real = ({ otherwise, ...origin }: Origin): Origin => ({
    ...(origin.kind === 'bucket'
      ? { kind: 'bucket', bucket: named(note, 'PublicBucket'), headers: origin.headers }
      : {
          kind: 'api',
          domain: note.apiDomain,
          headers: { ...origin.headers, [ORIGIN_SECRET_HEADER]: secret },
        }),
    ...(otherwise ? { otherwise: { on: otherwise.on, origin: real(otherwise.origin) } } : {}),
  });
  return { ...edge, behaviours: edge.behaviours.map((one) => ({ ...one, origin: real(one.origin) })) };
};

/** Hands a request to the emulator's HTTP API, which it finds by the name in `Host`. */
const apiAt =
  (note: StageNote, endpoint: URL) =>
  ({ method, url, headers, body }: ApiRequest): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { connection: _, 'transfer-encoding': __, ...rest } = headers;
      const outgoing = httpRequest(
        {
          host: endpoint.hostname,
          port: endpoint.port,
          method,
          path: url,
          headers: { ...rest, host: note.apiDomain, 'content-length': body.length },
        },
        (incoming) => {
          const answered = Object.fromEntries(
            Object.entries(incoming.headers).flatMap(([name, value]) =>
              value === undefined || ['connection', 'transfer-encoding', 'keep-alive'].includes(name)
                ? []
                : [[name, value]],
            ),
          );
          resolve({ status: incoming.statusCode ?? 502, headers: answered, body: incoming });
        },
      );
      outgoing.once('error', reject);
      outgoing.end(body);
    });

/**
 * `node local/stage/front.ts <stage.json>`: stands where the CDN would before a stage on an emulator, with the template's
 * own behaviours and edge function. Says `ready`, and ends when its standard input does.
 */
const [file = ''] = process.argv.slice(2);
const note = readStageNote(file);
if (!note?.endpoint) throw new Error(`There is no stage on an emulator in ${file}`);
const endpoint = new URL(note.endpoint);
const log = (line: string): void => console.error(line);
const bucket = createBucketOrigin(
  { url: endpoint.origin, port: Number(endpoint.port) },
  { accessKeyId: note.account, secretAccessKey: 'test' },
);
await listen({
  port: Number(new URL(note.publicUrl).port),
  edge: createEdge({
    edge: edgeOf(note, await originSecretIn(note)),
    bucket,
    apis: new Map([[note.apiDomain, apiAt(note, endpoint)]]),
    log,
  }),
  local: async (_, response) => void response.writeHead(404).end('Not Found'),
  log,
});
console.log('ready');
process.stdin.resume().once('end', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
