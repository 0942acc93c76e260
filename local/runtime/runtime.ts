import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openClock } from '../clock.ts';
import { createPool } from '../functions/pool.ts';
import { createAuthorizer } from '../gateway/authorizer.ts';
import { createBucketOrigin } from '../gateway/bucket-origin.ts';
import { createEdge } from '../gateway/edge.ts';
import { createHttpApi } from '../gateway/http-api.ts';
import { listen } from '../gateway/listen.ts';
import { createConsole } from '../console/routes.ts';
import { createIssuer } from '../issuer/issuer.ts';
import { createScheduler } from '../pollers/scheduler.ts';
import { lanesFor, startPollers } from '../pollers/start-pollers.ts';
import { readTopology, type Topology } from '../topology.ts';
import { createActivity } from './activity.ts';
import { openKeyring, type Credentials } from './credentials.ts';
import { startEngines } from './engines.ts';
import { openAccessLog } from './open-access-log.ts';
import { settleIn } from './settle-in.ts';
import type { StartOptions } from './options.ts';
import { takeStateFolder } from './state-folder.ts';

/** A running portal. */
export type Runtime = {
  readonly url: string;
  readonly topology: Topology;
  readonly awsEndpoint: string;
  readonly opsCredentials: Credentials;
  /** Does what goes on behind the address: the site's renewal and the demonstration data. Never rejects. */
  readonly settle: () => Promise<void>;
  /** Stops everything and waits until no process is left. */
  readonly close: () => Promise<void>;
};

/** The time functions get to finish what they have in hand when the portal stops. */
const GRACE_MS = 2000;
/** The longest wait, on a jump of the clock, for what one run set off. */
const SETTLE_MS = 3000;
/** Requests of people run side by side; each further copy costs memory. */
const HTTP_COPIES = 2;

/**
 * Carries out the system that `templateDir` describes, on `stateDir`. Resolves when the address answers. Throws
 * `AlreadyRunning`, `TopologyError`, or the reason an engine does not start; nothing is left running then.
 */
export const startRuntime = async (
  options: StartOptions & {
    templateDir: () => Promise<string>;
    log: (line: string) => void;
    say: (line: string) => void;
  },
): Promise<Runtime> => {
  const { stateDir, port } = options;
  let closing = false;
  const log = (line: string): void => {
    if (!closing) options.log(line);
  };
  const closers: (() => Promise<unknown> | void)[] = [];
  const close = async (): Promise<void> => {
    closing = true;
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const { release, reaped } = await takeStateFolder(stateDir, options.fresh);
    closers.push(release);
    if (reaped > 0) log(`Đã dọn ${reaped} tiến trình còn sót của lần chạy trước.`);

    const url = `http://localhost:${port}`;
    const local = { aws: `http://127.0.0.1:${port + 1}`, issuer: `${url}/_local/issuer` };
    const topology = readTopology(await options.templateDir(), { local, publicUrl: url });
    const clock = openClock(join(stateDir, 'clock.json'), options.now);
    const keyring = openKeyring(join(stateDir, 'secret'));
    const opsCredentials = keyring.of('ops');
    let wakeStreams = (): void => undefined;

    const engines = await startEngines({
      stateDir,
      topology,
      clock,
      keyring,
      port: port + 1,
      log,
      onCall: ({ service, actions }) => {
        if (service === 'dynamodb' && actions.some((action) => /Put|Update|Delete|BatchWrite/.test(action)))
          wakeStreams();
      },
    });
    closers.push(engines.close);

    const [edge] = topology.edges;
    if (!edge || topology.edges.length > 1)
      throw new Error('The template must have exactly one distribution');
    const accessLog =
      edge.accessLog &&
      openAccessLog({ delivery: edge.accessLog, distribution: edge.id, endpoint: engines.aws, keyring, log });

    const httpFunctions = new Set(
      topology.apis.flatMap((api) => api.routes.map((route) => route.functionArn)),
    );
    const pool = createPool({
      functions: topology.functions,
      stateDir,
      awsEndpoint: engines.aws.url,
      keyring,
      copies: (definition) =>
        httpFunctions.has(definition.arn) ? HTTP_COPIES : lanesFor(topology, definition),
      verbose: options.verbose,
      log,
    });

    const { pollers, streams } = startPollers({ topology, engines, pool, stateDir, log });
    wakeStreams = () => streams.forEach(({ wake }) => wake());
    const activity = createActivity({
      topology,
      engines,
      pool,
      scheduler: () => scheduler,
      streams,
      objectEvents: () => engines.objectEventsOwed(),
    });

    const scheduler = createScheduler({
      schedules: topology.schedules,
      file: join(stateDir, 'schedules.json'),
      clock,
      pool,
      queues: engines.queues,
      settle: async () => {
        await accessLog?.flush();
        await activity.untilSettled(SETTLE_MS);
      },
      log,
    });
    closers.push(async () => {
      const quiet = Promise.all([scheduler.stop(), ...pollers.map((poller) => poller.stop())]);
      await Promise.race([quiet, delay(GRACE_MS, undefined, { ref: false })]);
      await pool.close();
      await quiet;
    });
    const issuer = createIssuer({ stateDir, issuer: local.issuer, clients: topology.clients, log });
    closers.push(issuer.close);
    const authorize = createAuthorizer(async (name) => (name === local.issuer ? issuer.keys() : undefined));
    const bucket = createBucketOrigin(engines.aws, keyring.of('cloudfront'));
    closers.push(bucket.close);
    const apis = new Map(
      topology.apis.map((api) => [api.domain, createHttpApi({ api, pool, now: clock.now, authorize })]),
    );
    const gateway = await listen({
      port,
      apis,
      served: (about) => accessLog?.note({ ...about, at: clock.now() }),
      edge: createEdge({ edge, bucket, apis, log }),
      local: createConsole({ url, stateDir, topology, engines, clock, scheduler, activity, issuer }),
      log,
    });
    if (accessLog) closers.push(accessLog.close);
    closers.push(gateway.close);

    const note = join(stateDir, 'runtime.json');
    const facts = {
      pid: process.pid,
      url,
      port,
      awsEndpoint: engines.aws.url,
      resources: topology.resources,
      opsCredentials,
    };
    writeFileSync(note, JSON.stringify(facts, null, 1), { mode: 0o600 });
    closers.push(() => rmSync(note, { force: true }));

    if (options.now !== undefined && Date.parse(options.now) > clock.now())
      void scheduler.advanceTo(Date.parse(options.now));
    scheduler.start();
    const stopping = new AbortController();
    const { behind } = await settleIn({
      url,
      issuerUrl: local.issuer,
      stateDir,
      topology,
      engines,
      opsCredentials,
      issuer,
      seed: options.seed,
      say: (line) => {
        if (!closing) options.say(line);
      },
      signal: stopping.signal,
    });
    const settle = (): Promise<void> =>
      behind().catch((fault: unknown) =>
        log(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)),
      );
    closers.push(() => stopping.abort());
    return { url, topology, awsEndpoint: engines.aws.url, opsCredentials, settle, close };
  } catch (error) {
    await close();
    throw error;
  }
};
