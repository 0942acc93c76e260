import { expect, test } from 'vitest';
import type { Envelope } from '../../events/envelope.ts';
import { reactToEvent } from '../../functions/duties/react-to-events.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { ruleValues } from '../../shared/capabilities/regulation/capability.ts';
import { approveRuleValue, submitRuleValue } from '../../shared/capabilities/regulation/decide.ts';
import { ruleValueCaseId } from '../../shared/capabilities/regulation/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { caseIdOf, DatasetId, EventId, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { theDeptOfHealth } from '../fixtures/datasets.ts';
import { aHouseTarget, anotherClerk, aValueId, byClerk } from '../fixtures/rule-values.ts';

const idOf = (word: string) => uuidFrom(sha256(word));
const event = (
  type: string,
  caseId: Envelope['caseId'],
  day: string,
  data: Record<string, unknown>,
): Envelope => ({
  id: EventId.parse(idOf(`${type} ${caseId} ${day}`)),
  type,
  typeVersion: 1,
  caseId,
  version: 1,
  at: Instant.parse(`${day}T03:00:00.000Z`),
  by: { kind: 'system', name: 'test' },
  data,
});

const released = (name: string, day: string) => {
  const datasetId = DatasetId.parse(idOf(name));
  return event('ReleasePublished', caseIdOf('dataset', datasetId), day, {
    number: 1,
    publishedOn: day,
    uploadId: idOf(`upload ${name}`),
    files: [{ name: 'a.csv', role: 'clean-csv', mediaType: 'text/csv', bytes: 1, sha256: sha256('a') }],
    datasetId,
    slug: Slug.parse(name),
    title: name,
    agency: theDeptOfHealth,
  });
};

test('a target approved gives open duties their day, keeps what was said before, and counts for the next ones', async () => {
  const store = memoryCaseStore(memoryTables());
  let made = 0;
  const newId = () => idOf(`made ${(made += 1)}`);
  const react = reactToEvent({ store, newId });
  const updateOf = async (name: string) =>
    (
      await store.list<Duty>('kind', dutyKeys.turnsOf('open-data-update', DatasetId.parse(idOf(name))), {
        limit: 1,
      })
    ).items[0]?.state;

  await react(released('nha-thuoc', '2025-08-20'));
  await react(released('truong-hoc', '2025-06-16'));
  expect(await updateOf('nha-thuoc')).toMatchObject({ deadline: { kind: 'unknown' } });

  const caseId = ruleValueCaseId(aValueId);
  const on = localDate('2025-09-02');
  for (const [by, decide] of [
    [byClerk(), submitRuleValue.bind(null, { id: aValueId, value: aHouseTarget() })],
    [byClerk(anotherClerk), approveRuleValue.bind(null, { by: anotherClerk, on })],
  ] as const)
    await changeCase(store, newId, ruleValues, {
      caseId,
      context: by,
      decide: (state: Parameters<typeof decide>[0]) => decide(state, rulebook),
    });
  const approved = event('RuleValueApproved', caseId, '2025-09-02', { rule: 'open-data-update', on });
  await react(approved);
  await react(approved);

  expect(await updateOf('nha-thuoc')).toMatchObject({
    status: 'open',
    deadline: { kind: 'known', dueOn: '2025-12-22', basis: 'house' },
    earlierDeadlines: [{ deadline: { kind: 'unknown' }, because: 'law', replacedOn: '2025-09-02' }],
  });
  expect(await updateOf('truong-hoc')).toMatchObject({ deadline: { dueOn: '2025-09-16' } });

  await react(released('benh-vien', '2025-09-03'));
  expect(await updateOf('benh-vien')).toMatchObject({ deadline: { dueOn: '2026-01-05', basis: 'house' } });
});
