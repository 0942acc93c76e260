import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type EngineAnswer, type EngineCall, jsonAnswer, operationOf } from '../../aws/engine-call.ts';
import { type Entry, type EntryRefusal, EntryShape, toEvent } from './entry.ts';
import { type Delivery, openOutbox } from './outbox.ts';
import { type BusEvent, compilePattern, type EventPattern } from './pattern.ts';

export type Target = {
  /** Unique within its rule and the same after a restart: what is owed is kept under it. */
  readonly id: string;
  /** Takes one event. A throw makes it come again. */
  readonly deliver: (event: BusEvent) => Promise<void> | void;
};

export type Rule = {
  readonly name: string;
  readonly bus?: string;
  readonly pattern: EventPattern;
  readonly targets: readonly Target[];
};

export type BusChange = {
  readonly kind: 'accepted' | 'delivered' | 'failed' | 'given-up';
  readonly event: BusEvent;
  readonly target?: string;
};

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

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 30_000;
/** As many as EventBridge makes by default before it gives up. */
const MOST_ATTEMPTS = 185;
const AT_ONCE = 20;

const retryAfter = (attempts: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 10), LONGEST_RETRY_MS);

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
  const targets = new Map<string, Target['deliver']>();
  const listeners = new Set<(change: BusChange) => void>();
  const tell = (change: BusChange): void => listeners.forEach((listener) => listener(change));
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const accept = (accepted: readonly { event: BusEvent; bus: string }[]): void => {
    outbox.owe(
      accepted.map(({ event, bus }) => ({
        event,
        targets: rules.filter((rule) => rule.bus === bus && rule.test(event)).flatMap((rule) => rule.targets),
      })),
      Date.now(),
    );
    for (const { event } of accepted) tell({ kind: 'accepted', event });
    pump();
  };

  const deliver = async ({ id, target, attempts, event }: Delivery): Promise<void> => {
    try {
      await targets.get(target)?.(event);
      if (closed) return;
      outbox.done(id);
      tell({ kind: 'delivered', event, target });
    } catch (error) {
      if (closed) return;
      const last = attempts + 1 >= MOST_ATTEMPTS;
      log(`event ${event.id} to ${target}: ${error instanceof Error ? error.message : String(error)}`);
      if (last) outbox.done(id);
      else outbox.postpone(id, Date.now() + retryAfter(attempts));
      tell({ kind: last ? 'given-up' : 'failed', event, target });
    }
  };

  const serve = async (target: string): Promise<void> => {
    busy.add(target);
    try {
      for (let due = outbox.due(target, Date.now(), AT_ONCE); due.length > 0 && !closed;) {
        for (const one of due) if (!closed) await deliver(one);
        due = closed ? [] : outbox.due(target, Date.now(), AT_ONCE);
      }
    } finally {
      busy.delete(target);
    }
    if (!closed) wakeAtNext();
  };

  const wakeAtNext = (): void => {
    const { nextAt } = outbox.owed();
    clearTimeout(timer);
    if (nextAt !== undefined) timer = setTimeout(pump, Math.max(nextAt - Date.now(), 50));
  };

  /** Starts on everything that is owed to targets that are here; a target that is not yet registered waits. */
  const pump = (): void => {
    if (closed) return;
    for (const target of outbox.targets()) {
      if (busy.has(target) || !targets.has(target)) continue;
      const work = serve(target).finally(() => running.delete(work));
      running.add(work);
    }
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
      const twice = ids.find((id, at) => targets.has(id) || ids.indexOf(id) !== at);
      if (twice) throw new Error(`The target ${twice} exists already`);
      added.forEach((target, at) => targets.set(ids[at] ?? '', target.deliver));
      rules.push({ bus, test, targets: ids });
      pump();
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
    owed: () => outbox.owed().count,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await Promise.allSettled(running);
      outbox.close();
    },
  };
};
