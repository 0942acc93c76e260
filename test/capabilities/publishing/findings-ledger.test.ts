import { expect, test } from 'vitest';
import type { PublishingEvent } from '../../../events/publishing.ts';
import { memoryCaseStore } from '../../../shared/adapters/memory/case-store.ts';
import { memoryTables } from '../../../shared/adapters/memory/tables.ts';
import type { CommandContext } from '../../../shared/capabilities/case-store.ts';
import { changeCase } from '../../../shared/capabilities/change-case.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import type { Dataset } from '../../../shared/capabilities/publishing/model.ts';
import { caseIdOf } from '../../../shared/kernel/ids.ts';
import { theCreation, theFocalOfficer } from '../../fixtures/datasets.ts';
import { aContext } from '../../fixtures/given-when-then.ts';
import { isCode, isLawful, submit, untilScreened } from '../../fixtures/screened.ts';

test('what was decided of findings stands in the ledger under the name of who decided, and nobody else', async () => {
  const store = memoryCaseStore(memoryTables());
  const by = {
    kind: 'person',
    ref: theFocalOfficer,
    role: 'focal',
    agency: theCreation.agency,
  } as const;
  const caseId = caseIdOf('dataset', theCreation.datasetId);
  const record = (
    context: CommandContext,
    decided: Parameters<typeof changeCase<Dataset, PublishingEvent>>[3]['decide'],
  ) =>
    changeCase<Dataset, PublishingEvent>(store, () => crypto.randomUUID(), publishing, {
      caseId,
      context,
      decide: decided,
    });
  for (const fact of untilScreened) await record(aContext(), () => [fact]);
  await record({ ...aContext(), by }, submit([isCode, isLawful]));
  const events = await store.eventsOf(caseId);
  const deciding = events.filter(({ data }) => JSON.stringify(data).includes(isCode.reason));
  expect(deciding).toMatchObject([
    {
      type: 'ReleaseSubmitted',
      by: { kind: 'person', ref: theFocalOfficer },
      data: { findings: [isCode, isLawful] },
    },
  ]);
});
