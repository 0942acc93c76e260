import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { root } from '../../infra/constructs/setting.ts';

export type Headers = Record<string, { value: string }>;
export type EdgeRequest = {
  method: string;
  uri: string;
  querystring: Record<string, never>;
  headers: Headers;
};
export type EdgeResponse = { statusCode: number; statusDescription?: string; headers: Headers };
type Handler = (event: unknown) => EdgeRequest | EdgeResponse;

export const siteSource = readFileSync(join(root, 'infra', 'edge', 'site.js'), 'utf8');

/** The deployed file itself, in a context without anything of Node, as at the edge. */
const handler = ((): Handler => {
  const context = createContext({});
  new Script(siteSource).runInContext(context);
  return (context as { handler: Handler }).handler;
})();

/** What key a path leads to. */
export const keyFor = (uri: string): string => {
  const request: EdgeRequest = { method: 'GET', uri, querystring: {}, headers: {} };
  return (handler({ context: { eventType: 'viewer-request' }, request }) as EdgeRequest).uri;
};

/** What a reader gets when the origin answered 200 with these headers. */
export const answerFor = (headers: Record<string, string>, statusCode = 200): EdgeResponse => {
  const response: EdgeResponse = {
    statusCode,
    statusDescription: 'OK',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
  };
  const request: EdgeRequest = { method: 'GET', uri: '/any', querystring: {}, headers: {} };
  const answer = handler({ context: { eventType: 'viewer-response' }, request, response });
  return JSON.parse(JSON.stringify(answer)) as EdgeResponse;
};
