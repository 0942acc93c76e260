import type * as z from 'zod';
import type { Operation } from './operation.ts';
import { API_BASE } from './operations.ts';
import { Problem, problemOf, type ProblemId } from './problems.ts';

/** An operation without path parameters has the empty object's type, whose keys are any string. */
type InputOf<O extends Operation> = (string extends keyof z.input<O['params']>
  ? { params?: Record<string, never> | undefined }
  : { params: z.input<O['params']> }) & { query?: z.input<O['query']> } & (undefined extends z.input<
    O['body']
  >
    ? { body?: undefined }
    : { body: z.input<O['body']> });

export type Answer<O extends Operation> =
  { ok: true; body: z.output<O['success']['body']>; status: number } | { ok: false; problem: Problem };

/** What a bare status means when no problem document came with it. */
const problemByStatus: Readonly<Record<number, ProblemId>> = {
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  413: 'file-too-large',
  429: 'too-many',
  503: 'unavailable',
};

export type ClientOptions = {
  /** The portal's address without a trailing slash; empty in the browser. */
  baseUrl: string;
  /** Gives the access token, or undefined when nobody is signed in. */
  token?: () => Promise<string | undefined> | string | undefined;
  /** Names each request, a UUID: by it support finds what the request set off. */
  correlation?: () => string;
  fetch?: typeof globalThis.fetch;
};

const addressOf = (op: Operation, input: { params?: unknown; query?: unknown }): string => {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = op.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>))
    if ((typeof value === 'string' && value !== '') || typeof value === 'number')
      query.set(key, String(value));
  const text = query.toString();
  return `${API_BASE}${path}${text ? `?${text}` : ''}`;
};

/**
 * Calls an operation by its contract: typed input, typed answer, problems as values. A dead network is the problem
 * `unavailable`, so a page has one way to show trouble. Commands carry an `Idempotency-Key`: pass the same key to repeat.
 */
export const createClient = ({
  baseUrl,
  token,
  correlation = () => crypto.randomUUID(),
  fetch = globalThis.fetch,
}: ClientOptions) => {
  return async <O extends Operation>(
    op: O,
    input: InputOf<O>,
    idempotencyKey?: string,
  ): Promise<Answer<O>> => {
    const correlationId = correlation();
    const headers: Record<string, string> = {
      accept: 'application/json, application/problem+json',
      'x-correlation-id': correlationId,
    };
    const bearer = await token?.();
    if (bearer) headers['authorization'] = `Bearer ${bearer}`;
    if (input.body !== undefined) headers['content-type'] = 'application/json';
    if (op.command) headers['idempotency-key'] = idempotencyKey ?? crypto.randomUUID();
    let response: Response;
    try {
      response = await fetch(`${baseUrl}${addressOf(op, input)}`, {
        method: op.method,
        headers,
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      });
    } catch {
      return { ok: false, problem: problemOf('unavailable', { correlationId }) };
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    // Something between us and the API answered in its own words: go by the status.
    const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    if (response.ok)
      return {
        ok: true,
        status: response.status,
        body: op.success.body.parse(json) as z.output<O['success']['body']>,
      };
    const problem = Problem.safeParse(json);
    return {
      ok: false,
      problem: problem.success
        ? problem.data
        : problemOf(problemByStatus[response.status] ?? 'fault', { correlationId }),
    };
  };
};

export type Client = ReturnType<typeof createClient>;
