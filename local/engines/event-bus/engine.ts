import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type EngineAnswer, type EngineCall, jsonAnswer, operationOf } from '../../aws/engine-call.ts';
import { type Entry, type EntryRefusal, EntryShape, toEvent } from './entry.ts';
import { createDeliveries, type Deliver, type Delivered } from './deliveries.ts';
import { openOutbox } from './outbox.ts';
import { type BusEvent, compilePattern, type EventPattern } from './pattern.ts';

export type Target = {
  /** Unique within its rule and the same after a restart: what is owed is kept under it. */
  readonly id: string;
  readonly deliver: Deliver;
};

export type Rule = {
  readonly name: string;
  readonly bus?: string;
  readonly pattern: EventPattern;
  readonly targets: readonly Target[];
};

export type BusChange = Delivered | { readonly kind: 'accepted'; readonly event: BusEvent };

export type EventBus = {
  readonly handle: (call: EngineCall) => Promise<EngineAnswer>;
  /** Adds a rule; throws `UnknownMatcher` when its pattern cannot be judged as on AWS. */
  readonly addRule: (rule: Rule) => void;
  /** Accepts an event of an AWS service (S3's notices), which PutEvents would refuse. */
  readonly publish: (
    event: Pick<BusEvent, 'source' | 'detail-type' | 'detail'> & { resources?: readonly string[] },
    bus?: string,
  ) => BusEvent;
  /** Deliveries still owed. */
  readonly owed: () => number;
  readonly onChange: (listener: (change: BusChange) => void) => () => void;
  readonly close: () => Promise<void>;
};

const PutEvents = z.object({ Entries: z.array(EntryShape).min(1).max(10) });

/** Opens the bus with what it owes in one SQLite file. `now` is the clock people see, epoch milliseconds. */
export const createEventBus = (options: {
  file: string;
  now: () => number;
  region?: string;
  account?: string;
  log?: (line: string) => void;
}): EventBus => {
  const {
    now,
    region = 'ap-southeast-1',
    account = '000000000000',
    log = (line: string) => console.error(line),
  } = options;
  const outbox = openOutbox(options.file);
  const rules: { bus: string; test: (event: unknown) => boolean; targets: string[] }[] = [];
  const listeners = new Set<(change: BusChange) => void>();
  const tell = (change: BusChange): void => listeners.forEach((listener) => listener(change));
  const deliveries = createDeliveries(outbox, tell, log);

  const accept = (accepted: readonly { event: BusEvent; bus: string }[]): void => {
    outbox.owe(
      accepted.map(({ event, bus }) => ({
        event,
        targets: rules.filter((rule) => rule.bus === bus && rule.test(event)).flatMap((rule) => rule.targets),
      })),
      Date.now(),
    );
    for (const { event } of accepted) tell({ kind: 'accepted', event });
    deliveries.pump();
  };

  const putEvents = (entries: readonly Entry[]) => {
    const events = entries.map((entry) => ({
      bus: entry.EventBusName.split('/').at(-1) ?? 'default',
      event: toEvent(entry, { id: randomUUID(), now: now(), region, account }),
    }));
    const accepted = events.flatMap(({ bus, event }) => ('ErrorCode' in event ? [] : [{ bus, event }]));
    accept(accepted);
    return {
      FailedEntryCount: events.length - accepted.length,
      Entries: events.map(({ event }): EntryRefusal | { EventId: string } =>
        'ErrorCode' in event ? event : { EventId: event.id },
      ),
    };
  };

  return {
    handle: async ({ headers, body }) => {
      const operation = operationOf(headers);
      const refuse = (code: string, message: string) => jsonAnswer('1.1', { __type: code, message }, 400);
      if (operation !== 'PutEvents')
        return refuse(
          'UnknownOperationException',
          `EventBridge operation ${operation || '(none)'} is not implemented here.`,
        );
      let json: unknown;
      try {
        json = JSON.parse(body.toString('utf8'));
      } catch {
        return refuse('SerializationException', 'The body is not JSON.');
      }
      const input = PutEvents.safeParse(json);
      if (!input.success) {
        const [first] = input.error.issues;
        return refuse('ValidationException', `${first?.path.join('.')}: ${first?.message}`);
      }
      return jsonAnswer('1.1', putEvents(input.data.Entries));
    },
    addRule: ({ name, bus = 'default', pattern, targets: added }) => {
      const test = compilePattern(pattern, `rule ${name}`);
      const ids = added.map((target) => `${name}/${target.id}`);
      const twice = ids.find((id, at) => deliveries.has(id) || ids.indexOf(id) !== at);
      if (twice) throw new Error(`The target ${twice} exists already`);
      added.forEach((target, at) => deliveries.register(ids[at] ?? '', target.deliver));
      rules.push({ bus, test, targets: ids });
      deliveries.pump();
    },
    publish: (given, bus = 'default') => {
      const event: BusEvent = {
        version: '0',
        id: randomUUID(),
        'detail-type': given['detail-type'],
        source: given.source,
        account,
        time: new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z'),
        region,
        resources: given.resources ?? [],
        detail: given.detail,
      };
      accept([{ event, bus }]);
      return event;
    },
    owed: () => outbox.owed(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await deliveries.close();
      outbox.close();
    },
  };
};
