import type { IncomingMessage, ServerResponse } from 'node:http';
import { splitTarget } from '../../aws/signature-target.ts';
import { findBucket } from './bucket-table.ts';
import { corsHeaders } from './cors.ts';
import type { Index } from './index-database.ts';
import { splitPath } from './open-call.ts';
import { S3Error } from './s3-error.ts';

const rulesFor = (index: Index, req: IncomingMessage) =>
  findBucket(index, splitPath(splitTarget(req.url ?? '')?.path ?? '/').bucket)?.cors ?? [];

const textOf = (header: string | string[] | undefined): string =>
  Array.isArray(header) ? header.join(',') : (header ?? '');

/** Answers an OPTIONS preflight by the bucket's rules; it needs no signature, as browsers send none. */
export const answerPreflight = (index: Index, req: IncomingMessage, res: ServerResponse): void => {
  const origin = textOf(req.headers.origin);
  const method = textOf(req.headers['access-control-request-method']);
  const headers = textOf(req.headers['access-control-request-headers'])
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const allowed =
    origin && method ? corsHeaders(rulesFor(index, req), { origin, method, headers }) : undefined;
  if (!allowed)
    throw new S3Error(
      'AccessDenied',
      'CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource’s CORS spec.',
    );
  res.writeHead(200, { ...allowed, 'content-length': '0' }).end();
};

/** Sets the CORS headers of an actual request, on answers and refusals alike. */
export const setCorsHeaders = (index: Index, req: IncomingMessage, res: ServerResponse): void => {
  const origin = textOf(req.headers.origin);
  if (origin === '') return;
  const allowed = corsHeaders(rulesFor(index, req), { origin, method: req.method ?? '', headers: [] });
  for (const [name, value] of Object.entries(allowed ?? {})) res.setHeader(name, value);
};
