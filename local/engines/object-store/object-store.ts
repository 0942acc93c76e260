import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CredentialLookup } from '../../aws/signature.ts';
import { openBlobFolder } from './blob-folder.ts';
import { putBucket, type BucketConfig } from './bucket-table.ts';
import { demand, type AccessQuestion, type StoreParts } from './call.ts';
import { openIndex, textOf } from './index-database.ts';
import { openCall } from './open-call.ts';
import { openOutbox, type ObjectEvent } from './outbox.ts';
import { answerPreflight, setCorsHeaders } from './preflight.ts';
import { routeOf } from './routes.ts';
import { S3Error } from './s3-error.ts';
import { xmlDocument } from './xml-write.ts';

export type { BucketConfig, CorsRule } from './bucket-table.ts';
export type { AccessQuestion } from './call.ts';
export type { ObjectEvent } from './outbox.ts';

export type ObjectStoreOptions = {
  /** The folder that holds everything; one store at a time may have it open. */
  dir: string;
  lookup: CredentialLookup;
  /** Real time: signatures and retention are judged by it. */
  now?: () => Date;
  /** Called after every durable write to a bucket with `eventBridge`, at least once, until it returns. */
  onObjectEvent?: (event: ObjectEvent) => void | Promise<void>;
  /** Judges each S3 action of a principal, as IAM would; without it a valid signature is enough. */
  authorize?: (question: AccessQuestion) => boolean;
  /** Told of faults of the store itself, which callers only see as InternalError. */
  onFault?: (fault: unknown) => void;
};

export type ObjectStore = {
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** Creates a bucket or brings it to this configuration. */
  ensureBucket: (name: string, config: BucketConfig) => void;
  /** Events of durable writes that the listener has not taken yet. */
  eventsOwed: () => number;
  /** Waits for the event delivery under way and closes the index. Close the HTTP server first. */
  close: () => Promise<void>;
};

const answerRefusal = (
  req: IncomingMessage,
  res: ServerResponse,
  refusal: S3Error,
  requestId: string,
): void => {
  if (res.headersSent) return void res.destroy();
  const resource = (req.url ?? '').split('?')[0] ?? '';
  const silent = req.method === 'HEAD' || refusal.status === 304;
  const body = xmlDocument('Error', {
    Code: refusal.code,
    Message: refusal.message,
    Resource: resource,
    RequestId: requestId,
  }).replace(' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"', '');
  res.writeHead(refusal.status, {
    ...refusal.headers,
    ...(silent ? {} : { 'content-type': 'application/xml' }),
  });
  res.end(silent ? undefined : body);
  // What is left of the body is read away, or the sender would see a reset instead of the refusal.
  req.resume();
};

const serve = async (
  parts: StoreParts,
  lookup: CredentialLookup,
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
) => {
  if (req.method === 'OPTIONS') return answerPreflight(parts.index, req, res);
  setCorsHeaders(parts.index, req, res);
  const call = openCall(parts, lookup, { req, res, requestId });
  const level = call.bucket === '' ? 'service' : call.key === '' ? 'bucket' : 'object';
  const route = routeOf({ method: req.method ?? '', level, query: call.query, headers: call.headers });
  if (route.action !== undefined) demand(call, route.action);
  await route.run(call);
};

/** True when a reader hung up before the end, which is no fault of the store. */
const readerLeft = (fault: unknown): boolean =>
  fault instanceof Error &&
  'code' in fault &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(fault.code));

/**
 * Opens an S3-compatible store on a folder: an index in SQLite and blob files under random names. It speaks the
 * part of S3's REST interface that the AWS SDK and our template use, path-style, and answers 501 to the rest.
 */
export const createObjectStore = (options: ObjectStoreOptions): ObjectStore => {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const index = openIndex(options.dir);
  const blobs = openBlobFolder(options.dir);
  blobs.sweep(
    new Set(
      index.all('SELECT blob FROM pieces UNION SELECT blob FROM parts').map((row) => textOf(row, 'blob')),
    ),
  );
  const outbox = openOutbox(index, options.onObjectEvent);
  const now = options.now ?? (() => new Date());
  const parts: StoreParts = { index, blobs, outbox, now, authorize: options.authorize };
  outbox.deliver();
  return {
    handle: async (req, res) => {
      const requestId = randomBytes(8).toString('hex').toUpperCase();
      res.setHeader('x-amz-request-id', requestId);
      try {
        await serve(parts, options.lookup, req, res, requestId);
      } catch (fault) {
        const refusal =
          fault instanceof S3Error
            ? fault
            : new S3Error('InternalError', 'We encountered an internal error. Please try again.');
        if (!(fault instanceof S3Error) && !readerLeft(fault)) options.onFault?.(fault);
        answerRefusal(req, res, refusal, requestId);
      }
    },
    ensureBucket: (name, config) => putBucket(index, name, config, now()),
    eventsOwed: () => outbox.owed(),
    close: async () => {
      await outbox.close();
      index.close();
    },
  };
};
