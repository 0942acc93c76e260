import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { ClockRefusal, type Clock } from '../clock.ts';
import type { LocalRoutes } from '../gateway/listen.ts';
import type { Issuer } from '../issuer/issuer.ts';
import type { Scheduler } from '../pollers/scheduler.ts';
import { queueDepths, type Activity } from '../runtime/activity.ts';
import type { Engines } from '../runtime/engines.ts';
import type { Topology } from '../topology.ts';
import { logLines } from './log-lines.ts';
import { consolePage } from './page.ts';

export type ConsoleParts = {
  readonly url: string;
  readonly stateDir: string;
  readonly topology: Topology;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly activity: Activity;
  readonly issuer: Issuer;
};

type Reply = { status: number; body: unknown; type?: string };

const LONGEST_BODY = 100_000;
const LONGEST_WAIT_MS = 600_000;

/**
 * Only JSON is taken: a form of another site can not send it without the browser asking first, and nobody here
 * answers such a question.
 */
const jsonOf = async (request: IncomingMessage): Promise<unknown> => {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined;
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > LONGEST_BODY) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const bad = (detail: string): Reply => ({ status: 400, body: { title: 'Yêu cầu chưa hợp lệ', detail } });

const showClock = (clock: Clock) => ({ now: new Date(clock.now()).toISOString() });

type Route = (
  parts: ConsoleParts,
  query: URLSearchParams,
  request: IncomingMessage,
) => Promise<Reply> | Reply;

const routes: Readonly<Record<string, Route>> = {
  'GET /_local': (parts) => page(parts),
  'GET /_local/': (parts) => page(parts),
  'GET /_local/personas': ({ issuer }) => ({
    status: 200,
    body: issuer.personas.map(({ id, name, position, role, agency, agencyName, email, sub }) => ({
      id,
      name,
      position,
      role,
      agency,
      agencyName,
      email,
      sub,
    })),
  }),
  'POST /_local/sign-in': async ({ issuer }, _, request) => {
    const given = z.object({ persona: z.string() }).safeParse(await jsonOf(request));
    if (!given.success) return bad('Gửi JSON {"persona": "<mã>"}; danh sách ở /_local/personas.');
    const accessToken = await issuer.tokenFor(given.data.persona);
    return accessToken === undefined
      ? { status: 404, body: { title: 'Không có nhân vật này', detail: given.data.persona } }
      : { status: 200, body: { accessToken } };
  },
  'GET /_local/clock': ({ clock }) => ({ status: 200, body: showClock(clock) }),
  'POST /_local/clock': async ({ clock, scheduler }, _, request) => {
    const given = z.object({ now: z.iso.datetime({ offset: true }) }).safeParse(await jsonOf(request));
    if (!given.success) return bad('Gửi JSON {"now": "2025-09-16T09:00:00+07:00"}.');
    try {
      const runs = await scheduler.advanceTo(Date.parse(given.data.now));
      return { status: 200, body: { ...showClock(clock), ran: runs.length, runs } };
    } catch (error) {
      if (!(error instanceof ClockRefusal)) throw error;
      return {
        status: 409,
        body: { title: 'Đồng hồ chỉ đi tới', detail: error.message, ...showClock(clock) },
      };
    }
  },
  'GET /_local/mail': ({ engines }, query) => ({
    status: 200,
    body: engines.mail.list(query.get('to') ?? undefined),
  }),
  'GET /_local/logs': ({ stateDir }, query) => ({
    status: 200,
    body: logLines(stateDir, query.get('correlation') ?? undefined)
      .map((line) => `${line}\n`)
      .join(''),
    type: 'application/x-ndjson; charset=utf-8',
  }),
  'GET /_local/invalidations': ({ engines }) => ({ status: 200, body: engines.invalidations.list() }),
  'GET /_local/permissions': ({ engines }) => ({
    status: 200,
    body: { unused: engines.grants.unused(), used: engines.grants.used() },
  }),
  'GET /_local/queues': ({ topology, engines }) => ({ status: 200, body: queueDepths(topology, engines) }),
  'GET /_local/idle': async ({ activity }, query) => {
    const ms = Math.min(Number(query.get('timeout') ?? 30) * 1000, LONGEST_WAIT_MS);
    if (!(ms >= 0)) return bad('timeout tính bằng giây.');
    const pending = await activity.untilIdle(ms);
    return { status: pending.length === 0 ? 200 : 408, body: { idle: pending.length === 0, pending } };
  },
};

const page = (parts: ConsoleParts): Reply => ({
  status: 200,
  body: consolePage(parts),
  type: 'text/html; charset=utf-8',
});

/** The runtime's own conveniences below `/_local/`; none of them exists on AWS. */
export const createConsole =
  (parts: ConsoleParts): LocalRoutes =>
  async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (path.startsWith('/_local/issuer/')) return parts.issuer.handle(request, response, path);
    const route = routes[`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`];
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const {
      status,
      body,
      type = 'application/json; charset=utf-8',
    } = route
      ? await route(parts, query, request)
      : { status: 404, body: { title: 'Không có địa chỉ này', detail: path } };
    response
      .writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
      .end(
        request.method === 'HEAD'
          ? undefined
          : typeof body === 'string'
            ? body
            : JSON.stringify(body, null, 1),
      );
  };
