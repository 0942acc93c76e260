import * as z from 'zod';
import { numberOf, textOf, type Index } from './index-database.ts';

/** What happened to an object, told after it was durably written. `etag` is empty for deletions. */
export const ObjectEvent = z.object({
  bucket: z.string(),
  key: z.string(),
  size: z.number(),
  etag: z.string(),
  versionId: z.string().optional(),
  reason: z.enum(['PutObject', 'CompleteMultipartUpload', 'CopyObject', 'DeleteObject']),
  /** ISO instant. */
  at: z.string(),
  /** For DeleteObject: whether bytes went away or only a marker was laid over them. */
  deletionType: z.enum(['Permanently Deleted', 'Delete Marker Created']).optional(),
  /** Grows with every event; equal on redelivery, so it tells a repeat from a new fact. */
  sequencer: z.string(),
});
export type ObjectEvent = z.infer<typeof ObjectEvent>;

export type Outbox = {
  /** Records an event; call inside the transaction that makes it true. */
  record: (event: Omit<ObjectEvent, 'sequencer'>) => void;
  /** Starts delivering what is recorded; call after the transaction. */
  deliver: () => void;
  /** How many events the listener has not taken yet. */
  owed: () => number;
  /** Stops retrying and waits for the delivery under way. */
  close: () => Promise<void>;
};

const eventOf = (id: number, text: string): ObjectEvent =>
  ObjectEvent.parse({
    ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    sequencer: id.toString(16).padStart(16, '0'),
  });

/**
 * Delivers recorded events at least once: a row goes away only when the listener has returned. A listener that
 * throws is asked again, later and later (0.1 s to 5 s), and again after a restart.
 */
export const openOutbox = (
  index: Index,
  listener: ((event: ObjectEvent) => void | Promise<void>) | undefined,
): Outbox => {
  let closed = false;
  let running: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const deliverAll = async (listen: (event: ObjectEvent) => void | Promise<void>): Promise<void> => {
    // The opener gets its store back before the first event reaches its listener.
    await Promise.resolve();
    let failed = false;
    let after = 0;
    for (;;) {
      const row = closed
        ? undefined
        : index.first('SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT 1', after);
      if (!row) break;
      after = numberOf(row, 'id');
      try {
        await listen(eventOf(after, textOf(row, 'event')));
        index.run('DELETE FROM outbox WHERE id = ?', after);
      } catch {
        failed = true;
      }
    }
    failures = failed ? failures + 1 : 0;
  };

  const deliver = (): void => {
    if (!listener || closed) return;
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = deliverAll(listener)
      .catch(() => void (failures += 1))
      .finally(() => {
        running = undefined;
        if (closed) return;
        if (again) {
          again = false;
          deliver();
        } else if (failures > 0) {
          timer = setTimeout(deliver, Math.min(5000, 100 * 2 ** Math.min(failures - 1, 6))).unref();
        }
      });
  };

  return {
    record: (event) => {
      if (listener) index.run('INSERT INTO outbox (event) VALUES (?)', JSON.stringify(event));
    },
    deliver,
    owed: () => numberOf(index.first('SELECT count(*) AS owed FROM outbox') ?? { owed: 0 }, 'owed'),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
};
