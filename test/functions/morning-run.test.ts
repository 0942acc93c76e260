import { describe, expect, test } from 'vitest';
import { morningRun } from '../../functions/duties/morning-run.ts';
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

/** A morning over one open review whose clock started on a day, by the law of June 2025. */
const morning = async (day: string, startedOn: string) => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const deadline = computeDeadline({
    rule: 'open-data-review',
    startOn: localDate(startedOn),
    governedOn: localDate('2025-06-16'),
  });
  await changeCase(store, newId, duties, {
    caseId: dutyCaseId(dutyIdOf('open-data-review', thePharmacies.id, 1)),
    context: aContext(),
    decide: () => openDuty({ ...anOpening('open-data-review', '2025-06-16'), deadline }, undefined),
  });
  const measured: number[] = [];
  await morningRun({
    store,
    newId,
    registry: memoryRegistry(tables),
    measure: (count) => void measured.push(count),
  })(six(day));
  return measured;
};

describe('the morning run looks how far the working calendar reaches', () => {
  test('nothing passes it: it measures nothing', async () => {
    expect(await morning('2025-06-17', '2025-06-16')).toEqual([0]);
  });

  test('an open deadline it reads is beyond it', async () => {
    // Due on 15/01/2028, reminded thirty days before; of what starts on that morning, nothing is.
    expect(await morning('2027-12-16', '2027-07-15')).toEqual([1]);
  });

  test('a deadline computed that morning would be beyond it', async () => {
    expect(await morning('2027-12-22', '2025-06-16')).toEqual([1]);
  });
});
