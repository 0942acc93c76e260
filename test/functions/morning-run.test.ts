import { describe, expect, test } from 'vitest';
import { morningRun, type Measured } from '../../functions/duties/morning-run.ts';
import { MOST_READ } from '../../functions/duties/open-deadlines.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant } from '../../shared/kernel/local-date.ts';
import { reviewOpened } from '../fixtures/review-opened.ts';

let made = 0;
const newId = () => uuidFrom(sha256(`made ${(made += 1)}`));
/** 06:00 in the province. */
const six = (day: string) => Instant.parse(new Date(Date.parse(`${day}T06:00:00+07:00`)).toISOString());

const openReview = (store: CaseStore, cycle: number, startOn: string, governedOn: string) =>
  reviewOpened(store, newId, { cycle, startOn, governedOn });

/** A store that counts the cases it hands out, one by one or in lists. */
const counted = (store: CaseStore): { readonly store: CaseStore; readonly read: () => number } => {
  let items = 0;
  return {
    read: () => items,
    store: {
      ...store,
      load: async (caseId) => {
        const found = await store.load(caseId);
        items += found ? 1 : 0;
        return found as never;
      },
      list: async (...asked) => {
        const page = await store.list(...asked);
        items += page.items.length;
        return page as never;
      },
    },
  };
};

/** A morning over open reviews whose clocks started on some days, by the law of a day. */
const morning = async (day: string, startedOn: readonly string[], governedOn = '2025-06-16') => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  for (const [i, started] of startedOn.entries()) await openReview(store, i + 1, started, governedOn);
  const measured: Measured[] = [];
  let looks = 0;
  const counting: CaseStore = { ...store, list: (...asked) => ((looks += 1), store.list(...asked)) };
  await morningRun({
    store: counting,
    newId,
    registry: memoryRegistry(tables),
    measure: (one) => void measured.push(one),
  })(six(day));
  return { ...measured[0], looks };
};
const manyTimes = (day: string, times: number) => Array.from({ length: times }, () => day);

describe('the morning run looks how far the working calendar reaches', () => {
  test('nothing passes it: it measures nothing', async () => {
    expect(await morning('2025-06-17', ['2025-06-16'])).toMatchObject({ beyondCalendar: 0, unknown: 0 });
  });

  test('any open deadline beyond it is counted, however far its day is', async () => {
    // Due on 03/01/2028 and later, half a year away; the one due on 30/12/2027 ends on a known day.
    const started = ['2027-07-05', '2027-07-15', '2027-06-30'];
    expect(await morning('2027-07-16', started)).toMatchObject({ beyondCalendar: 2 });
  });

  test('a deadline computed that morning would be beyond it', async () => {
    expect(await morning('2027-12-22', ['2025-06-16'])).toMatchObject({ beyondCalendar: 1 });
  });
});

describe('the morning run counts the deadlines nobody knows', () => {
  test('each, however old it is; those with a day are not read for it', async () => {
    const open = [...manyTimes('2025-08-20', 3)];
    expect(await morning('2026-02-02', open, '2025-08-20')).toMatchObject({ unknown: 3, beyondCalendar: 0 });
  });

  test('very many are not all read: it says at least how many', async () => {
    const few = await morning('2026-02-02', manyTimes('2025-08-20', 10), '2025-08-20');
    const many = await morning('2026-02-02', manyTimes('2025-08-20', MOST_READ + 200), '2025-08-20');
    expect(many.unknown).toBe(MOST_READ);
    expect(many.looks).toBeLessThanOrEqual(few.looks + MOST_READ / 50);
  });
});

describe('how much a morning run reads', () => {
  /** What is read on 10/12/2025 with so many duties due in the new year, and so many on that day. */
  const readWith = async (far: number, due: number) => {
    const tables = memoryTables();
    const all = memoryCaseStore(tables);
    const started = [...manyTimes('2025-07-15', far), ...manyTimes('2025-06-10', due)];
    for (const [i, day] of started.entries()) await openReview(all, i + 1, day, '2025-06-16');
    const { store, read } = counted(all);
    const run = morningRun({ store, newId, registry: memoryRegistry(tables), measure: () => undefined });
    const first = await run(six('2025-12-10'));
    const once = read();
    const again = await run(six('2025-12-10'));
    return { noticed: first.noticed, once, again: { noticed: again.noticed, read: read() - once } };
  };

  test('does not grow with what is open, only with what falls due', async () => {
    const [few, many] = [await readWith(60, 5), await readWith(600, 5)];
    expect([few.noticed, many.noticed]).toEqual([5, 5]);
    expect(many.once).toBe(few.once);
    const more = await readWith(60, 25);
    expect(more.noticed).toBe(25);
    const each = (more.once - few.once) / 20;
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThanOrEqual(3);
  });

  test('the second run of the day takes no notice, and reads none of what is due again', async () => {
    const { again, once } = await readWith(60, 25);
    expect(again.noticed).toBe(0);
    expect(again.read).toBeLessThan(once);
    expect(again.read).toBe((await readWith(60, 5)).again.read);
  });
});
