import { describe, expect, test } from 'vitest';
import { morningRun, type Measured } from '../../functions/duties/morning-run.ts';
import { MOST_READ } from '../../functions/duties/open-deadlines.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { openDuty } from '../../shared/capabilities/duties/decide.ts';
import { dutyCaseId, dutyIdOf } from '../../shared/capabilities/duties/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { anOpening, thePharmacies } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';

let made = 0;
const newId = () => uuidFrom(sha256(`made ${(made += 1)}`));
/** 06:00 in the province. */
const six = (day: string) => Instant.parse(new Date(Date.parse(`${day}T06:00:00+07:00`)).toISOString());

/** A morning over open reviews whose clocks started on some days, by the law of a day. */
const morning = async (day: string, startedOn: readonly string[], governedOn = '2025-06-16') => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  for (const [i, started] of startedOn.entries()) {
    const deadline = computeDeadline({
      rule: 'open-data-review',
      startOn: localDate(started),
      governedOn: localDate(governedOn),
    });
    await changeCase(store, newId, duties, {
      caseId: dutyCaseId(dutyIdOf('open-data-review', thePharmacies.id, i + 1)),
      context: aContext(),
      decide: () =>
        openDuty({ ...anOpening('open-data-review', '2025-06-16'), cycle: i + 1, deadline }, undefined),
    });
  }
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
