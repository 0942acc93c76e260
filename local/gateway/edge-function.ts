import { randomUUID } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import { splitUrl } from './http-event.ts';

type Values = Record<string, { value: string; multiValue?: { value: string }[] }>;

export type EdgeRequest = {
  method: string;
  uri: string;
  querystring: Values;
  headers: Values;
  cookies: Values;
};
export type EdgeResponse = {
  statusCode: number;
  statusDescription?: string;
  headers?: Values;
  cookies?: Values;
  body?: unknown;
};

/** Runs one CloudFront Function of the template on an event. Throws what the function throws. */
export type EdgeFunction = (
  eventType: 'viewer-request' | 'viewer-response',
  about: { request: EdgeRequest; response?: EdgeResponse; ip: string },
) => Promise<EdgeRequest | EdgeResponse>;

/** CloudFront gives a function well under a millisecond; this only ends one that never would. */
const LONGEST_MS = 2000;

/** Prepares the function's code in a world of its own: no modules, no network, as on the edge. */
export const createEdgeFunction = (code: string, distributionId: string): EdgeFunction => {
  const world = createContext({ console }, { codeGeneration: { strings: false, wasm: false } });
  new Script(code, { filename: 'edge-function.js' }).runInContext(world, { timeout: LONGEST_MS });
  const call = new Script('(async () => JSON.stringify(await handler(JSON.parse(__event))))()');
  return async (eventType, { request, response, ip }) => {
    world['__event'] = JSON.stringify({
      version: '1.0',
      context: {
        distributionDomainName: 'localhost',
        distributionId,
        eventType,
        requestId: randomUUID(),
      },
      viewer: { ip },
      request,
      ...(response ? { response } : {}),
    });
    const answer = (await call.runInContext(world, { timeout: LONGEST_MS })) as string;
    return JSON.parse(answer) as EdgeRequest | EdgeResponse;
  };
};

const valuesOf = (pairs: Iterable<[string, string]>): Values => {
  // A map, not an object: `?__proto__=1` must be a name like any other.
  const found = new Map<string, Values[string]>();
  for (const [name, value] of pairs) {
    const before = found.get(name);
    if (!before) found.set(name, { value });
    else before.multiValue = [...(before.multiValue ?? [{ value: before.value }]), { value }];
  }
  return Object.fromEntries(found);
};

export const edgeRequest = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string | undefined>>,
): EdgeRequest => {
  const [uri, query] = splitUrl(url);
  const { cookie, ...rest } = headers;
  return {
    method,
    uri,
    querystring: valuesOf(new URLSearchParams(query)),
    headers: valuesOf(
      Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    cookies: valuesOf(
      (cookie ?? '')
        .split(/;\s*/)
        .filter((one) => one.includes('='))
        .map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
    ),
  };
};

export const edgeHeaders = (headers: Readonly<Record<string, string | readonly string[]>>): Values =>
  valuesOf(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one]),
    ),
  );

export const plainHeaders = (values: Values = {}): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, { value, multiValue }]) => [
      name.toLowerCase(),
      multiValue ? multiValue.map((one) => one.value) : value,
    ]),
  );
