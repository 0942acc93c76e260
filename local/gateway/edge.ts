import type { Behaviour, EdgeDefinition, HeadersPolicy, Origin } from '../topology/edge.ts';
import { discard, type Answer } from './answer.ts';
import type { BucketOrigin } from './bucket-origin.ts';
import { edgeSeconds } from './cache-rule.ts';
import { compress } from './compress.ts';
import {
  createEdgeFunction,
  edgeHeaders,
  edgeRequest,
  plainHeaders,
  type EdgeFunction,
  type EdgeResponse,
} from './edge-function.ts';
import { splitUrl, type ApiRequest } from './http-event.ts';

export type ViewerRequest = Omit<ApiRequest, 'body'> & {
  readonly readBody: () => Promise<Buffer | undefined>;
};

/** Where the gateway says how long the CDN would keep an answer, in seconds: nothing is kept here. */
export const EDGE_KEEPS = 'x-local-edge-keeps';

/** A path pattern of CloudFront: `*` any characters, `?` one. */
export const patternOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

const refusal = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(text),
});

const TOO_LARGE: Answer = {
  status: 413,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"message":"Request Entity Too Large"}'),
};

/** CloudFront repeats at the second origin only what changes nothing. */
const MAY_ASK_AGAIN = ['GET', 'HEAD', 'OPTIONS'];

/** The CDN adds its visitor's address to what the visitor says of himself. */
const forwarded = ({ headers, sourceIp }: ViewerRequest) => {
  const claimed = headers['x-forwarded-for'];
  return { ...headers, 'x-forwarded-for': claimed ? `${claimed}, ${sourceIp}` : sourceIp };
};

const withPolicy = (answer: Answer, policy: HeadersPolicy, crossOrigin: boolean): Answer => {
  const added = crossOrigin ? [...policy.always, ...policy.crossOrigin] : policy.always;
  return {
    ...answer,
    headers: added.reduce(
      (headers, { name, value, override }) =>
        override || headers[name] === undefined ? { ...headers, [name]: value } : headers,
      answer.headers,
    ),
  };
};

/** Plays the distribution of the template: behaviours, the edge function's very file, origins, headers, compression. */
export const createEdge = (options: {
  edge: EdgeDefinition;
  bucket: BucketOrigin;
  apis: ReadonlyMap<string, (request: ApiRequest) => Promise<Answer>>;
  log: (line: string) => void;
}) => {
  const { edge, bucket, apis } = options;
  const prepared = new Map<string, EdgeFunction>();
  for (const code of edge.behaviours.flatMap((one) => Object.values(one.functions)))
    if (!prepared.has(code)) prepared.set(code, createEdgeFunction(code, edge.id));
  const functionOf = (
    behaviour: Behaviour,
    event: 'viewer-request' | 'viewer-response',
  ): EdgeFunction | undefined => prepared.get(behaviour.functions[event] ?? '');
  const patterns = edge.behaviours.map((behaviour) => ({ behaviour, test: patternOf(behaviour.pattern) }));
  const behaviourFor = (path: string): Behaviour => {
    const found = patterns.find(({ test, behaviour }) => behaviour.pattern === '*' || test.test(path));
    if (!found) throw new Error('A distribution has a default behaviour');
    return found.behaviour;
  };

  const ask = async (
    origin: Origin,
    { passesViewer }: Behaviour,
    uri: string,
    viewer: ViewerRequest,
  ): Promise<Answer> => {
    if (origin.kind === 'bucket') return bucket.read(origin.bucket, uri, viewer);
    const api = apis.get(origin.domain);
    if (!api) return refusal(502, 'Bad Gateway');
    const body = passesViewer ? await viewer.readBody() : Buffer.alloc(0);
    if (!body) return TOO_LARGE;
    const query = passesViewer ? splitUrl(viewer.url)[1] : '';
    const passed = passesViewer ? forwarded(viewer) : { 'user-agent': 'Amazon CloudFront' };
    const url = query === '' ? uri : `${uri}?${query}`;
    return api({ ...viewer, headers: { ...passed, ...origin.headers }, url, body });
  };

  const askOrigin = async (behaviour: Behaviour, uri: string, viewer: ViewerRequest): Promise<Answer> => {
    const { origin } = behaviour;
    const answer = await ask(origin, behaviour, uri, viewer);
    const { otherwise } = origin;
    if (!otherwise?.on.includes(answer.status) || !MAY_ASK_AGAIN.includes(viewer.method)) return answer;
    discard(answer);
    return ask(otherwise.origin, behaviour, uri, viewer);
  };

  const serve = async (behaviour: Behaviour, viewer: ViewerRequest): Promise<Answer> => {
    if (!behaviour.methods.includes(viewer.method)) return refusal(403, 'This method is not allowed here.');
    const request = edgeRequest(viewer.method, viewer.url, viewer.headers);
    const onRequest = functionOf(behaviour, 'viewer-request');
    const asked = onRequest ? await onRequest('viewer-request', { request, ip: viewer.sourceIp }) : request;
    if ('statusCode' in asked) return ownAnswer(asked);
    const answer = await askOrigin(behaviour, asked.uri, viewer);
    const control = String(answer.headers['cache-control'] ?? '');
    const keeps = String(edgeSeconds(behaviour.cache, control, answer.status));
    const onResponse = functionOf(behaviour, 'viewer-response');
    // On the edge no function sees an origin's error.
    if (!onResponse || answer.status >= 400)
      return { ...answer, headers: { ...answer.headers, [EDGE_KEEPS]: keeps } };
    const response: EdgeResponse = {
      statusCode: answer.status,
      headers: edgeHeaders(answer.headers),
      cookies: {},
    };
    const made = await onResponse('viewer-response', { request: asked, response, ip: viewer.sourceIp });
    if (!('statusCode' in made)) throw new Error('The edge function gave no response');
    const headers = { ...plainHeaders(made.headers), [EDGE_KEEPS]: keeps };
    if (made.statusCode >= 300 && made.statusCode < 400 && made.statusCode !== 304) {
      discard(answer);
      return { status: made.statusCode, headers, body: undefined };
    }
    return { status: made.statusCode, headers, body: answer.body };
  };

  return async (viewer: ViewerRequest): Promise<Answer> => {
    const behaviour = behaviourFor(splitUrl(viewer.url)[0]);
    let answer: Answer;
    try {
      answer = await serve(behaviour, viewer);
    } catch (fault) {
      options.log(
        `edge: ${viewer.method} ${viewer.url}: ${fault instanceof Error ? fault.message : String(fault)}`,
      );
      return refusal(503, 'The edge function or an origin failed; see the log.');
    }
    const headed = withPolicy(answer, behaviour.headers, viewer.headers['origin'] !== undefined);
    return behaviour.compress && viewer.method !== 'HEAD'
      ? compress(headed, viewer.headers['accept-encoding'] ?? '')
      : headed;
  };
};

const ownAnswer = (made: EdgeResponse): Answer => ({
  status: made.statusCode,
  headers: plainHeaders(made.headers),
  body: typeof made.body === 'string' ? Buffer.from(made.body) : undefined,
});
