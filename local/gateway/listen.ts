import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';
import type { ViewerRequest } from './edge.ts';
import type { Served } from './access-log.ts';
import { MAX_API_BODY } from './http-api.ts';
import type { ApiRequest } from './http-event.ts';

export type LocalRoutes = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

const flat = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_API_BODY) chunks.push(chunk);
  }
  return size <= MAX_API_BODY ? Buffer.concat(chunks) : undefined;
};

const wholeBody = async (request: IncomingMessage): Promise<Buffer> =>
  (await readBody(request)) ?? Buffer.alloc(0);

const send = async (answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { status, headers, body } = answer;
  const bare = request.method === 'HEAD' || status === 204 || status === 304;
  const sized =
    Buffer.isBuffer(body) && !bare ? { ...headers, 'content-length': String(body.length) } : headers;
  response.writeHead(
    status,
    Object.fromEntries(
      Object.entries(sized).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
    ),
  );
  if (bare || body === undefined) {
    if (body && !Buffer.isBuffer(body)) body.resume();
    response.end();
  } else if (Buffer.isBuffer(body)) response.end(body);
  else await pipeline(body, response);
};

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

/** Names under which a browser may reach a laptop's own server; any other Host is another site's trick (DNS rebinding). */
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export type Gateway = { readonly close: () => Promise<void> };

/**
 * Listens on this machine's own addresses only. `/_local/` goes to the runtime's conveniences, the rest to the edge.
 * Throws when the port is taken.
 */
export const listen = async (options: {
  port: number;
  edge: (viewer: ViewerRequest) => Promise<Answer>;
  local: LocalRoutes;
  /** APIs by their own host names: who asks by such a name goes round the edge, as anybody can on AWS. */
  apis?: ReadonlyMap<string, (request: ApiRequest) => Promise<Answer>>;
  /** Told about each answer of the edge when it has been sent. */
  served?: (about: Omit<Served, 'at'>) => void;
  log: (line: string) => void;
}): Promise<Gateway> => {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    const path = url.split('?')[0] ?? '/';
    if (path === '/_local' || path.startsWith('/_local/')) {
      if (!OWN_HOST.test(request.headers.host ?? '')) return void response.writeHead(403).end('Forbidden');
      return options.local(request, response, path);
    }
    const viewer = {
      method: request.method ?? 'GET',
      url,
      headers: flat(request),
      sourceIp: request.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1',
      readBody: () => readBody(request),
    };
    const direct = options.apis?.get(request.headers.host ?? '');
    if (direct) return send(await direct({ ...viewer, body: await wholeBody(request) }), request, response);
    const began = { at: performance.now(), bytes: request.socket.bytesWritten };
    const answer = await options.edge(viewer);
    try {
      await send(answer, request, response);
    } finally {
      options.served?.({
        id: randomUUID(),
        method: viewer.method,
        host: request.headers.host ?? '',
        path,
        status: answer.status,
        bytes: request.socket.bytesWritten - began.bytes,
        seconds: (performance.now() - began.at) / 1000,
        protocol: request.httpVersion,
        userAgent: request.headers['user-agent'],
        contentType: one(answer.headers['content-type']),
        contentRange: one(answer.headers['content-range']),
      });
    }
  };
  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch((fault: unknown) => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
      if (response.destroyed || request.destroyed) return void response.destroy();
      options.log(
        `gateway: ${request.method} ${request.url}: ${fault instanceof Error ? fault.message : String(fault)}`,
      );
      response.destroy();
    });
  };
  const start = (host: string): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, handler);
      server.once('error', reject);
      server.listen(options.port, host, () => resolve(server));
    });
  const servers = [await start('127.0.0.1')];
  // A machine without IPv6 does without.
  const six = await start('::1').catch(() => undefined);
  if (six) servers.push(six);
  return {
    close: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
};
