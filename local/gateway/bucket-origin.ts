import { Agent, request } from 'node:http';
import { signedHeaders } from '../runtime/sign.ts';
import type { Credentials } from '../runtime/credentials.ts';
import type { Answer } from './answer.ts';

/** Headers of a viewer that the bucket understands. */
const PASSED_ON = [
  'range',
  'if-none-match',
  'if-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
];
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

export type BucketOrigin = {
  /** Reads an object by the edge's path (`/a%20b.csv`). Never throws for what the store answers. */
  readonly read: (
    bucket: string,
    uri: string,
    viewer: { method: string; headers: Readonly<Record<string, string | undefined>> },
  ) => Promise<Answer>;
  readonly close: () => void;
};

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The one way to write a path: what was escaped more or less than needed names the same object. Undefined when malformed. */
export const canonicalPath = (uri: string): string | undefined => {
  try {
    return uri
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/');
  } catch {
    return undefined;
  }
};

/** Reads objects as CloudFront does: signed by its own principal, ranges and conditions handed on. */
export const createBucketOrigin = (
  endpoint: { url: string; port: number },
  credentials: Credentials,
): BucketOrigin => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    close: () => agent.destroy(),
    read: (bucket, uri, viewer) => {
      const path = canonicalPath(uri);
      if (path === undefined)
        return Promise.resolve({ status: 400, headers: {}, body: Buffer.from('Bad Request') });
      const url = `/${bucket}${path}`;
      const host = `127.0.0.1:${endpoint.port}`;
      const headers: Record<string, string> = signedHeaders({
        method: viewer.method,
        url,
        host,
        service: 's3',
        credentials,
      });
      for (const name of PASSED_ON) {
        const value = viewer.headers[name];
        if (value !== undefined) headers[name] = value;
      }
      return new Promise<Answer>((resolve, reject) => {
        const outgoing = request(
          { host: '127.0.0.1', port: endpoint.port, path: url, method: viewer.method, headers, agent },
          (incoming) => {
            const answered = Object.fromEntries(
              Object.entries(incoming.headers).flatMap(([name, value]) =>
                value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, value]],
              ),
            );
            resolve({ status: incoming.statusCode ?? 502, headers: answered, body: incoming });
          },
        );
        outgoing.once('error', reject);
        outgoing.end();
      });
    },
  };
};
