import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery, Outbox } from './outbox.ts';
import type { BusEvent } from './pattern.ts';

/** Takes one event. A throw makes it come again. */
export type Deliver = (event: BusEvent) => Promise<void> | void;

export type Delivered = {
  readonly kind: 'delivered' | 'failed' | 'given-up';
  readonly event: BusEvent;
  readonly target: string;
};

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 30_000;
/** As many as EventBridge makes by default before it gives up. */
const MOST_ATTEMPTS = 185;
const AT_ONCE = 20;
/** How long closing waits for a target that does not answer. */
const PATIENCE_MS = 2000;

const retryAfter = (attempts: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 10), LONGEST_RETRY_MS);

/**
 * Works off what the outbox owes: each target by itself, one event after another, a failed one again later. What is
 * owed to a target that is not (yet) registered waits.
 */
export const createDeliveries = (
  outbox: Outbox,
  tell: (news: Delivered) => void,
  log: (line: string) => void,
) => {
  const targets = new Map<string, Deliver>();
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

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
    let due = outbox.due(target, Date.now(), AT_ONCE);
    while (due.length > 0 && !closed) {
      for (const one of due) if (!closed) await deliver(one);
      due = closed ? [] : outbox.due(target, Date.now(), AT_ONCE);
    }
    busy.delete(target);
    if (!closed) wakeAtNext();
  };

  const wakeAtNext = (): void => {
    const nextAt = outbox.nextFor([...targets.keys()]);
    clearTimeout(timer);
    if (nextAt !== undefined) timer = setTimeout(pump, Math.max(nextAt - Date.now(), 20));
  };

  /** Starts on everything that is owed to targets that are here. */
  const pump = (): void => {
    if (closed) return;
    for (const target of outbox.targets()) {
      if (busy.has(target) || !targets.has(target)) continue;
      const work: Promise<void> = serve(target)
        .catch((error: unknown) => log(`event bus, ${target}: ${String(error)}`))
        .finally(() => running.delete(work));
      running.add(work);
    }
  };

  return {
    pump,
    has: (target: string): boolean => targets.has(target),
    register: (target: string, take: Deliver): void => void targets.set(target, take),
    /** Ends after the deliveries under way, or two seconds; what was not acknowledged stays owed. */
    close: async (): Promise<void> => {
      closed = true;
      clearTimeout(timer);
      await Promise.race([Promise.all(running), delay(PATIENCE_MS, undefined, { ref: false })]);
    },
  };
};
