import type { FunctionPool } from '../functions/pool.ts';
import type { ApiDefinition } from '../topology/http.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import type { Verdict } from './authorizer.ts';
import { httpEvent, splitUrl, type ApiRequest } from './http-event.ts';
import { createMatcher } from './route-match.ts';
import type { RouteDefinition } from '../topology/http.ts';

/** An HTTP API takes so much, a function's event may be so large: what is bigger is refused before it runs. */
export const MAX_API_BODY = 10 * 1024 * 1024;
const MAX_EVENT = 6 * 1024 * 1024;

const message = (status: number, text: string): Answer => jsonAnswer(status, { message: text });

type Structured = {
  statusCode?: unknown;
  headers?: Record<string, unknown>;
  cookies?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
};

/** A function's result as a response. Without a status the whole result is the body, as format 2.0 says. */
export const responseOf = (value: unknown): Answer => {
  const result = (typeof value === 'object' && value !== null ? value : {}) as Structured;
  if (result.statusCode === undefined)
    return typeof value === 'string'
      ? { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(value) }
      : jsonAnswer(200, value);
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return message(500, 'Internal Server Error');
  const { body = '' } = result;
  const headers: Record<string, string | string[]> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, one] of Object.entries(result.headers ?? {})) headers[name.toLowerCase()] = String(one);
  if (Array.isArray(result.cookies)) headers['set-cookie'] = result.cookies.map(String);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: Buffer.from(text, result.isBase64Encoded === true ? 'base64' : 'utf8') };
};

/** Answers a request as the HTTP API of the template does: route, token, function, response. */
export const createHttpApi = (options: {
  api: ApiDefinition;
  pool: FunctionPool;
  now: () => number;
  authorize: (route: RouteDefinition, header: string | undefined) => Promise<Verdict | undefined>;
}) => {
  const { api, pool, authorize } = options;
  const match = createMatcher(api.routes);

  return async (request: ApiRequest): Promise<Answer> => {
    const found = match(request.method, splitUrl(request.url)[0]);
    if (!found) return message(404, 'Not Found');
    const verdict = await authorize(found.route, request.headers['authorization']);
    if (verdict && !verdict.ok) return verdict.answer;
    const event = httpEvent(request, found, api, { now: options.now(), jwt: verdict?.jwt });
    if ((event.body?.length ?? 0) > MAX_EVENT) return message(413, 'Request Entity Too Large');
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<'late'>(
      (resolve) => (late = setTimeout(() => resolve('late'), found.route.timeoutMs)),
    );
    const outcome = await Promise.race([pool.invoke(found.route.functionArn, event), tooLate]);
    clearTimeout(late);
    if (outcome === 'late') return message(503, 'Service Unavailable');
    if (!outcome.ok)
      return outcome.kind === 'timeout'
        ? message(503, 'Service Unavailable')
        : message(500, 'Internal Server Error');
    return responseOf(outcome.value);
  };
};
