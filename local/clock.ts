import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/** The time people and law see. It ticks like real time, some offset away; infrastructure keeps real time. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Moves to an instant; throws `ClockRefusal` when that lies in the past. */
  readonly moveTo: (epochMs: number) => void;
  readonly onMove: (listener: () => void) => void;
};

/** Time can not go back: what has happened would lie in the future. */
export class ClockRefusal extends Error {}

/** 09:00 on Monday 16 June 2025 in the province, when the law is whole. */
export const FIRST_MORNING = '2025-06-16T02:00:00.000Z';

const Saved = z.object({ offsetMs: z.number() });

/** Opens the clock kept in `file`, or starts one at `first`. */
export const openClock = (
  file: string,
  first: string = FIRST_MORNING,
  realNow: () => number = Date.now,
): Clock => {
  const listeners: (() => void)[] = [];
  let offsetMs = existsSync(file)
    ? Saved.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMs
    : Date.parse(first) - realNow();
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
    renameSync(`${file}.new`, file);
  };
  save();
  const now = (): number => realNow() + offsetMs;
  return {
    now,
    moveTo: (to) => {
      if (to < now())
        throw new ClockRefusal(
          `Đồng hồ chỉ đi tới: bây giờ là ${new Date(now()).toISOString()}, không lùi về ${new Date(to).toISOString()} được.`,
        );
      offsetMs = to - realNow();
      save();
      for (const listener of listeners) listener();
    },
    onMove: (listener) => void listeners.push(listener),
  };
};
