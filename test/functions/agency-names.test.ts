import { expect, test } from 'vitest';
import { namesIn } from '../../functions/duties/show-duty.ts';
import { showStanding } from '../../functions/requests/show.ts';
import type { RequestServices } from '../../functions/requests/services.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryPapers } from '../../shared/adapters/memory/papers.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { Agency } from '../../shared/capabilities/registry/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { dutyOpened, theDeptOfHealth, theDeptOfTransport } from '../fixtures/duties.ts';
import { given } from '../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received, theAgency, theCode } from '../fixtures/requests.ts';

/** A register that says which agencies were asked for, and refuses to read them all. */
const world = () => {
  const tables = memoryTables();
  for (const code of [theDeptOfHealth, theAgency, anotherAgency])
    tables.agencies.set(
      code,
      Agency.parse({
        code,
        name: `Cơ quan ${code}`,
        kind: 'sở',
        validFrom: '2021-08-16',
        demonstration: true,
      }),
    );
  const asked: AgencyCode[] = [];
  const whole = memoryRegistry(tables);
  const registry = {
    ...whole,
    agencies: () => Promise.reject(new Error('all agencies were read')),
    agenciesWith: async (codes: readonly AgencyCode[]) => {
      asked.push(...codes);
      return whole.agenciesWith(codes);
    },
  };
  return { tables, registry, asked };
};

test('a page of duties reads the agencies of its duties, with those they were handed over by, and no other', async () => {
  const { tables, registry, asked } = world();
  const opened = given(duties, [dutyOpened()]).state as Duty;
  const handed: Duty = {
    ...opened,
    handOvers: [
      { on: localDate('2025-07-01'), from: theDeptOfTransport, to: theDeptOfHealth },
    ] as NonNullable<Duty['handOvers']>,
  };
  const names = await namesIn({ registry, people: memoryPeople(tables) }, [opened, handed]);
  expect(new Set(asked)).toEqual(new Set([theDeptOfHealth, theDeptOfTransport]));
  expect(names.agency(theDeptOfHealth)).toBe(`Cơ quan ${theDeptOfHealth}`);
  // One that the register does not know is shown by its code.
  expect(names.agency(theDeptOfTransport)).toBe(theDeptOfTransport);
});

test('a request reads the agencies it went through, and no other', async () => {
  const { tables, registry, asked } = world();
  const store = memoryCaseStore(tables);
  const moved = after(received('2025-06-16'), (state) =>
    decide.transfer(
      {
        on: localDate('2025-06-17'),
        at: startOfDay(localDate('2025-06-17')),
        to: anotherAgency,
        because: 'not-held',
        paper: aProof('transfer'),
      },
      state,
    ),
  );
  const caseId = requestCaseId(theCode);
  await changeCase(store, () => crypto.randomUUID(), requests, {
    caseId,
    context: { at: startOfDay(localDate('2025-06-17')), by: { kind: 'system', name: 'test' } },
    decide: () => moved,
  });
  const services: RequestServices = {
    store,
    registry,
    papers: memoryPapers(tables),
    files: {} as RequestServices['files'],
    book: async () => rulebook,
    newId: () => crypto.randomUUID(),
    clarificationDays: 10,
  };
  const found = await store.load<InformationRequest>(caseId);
  if (!found) throw new Error('no request');
  const shown = await showStanding(services, found, localDate('2025-06-18'));
  expect(shown.agency.name).toBe(`Cơ quan ${anotherAgency}`);
  expect(new Set(asked)).toEqual(new Set([theAgency, anotherAgency]));
});
