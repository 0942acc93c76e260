import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { issuesByPlace } from '../../shared/contract/issue-sentences.ts';
import { allOperations, routeKeyOf, SIGNED_IN_SCOPES } from '../../shared/contract/operations.ts';
import { unreadBody, type Answerer, type Operation } from '../../shared/contract/operation.ts';
import { problemOf, problemTypes, type Problem, type ProblemId } from '../../shared/contract/problems.ts';
import { thingAt } from '../../shared/contract/state-words.ts';
import { holdsRole, type Who } from '../../shared/capabilities/registry/model.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { CorrelationId } from '../../shared/kernel/ids.ts';
import { dayOf, instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { InvalidCursor } from '../../shared/adapters/cursor.ts';
import { claimsOf } from './claims.ts';
import { originGuard } from './origin.ts';
import { sourceOf } from './source.ts';
import type { Endpoint, Request } from './request.ts';
import { brokenTexts } from './broken-texts.ts';
import { follow, logger } from './telemetry.ts';

type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
type HttpResult = APIGatewayProxyStructuredResultV2;

/** Finds the person behind a token's subject, with the powers the registry gives them that day. */
export type WhoIs = (sub: string, on: LocalDate) => Promise<Who | undefined>;

/** A recalled command whose body was another one. */
export type Recall = (key: string) => Promise<{ fingerprint: string } | undefined>;

const safeHeaders = (correlationId: CorrelationId) => ({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-correlation-id': correlationId,
});

const respond = (
  status: number,
  body: unknown,
  type: string,
  correlationId: CorrelationId,
  headers: Readonly<Record<string, string>> = {},
): HttpResult => ({
  statusCode: status,
  headers: { 'content-type': type, ...safeHeaders(correlationId), ...headers },
  body: JSON.stringify(body),
});

/** Whether the caller has this very text already (RFC 9110, 13.1.2: compared weakly). */
const isHeldAlready = (asked: string | undefined, etag: string | undefined): boolean => {
  if (asked === undefined || etag === undefined) return false;
  const held = asked.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return held.includes('*') || held.includes(etag.replace(/^W\//, ''));
};

const respondFile = (
  file: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
  correlationId: CorrelationId,
  ifNoneMatch: string | undefined,
): HttpResult => {
  const all = { ...safeHeaders(correlationId), ...headers };
  if (isHeldAlready(ifNoneMatch, headers['etag'])) return { statusCode: 304, headers: all, body: '' };
  return {
    statusCode: 200,
    headers: all,
    ...(typeof file === 'string'
      ? { body: file }
      : { body: Buffer.from(file).toString('base64'), isBase64Encoded: true }),
  };
};

const problem = (id: ProblemId, correlationId: CorrelationId, more: Partial<Problem> = {}): HttpResult => {
  const { detail, facts, errors } = more;
  const body = problemOf(id, {
    ...(detail === undefined ? {} : { detail }),
    ...(facts === undefined ? {} : { facts }),
    ...(errors === undefined ? {} : { errors }),
    correlationId,
  });
  return respond(body.status, body, 'application/problem+json; charset=utf-8', correlationId);
};

const errorsOf = (part: string, error: z.ZodError) =>
  error.issues
    .flatMap(issuesByPlace)
    .map(({ path, message }) => ({ path: [part, ...path].join('.'), message }));

const bodyOf = ({ body }: Operation, event: HttpEvent): { json: unknown } | { malformed: true } => {
  if (!event.body || body === unreadBody) return { json: undefined };
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { malformed: true };
  }
};

/** Printable ASCII, as header values are; a key that is not one would be no key at all. */
const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,200}$/;

const keyFault = (operation: Operation, event: HttpEvent) => {
  const given = event.headers['idempotency-key'];
  if (!operation.command || given === undefined) return [];
  return IDEMPOTENCY_KEY.test(given) && given.trim() !== ''
    ? []
    : [
        {
          path: 'headers.idempotency-key',
          message: 'Khóa Idempotency-Key cần từ 1 đến 200 ký tự ASCII in được',
        },
      ];
};

const idempotencyOf = (operation: Operation, event: HttpEvent, who: Who | undefined, body: unknown) => {
  const given = event.headers['idempotency-key'];
  if (!operation.command || given === undefined) return undefined;
  // Without a login the key alone tells callers apart: with another body it is refused as any other.
  const key = sha256(canonicalJson([who?.ref ?? 'anyone', operation.id, event.pathParameters ?? {}, given]));
  return { key, fingerprint: sha256(canonicalJson(body ?? null)) };
};

const answer = async (
  { operation, run }: Endpoint,
  event: HttpEvent,
  services: { whoIs: WhoIs; recall?: Recall },
  correlationId: CorrelationId,
): Promise<HttpResult> => {
  const at = instant(event.requestContext.timeEpoch);
  const today = dayOf(at);

  let who: Who | undefined;
  if (operation.who !== 'anyone') {
    const { sub, scopes } = claimsOf(event);
    // The gateway judged the scopes already; an identity token that reached us by another way still opens nothing.
    if (!sub || !SIGNED_IN_SCOPES.every((wanted) => scopes.includes(wanted)))
      return problem('not-signed-in', correlationId);
    who = await services.whoIs(sub, today);
    if (!who || !holdsRole(who, operation.who)) return problem('not-allowed', correlationId);
  }

  const raw = bodyOf(operation, event);
  if ('malformed' in raw)
    return problem('invalid-input', correlationId, {
      errors: [{ path: 'body', message: 'Nội dung không phải JSON hợp lệ' }],
    });
  const unwritable = [
    ...keyFault(operation, event),
    ...brokenTexts('params', event.pathParameters),
    ...brokenTexts('query', event.queryStringParameters),
    ...brokenTexts('body', raw.json),
  ];
  if (unwritable.length > 0) return problem('invalid-input', correlationId, { errors: unwritable });
  const params = operation.params.safeParse(event.pathParameters ?? {});
  const query = operation.query.safeParse(event.queryStringParameters ?? {});
  const body = operation.body.safeParse(raw.json);
  if (!params.success || !query.success || !body.success)
    return problem('invalid-input', correlationId, {
      errors: [
        ...(params.error ? errorsOf('params', params.error) : []),
        ...(query.error ? errorsOf('query', query.error) : []),
        ...(body.error ? errorsOf('body', body.error) : []),
      ],
    });

  const idempotency = idempotencyOf(operation, event, who, body.data);
  if (idempotency && services.recall) {
    const earlier = await services.recall(idempotency.key);
    if (earlier && earlier.fingerprint !== idempotency.fingerprint)
      return problem('idempotency-mismatch', correlationId);
  }

  const request: Request<Operation> = {
    params: params.data,
    query: query.data,
    body: body.data,
    at,
    today,
    who,
    correlationId,
    source: sourceOf(event),
    rawQuery: event.rawQueryString,
    accept: event.headers['accept'] ?? '',
    idempotency: idempotency && ((caseId) => ({ ...idempotency, caseId })),
  };
  const outcome = await run(request);
  if ('problem' in outcome) {
    if (!operation.problems.includes(outcome.problem))
      logger.error('problem-not-in-contract', { operation: operation.id, problem: outcome.problem });
    const facts =
      outcome.problem === 'not-your-agency'
        ? { thing: thingAt(operation.path), ...outcome.facts }
        : outcome.facts;
    return problem(outcome.problem, correlationId, {
      ...(facts ? { facts: facts as Problem['facts'] } : {}),
      ...(outcome.errors ? { errors: [...outcome.errors] } : {}),
    });
  }
  if ('file' in outcome)
    return respondFile(outcome.file, outcome.headers, correlationId, event.headers['if-none-match']);
  // Nothing leaves that the contract does not list.
  const listed = operation.success.body.parse(outcome.body);
  const type = 'application/json; charset=utf-8';
  return respond(operation.success.status, listed, type, correlationId, outcome.headers);
};

/** The caller's id when it is one of ours in shape, else a new one. */
const correlationOf = (event: HttpEvent): CorrelationId =>
  CorrelationId.safeParse(event.headers['x-correlation-id']?.toLowerCase()).data ??
  CorrelationId.parse(randomUUID());

/**
 * All of HTTP, once: find the operation, establish caller and moment, check the body, run, check the answer,
 * turn refusals into problem+json, and keep faults' texts inside.
 */
export const serveHttp = (
  answerer: Answerer,
  endpoints: readonly Endpoint[],
  services: { whoIs: WhoIs; recall?: Recall },
  cameThroughTheEdge = originGuard(),
) => {
  const byRoute = new Map(endpoints.map((e) => [routeKeyOf(e.operation), e]));
  for (const operation of allOperations)
    if (operation.answeredBy === answerer && !byRoute.has(routeKeyOf(operation)))
      throw new Error(`Operation ${operation.id} has nobody to answer it in ${answerer}`);

  const handle = async (event: HttpEvent): Promise<HttpResult> => {
    const correlationId = correlationOf(event);
    follow(correlationId);
    if (!cameThroughTheEdge(event.headers)) return problem('not-allowed', correlationId);
    const found = byRoute.get(event.routeKey);
    if (!found) return problem('not-found', correlationId);
    try {
      const answered = await answer(found, event, services, correlationId);
      logger.info('answered', { operation: found.operation.id, status: answered.statusCode });
      return answered;
    } catch (error) {
      if (error instanceof InvalidCursor)
        return problem('invalid-input', correlationId, {
          errors: [{ path: 'query.cursor', message: 'Con trỏ không thuộc danh sách này' }],
        });
      logger.error('operation-failed', { operation: found.operation.id, error: error as Error });
      return problem('fault', correlationId);
    }
  };

  return middy<HttpEvent, HttpResult>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .use(httpHeaderNormalizer())
    .handler(handle);
};

/** Statuses an operation may answer, for those who read a contract by its numbers. */
export const statusesOf = (operation: Operation): number[] => [
  operation.success.status,
  ...operation.problems.map((id) => problemTypes[id].status),
];
