import { describe, expect, it } from 'vitest';
import { httpEvent, type ApiRequest } from '../../local/gateway/http-event.ts';
import { responseOf } from '../../local/gateway/http-api.ts';
import { createMatcher } from '../../local/gateway/route-match.ts';
import type { RouteDefinition } from '../../local/topology/http.ts';

const routeOf = (key: string): RouteDefinition => ({
  key,
  functionArn: 'arn',
  timeoutMs: 1000,
  authorizer: undefined,
  scopes: [],
});
const api = { id: 'abc', domain: 'abc.execute-api.ap-southeast-1.amazonaws.com' };
const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
  method: 'POST',
  url: '/api/v1/items/%C4%91%C6%B0%E1%BB%9Dng%20b%E1%BB%99?q=a&q=b&x=%C3%A9',
  headers: {
    'content-type': 'application/json',
    cookie: 'a=1; b=2',
    'user-agent': 'test',
    host: 'localhost:4600',
  },
  body: Buffer.from('{"tên":"Đường"}'),
  sourceIp: '127.0.0.1',
  ...more,
});
const eventFor = (given: ApiRequest) => {
  const match = createMatcher([routeOf('POST /api/v1/items/{name}')])(
    given.method,
    given.url.split('?')[0] ?? '',
  );
  if (!match) throw new Error('no route');
  return httpEvent(given, match, api, { now: Date.parse('2025-06-16T02:00:00.123Z'), jwt: undefined });
};

describe('the event of an HTTP API, payload format 2.0', () => {
  it('has the shape that Lambda receives', () => {
    expect(eventFor(request())).toMatchObject({
      version: '2.0',
      routeKey: 'POST /api/v1/items/{name}',
      rawPath: '/api/v1/items/%C4%91%C6%B0%E1%BB%9Dng%20b%E1%BB%99',
      rawQueryString: 'q=a&q=b&x=%C3%A9',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { q: 'a,b', x: 'é' },
      pathParameters: { name: 'đường bộ' },
      requestContext: {
        apiId: 'abc',
        stage: '$default',
        routeKey: 'POST /api/v1/items/{name}',
        http: { method: 'POST', sourceIp: '127.0.0.1', userAgent: 'test', protocol: 'HTTP/1.1' },
        time: '16/Jun/2025:02:00:00 +0000',
        timeEpoch: Date.parse('2025-06-16T02:00:00.123Z'),
      },
      body: '{"tên":"Đường"}',
      isBase64Encoded: false,
    });
  });

  it('shows the function the host of the API and no cookie header', () => {
    const { headers } = eventFor(request());
    expect(headers).toMatchObject({ host: api.domain });
    expect(headers).not.toHaveProperty('cookie');
  });

  it('carries bytes that are no text as base64, unchanged', () => {
    const body = Buffer.from([0, 255, 10, 13, 128]);
    const event = eventFor(request({ headers: { 'content-type': 'application/octet-stream' }, body }));
    expect(event.isBase64Encoded).toBe(true);
    expect(Buffer.from(event.body ?? '', 'base64')).toEqual(body);
  });

  it('leaves out what a bare request does not have', () => {
    const event = eventFor(request({ url: '/api/v1/items/a', headers: {}, body: Buffer.alloc(0) }));
    for (const absent of ['body', 'cookies', 'queryStringParameters'])
      expect(event).not.toHaveProperty(absent);
  });
});

describe('routes', () => {
  const match = createMatcher(
    ['GET /a/{x}', 'GET /a/b', 'ANY /a/{x}', 'GET /a/{rest+}', 'GET /{x}/b', '$default'].map(routeOf),
  );
  it.each([
    ['GET', '/a/b', 'GET /a/b'],
    ['GET', '/a/c', 'GET /a/{x}'],
    ['PUT', '/a/c', 'ANY /a/{x}'],
    ['GET', '/a/c/d', 'GET /a/{rest+}'],
    ['GET', '/z/b', 'GET /{x}/b'],
    ['GET', '/nowhere/at/all', '$default'],
  ])('%s %s goes to %s', (method, path, key) => expect(match(method, path)?.route.key).toBe(key));

  it('gives no route where there is none', () => {
    expect(createMatcher([routeOf('GET /a')])('POST', '/a')).toBeUndefined();
    expect(createMatcher([routeOf('GET /a/{x}')])('GET', '/a/')).toBeUndefined();
  });

  it('keeps a path parameter that is not valid percent-encoding as it came', () => {
    expect(createMatcher([routeOf('GET /a/{x}')])('GET', '/a/%E0%A4%A')?.parameters).toEqual({
      x: '%E0%A4%A',
    });
  });
});

describe('what a function returns', () => {
  it('is taken as status, headers, cookies and body', () => {
    const answer = responseOf({
      statusCode: 201,
      headers: { 'Content-Type': 'text/csv', 'X-N': 5 },
      cookies: ['a=1', 'b=2'],
      body: 'YWI=',
      isBase64Encoded: true,
    });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'text/csv', 'x-n': '5', 'set-cookie': ['a=1', 'b=2'] },
      body: Buffer.from('ab'),
    });
  });

  it('is a JSON body when it names no status', () => {
    expect(responseOf({ any: 'thing' })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"any":"thing"}'),
    });
  });

  it('is a fault when its status is none', () => {
    expect(responseOf({ statusCode: 'soon' })).toMatchObject({ status: 500 });
  });
});
