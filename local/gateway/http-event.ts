import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { PLACE } from '../place.ts';
import type { RouteMatch } from './route-match.ts';

/** A request as it reached the API. */
export type ApiRequest = {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
};

export type JwtFacts = {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** `16/Jun/2025:02:00:00 +0000` */
const logTime = (at: Date): string =>
  `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:` +
  `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;

/** Content that an HTTP API hands over as text; all other bodies are base64. */
const isText = (type: string): boolean =>
  /^(text\/|application\/(json|javascript|xml)|application\/[\w.+-]+\+(json|xml))/.test(type);

/** Values of a repeated parameter are joined with commas. */
const queryOf = (raw: string): Record<string, string> | undefined => {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(raw)) found.set(name, [...(found.get(name) ?? []), value]);
  return found.size === 0
    ? undefined
    : Object.fromEntries([...found].map(([name, values]) => [name, values.join(',')]));
};

/** The event of payload format 2.0. `now` is the clock people see, epoch milliseconds: the domain's time comes from here. */
export const httpEvent = (
  request: ApiRequest,
  match: RouteMatch,
  api: { id: string; domain: string },
  more: { now: number; jwt: JwtFacts | undefined },
): APIGatewayProxyEventV2 & { requestContext: { authorizer?: { jwt: JwtFacts } } } => {
  const [rawPath = '/', rawQueryString = ''] = splitUrl(request.url);
  const { cookie, ...received } = request.headers;
  // The API adds whoever called it to the list: the CDN.
  const headers: Record<string, string> = received['x-forwarded-for']
    ? { ...received, 'x-forwarded-for': `${received['x-forwarded-for']}, ${request.sourceIp}` }
    : received;
  const query = queryOf(rawQueryString);
  const base64 = request.body.length > 0 && !isText(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString,
    ...(cookie ? { cookies: cookie.split(/;\s*/) } : {}),
    headers: { ...headers, host: api.domain, 'content-length': String(request.body.length) },
    ...(query ? { queryStringParameters: query } : {}),
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: { ...match.parameters } } : {}),
    requestContext: {
      accountId: PLACE.account,
      apiId: api.id,
      ...(more.jwt ? { authorizer: { jwt: more.jwt } } : {}),
      domainName: api.domain,
      domainPrefix: api.id,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: logTime(new Date(more.now)),
      timeEpoch: Math.trunc(more.now),
    },
    ...(request.body.length > 0 ? { body: request.body.toString(base64 ? 'base64' : 'utf8') } : {}),
    isBase64Encoded: base64,
  };
};

export const splitUrl = (url: string): [path: string, query: string] => {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};
