import { join } from 'node:path';
import { createAwsEndpoint, type AwsEndpoint, type CallReport } from '../aws/endpoint.ts';
import { createGrants, type Grants } from '../aws/grants.ts';
import { createTableProxy } from '../aws/table-proxy.ts';
import type { Clock } from '../clock.ts';
import { ensureTable } from '../engines/dynamodb/ensure-table.ts';
import { startTableEngine, type TableEngine } from '../engines/dynamodb/start.ts';
import { createInvalidations, type InvalidationEngine } from '../engines/cdn/invalidations.ts';
import { createParameters } from '../engines/cdn/parameters.ts';
import { createEventBus, type EventBus } from '../engines/event-bus/engine.ts';
import { createMailbox, type Mailbox } from '../engines/mailbox/engine.ts';
import { createObjectStore, type ObjectStore } from '../engines/object-store/object-store.ts';
import { createQueueEngine, type QueueEngine } from '../engines/queue/engine.ts';
import { PLACE } from '../place.ts';
import type { Topology } from '../topology.ts';
import type { Keyring } from './credentials.ts';
import { openGrantsFile } from './grants-file.ts';
import { objectCreated } from './object-created.ts';

/** Every engine, holding what the topology asks for. */
export type Engines = {
  readonly tables: TableEngine;
  readonly objects: ObjectStore;
  readonly queues: QueueEngine;
  readonly bus: EventBus;
  readonly mail: Mailbox;
  readonly invalidations: InvalidationEngine;
  readonly aws: AwsEndpoint;
  /** What each function was granted, asked on every call. */
  readonly grants: Grants;
  /** Events of written objects that are not yet on the bus. */
  readonly objectEventsOwed: () => number;
  readonly close: () => Promise<void>;
};

const queueNameOf = (arn: string): string => arn.split(':').at(-1) ?? '';

/** Starts the engines on the state folder, makes what the topology names, and opens the AWS endpoint on `port`. */
export const startEngines = async (options: {
  stateDir: string;
  topology: Topology;
  clock: Clock;
  keyring: Keyring;
  port: number;
  log: (line: string) => void;
  onCall: (report: CallReport) => void;
}): Promise<Engines> => {
  const { stateDir, topology, clock, keyring, log } = options;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.reverse()) await one();
  };
  try {
    const tables = await startTableEngine({ dir: join(stateDir, 'tables'), log });
    closers.push(() => tables.stop());
    await Promise.all(topology.tables.map((table) => ensureTable(tables.endpoint, table)));

    const queues = createQueueEngine({ file: join(stateDir, 'queues.sqlite'), now: clock.now });
    closers.push(() => queues.close());
    for (const queue of topology.queues) {
      queues.ensureQueue(queue.name, queue.attributes);
      // Its receivers were this runtime's own and are gone with it: what they held is handed out again at once.
      queues.release(queue.name);
    }

    const bus = createEventBus({ file: join(stateDir, 'events.sqlite'), now: clock.now, log });
    closers.push(() => bus.close());
    for (const rule of topology.rules)
      bus.addRule({
        name: rule.name,
        bus: rule.bus.split('/').at(-1) ?? 'default',
        pattern: rule.pattern,
        targets: rule.targets.map((target) => ({
          id: target.id,
          deliver: (event) =>
            void queues.send(queueNameOf(target.queueArn), {
              body: JSON.stringify(event),
              ...(target.group ? { groupId: target.group, deduplicationId: event.id } : {}),
            }),
        })),
      });

    const mail = createMailbox({ file: join(stateDir, 'mail.sqlite'), now: clock.now });
    closers.push(() => mail.close());

    const grantsFile = openGrantsFile(join(stateDir, 'grants.ndjson'));
    const grants = createGrants({
      topology,
      readable: topology.edges.flatMap(({ behaviours }) =>
        behaviours.flatMap(({ origin }) => (origin.kind === 'bucket' ? [origin.bucket] : [])),
      ),
      logged: topology.edges.flatMap(({ accessLog }) => (accessLog ? [accessLog] : [])),
      remembered: grantsFile.remembered,
      onUse: grantsFile.remember,
      log,
    });

    const objects = createObjectStore({
      authorize: grants.mayTouch,
      dir: join(stateDir, 'objects'),
      lookup: keyring.lookup,
      onObjectEvent: (event) => {
        const told = objectCreated(event);
        if (told) bus.publish(told);
      },
      onFault: (fault) =>
        log(`object store: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`),
    });
    closers.push(() => objects.close());
    for (const bucket of topology.buckets) objects.ensureBucket(bucket.name, bucket.config);

    const invalidations = createInvalidations({
      file: join(stateDir, 'invalidations.sqlite'),
      now: clock.now,
      distributions: topology.edges.map(({ id }) => id),
    });
    closers.push(() => invalidations.close());

    const proxy = createTableProxy(tables.endpoint);
    closers.push(() => proxy.close());
    const aws = await createAwsEndpoint({
      credentials: keyring.lookup,
      engines: {
        dynamodb: proxy,
        sqs: queues,
        events: bus,
        ses: mail,
        cloudfront: invalidations,
        ssm: createParameters(topology.parameters),
      },
      s3: objects.handle,
      authorize: grants.mayCall,
      place: { region: PLACE.region, account: PLACE.account },
      port: options.port,
      onCall: options.onCall,
      log,
    });
    closers.push(() => aws.close());
    return {
      tables,
      objects,
      queues,
      bus,
      mail,
      invalidations,
      aws,
      grants,
      objectEventsOwed: () => objects.eventsOwed(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
