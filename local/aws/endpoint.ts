import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Engine, EngineAnswer, EngineCall } from './engine-call.ts';
import { type Place, wishesOf } from './questions.ts';
import { refusalAnswer, signatureRefusal } from './refusals.ts';
import { claimedService, flatHeaders } from './request-facts.ts';
import { type CredentialLookup, payloadMatches, verifySignature } from './signature.ts';

/** One thing a caller wants to do. Answering false refuses the whole call. */
export type AccessQuestion = {
  readonly principal: string;
  readonly service: string;
  /** As IAM says it, for example `dynamodb:PutItem`. */
  readonly action: string;
  readonly resource: string;
  readonly request: EngineCall;
};

/** What was asked and how it ended: for tests and the console. */
export type CallReport = {
  readonly service: string;
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly status: number;
};

export type AwsEndpoint = {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

export type AwsEndpointOptions = {
  readonly credentials: CredentialLookup;
  /** By the service name in the credential scope: `dynamodb`, `sqs`, `events`, `ses`. */
  readonly engines: Readonly<Record<string, Engine>>;
  /** Objects stream, so their engine takes the connection and checks signature, body and access itself. */
  readonly s3?: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  readonly place?: Place;
  readonly authorize?: (question: AccessQuestion) => boolean;
  readonly onCall?: (report: CallReport) => void;
  readonly log?: (line: string) => void;
  readonly port?: number;
};

/** DynamoDB takes 16 MiB in one call, the most of all services with whole bodies. */
const MAX_BODY = 16 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Keep reading, so that the answer arrives, but keep nothing.
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  return size <= MAX_BODY ? Buffer.concat(chunks) : undefined;
};

const UNKNOWN_PRINCIPAL = '';

/**
 * Starts the one address that handlers see as AWS, on 127.0.0.1. It finds the service in the signature's scope, checks
 * signature and body, asks `authorize` (everything is allowed without it), and hands the call to the engine.
 * `port` 0 or none takes a free one.
 */
export const createAwsEndpoint = async (options: AwsEndpointOptions): Promise<AwsEndpoint> => {
  const { credentials, engines, s3, place = { region: 'ap-southeast-1', account: '000000000000' } } = options;
  const authorize = options.authorize ?? (() => true);
  const log = options.log ?? ((line: string) => console.error(line));

  const answer = async (call: EngineCall): Promise<EngineAnswer> => {
    const bodySha256 = createHash('sha256').update(call.body).digest('hex');
    const verdict = verifySignature(
      { ...call, headers: { ...call.headers }, bodySha256 },
      credentials,
      new Date(),
    );
    const claimed = claimedService(call.headers, call.url) ?? 'unknown';
    const report = (
      status: number,
      principal = UNKNOWN_PRINCIPAL,
      wishes = wishesOf(claimed, call, place),
    ): void =>
      options.onCall?.({
        service: claimed,
        principal,
        actions: wishes.map((wish) => wish.action),
        resources: wishes.map((wish) => wish.resource),
        status,
      });
    const refuse = (refusal: EngineAnswer, principal?: string): EngineAnswer => {
      report(refusal.status, principal);
      return refusal;
    };

    if (!verdict.ok) return refuse(signatureRefusal(verdict));
    const { principal, service, payloadHash } = verdict;
    if (!/^[0-9a-f]{64}$/.test(payloadHash) || !payloadMatches(payloadHash, call.body))
      return refuse(
        refusalAnswer(
          403,
          'InvalidSignatureException',
          'The body is not the one that was signed (SHA-256 differs).',
        ),
        principal,
      );
    const engine = Object.hasOwn(engines, service) ? engines[service] : undefined;
    if (!engine)
      return refuse(
        refusalAnswer(
          400,
          'UnknownServiceException',
          `The AWS service "${service}" does not exist in the local runtime.`,
        ),
        principal,
      );
    const wishes = wishesOf(service, call, place);
    const denied = wishes.find((wish) => !authorize({ principal, service, ...wish, request: call }));
    if (denied)
      return refuse(
        refusalAnswer(
          service === 'dynamodb' ? 400 : 403,
          'AccessDeniedException',
          `User: ${principal} is not authorized to perform: ${denied.action} on resource: ${denied.resource}`,
        ),
        principal,
      );
    const done = await engine.handle(call);
    report(done.status, principal, wishes);
    return done;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = flatHeaders(request);
    const url = request.url ?? '/';
    const method = request.method ?? 'GET';
    // A browser's preflight carries no signature and can only be meant for objects.
    if (s3 && (method === 'OPTIONS' || claimedService(headers, url) === 's3'))
      return void (await s3(request, response));
    const hungUp = new AbortController();
    response.once('close', () => hungUp.abort());
    const body = await readBody(request);
    const result = body
      ? await answer({ method, url, headers, body, signal: hungUp.signal })
      : refusalAnswer(413, 'RequestEntityTooLargeException', `More than ${MAX_BODY} bytes in one call.`);
    if (!hungUp.signal.aborted)
      response
        .writeHead(result.status, { 'x-amzn-requestid': randomUUID(), ...result.headers })
        .end(result.body);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log(
        `aws endpoint: ${request.method} ${request.url}: ${error instanceof Error ? error.message : String(error)}`,
      );
      if (response.headersSent) return response.destroy();
      const failure = refusalAnswer(500, 'InternalFailure', 'The local engine failed; see the log.');
      response.writeHead(failure.status, failure.headers).end(failure.body);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
