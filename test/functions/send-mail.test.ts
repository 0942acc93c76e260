import { describe, expect, test } from 'vitest';
import { DutyNoticeDue, type DutyEvent } from '../../events/duties.ts';
import { Envelope } from '../../events/envelope.ts';
import type { PublishingEvent } from '../../events/publishing.ts';
import { sendMail } from '../../functions/duties/send-mail.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memorySentMail } from '../../shared/adapters/memory/sent-mail.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Letter } from '../../shared/adapters/ses/mailer.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { rungsOf } from '../../shared/capabilities/duties/ladder.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import {
  checkFailed,
  releaseReturned,
  theCreation,
  theDepartmentOfficer,
  theDeptOfHealth,
  theFocalOfficer,
  untilChecked,
  untilPublished,
  untilSubmitted,
} from '../fixtures/datasets.ts';
import { dutyOpened, thePharmacies } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { newId, record } from '../ledger/a-small-ledger.ts';

const caseId = caseIdOf('dataset', theCreation.datasetId);
const FOCAL = 'lan@example.vn';
const DEPARTMENT = 'phuc@example.vn';

/** A dataset with these facts, an officer, a person of the Department, and a mailbox. */
const world = async (facts: readonly PublishingEvent[]) => {
  const tables = memoryTables();
  tables.agencies.set(theDeptOfHealth, {
    code: theDeptOfHealth,
    name: 'Sở Y tế',
    kind: 'department',
    validFrom: localDate('2020-01-01'),
    predecessors: [],
    focalOfficer: theFocalOfficer,
    demonstration: true,
  });
  for (const [ref, email] of [
    [theFocalOfficer, FOCAL],
    [theDepartmentOfficer, DEPARTMENT],
  ] as const)
    tables.people.set(ref, { ref, kind: 'officer', name: 'Một cán bộ', email });
  tables.memberships.push({
    sub: 'department',
    person: theDepartmentOfficer,
    agency: theDeptOfHealth,
    role: 'department',
    validFrom: localDate('2020-01-01'),
  });
  const store = memoryCaseStore(tables);
  await record(store, caseId, facts, '2025-06-16');
  const box: Letter[] = [];
  let broken = false;
  const read = sendMail({
    store,
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    sent: memorySentMail(),
    mailer: {
      send: async (letter) => {
        if (broken) throw new Error('SES is away');
        box.push(letter);
      },
    },
    publicUrl: 'https://dulieu.example.vn',
  });
  const eventOf = async (type: string): Promise<Envelope> => {
    const found = (await store.eventsOf(caseId)).findLast((event) => event.type === type);
    if (!found) throw new Error(`No ${type}`);
    return found;
  };
  const mailerIs = (state: 'away' | 'there') => void (broken = state === 'away');
  return { store, box, read, eventOf, mailerIs };
};

describe('an event that is told three times', () => {
  test.each([
    ['ReleaseSubmitted', untilSubmitted, DEPARTMENT, 'Chờ phê duyệt công bố'],
    ['ReleaseReturned', [...untilSubmitted, releaseReturned()], FOCAL, 'Bản trình được trả lại'],
    ['CheckFailed', [...untilChecked.slice(0, 2), checkFailed()], FOCAL, ''],
    ['ReleasePublished', untilPublished, FOCAL, ''],
  ] as const)('%s: one letter', async (type, facts, to, subject) => {
    const { box, read, eventOf } = await world(facts);
    const event = await eventOf(type);
    for (let times = 0; times < 3; times += 1) await read(event);
    expect(box.map((letter) => letter.to)).toEqual([to]);
    expect(box[0]?.subject).toContain(subject);
    expect(box[0]?.subject).toContain(theCreation.metadata.title);
  });

  test('DutyNoticeDue: one letter to each whom the rung tells, none when the duty is done', async () => {
    const { store, box, read } = await world(untilPublished);
    const duty = dutyCaseId(dutyIdOf('open-data-update', thePharmacies.id, 1));
    await changeCase(store, newId, duties, {
      caseId: duty,
      context: aContext(),
      decide: (): DutyEvent[] => [dutyOpened()],
    });
    const [opened] = await store.eventsOf(duty);
    if (!opened) throw new Error('No duty was opened');
    const rung = (id: string): Envelope =>
      Envelope.parse({
        ...opened,
        id: crypto.randomUUID(),
        type: DutyNoticeDue.type,
        data: { rung: id, noticeOn: '2025-09-02', dueOn: '2025-09-16', skippedRungs: [] },
      });
    const found = await store.load<Duty>(duty);
    if (!found) throw new Error('The duty has no state');
    const [first] = rungsOf(found.state);
    const overdue = rungsOf(found.state).find(({ tells }) => tells.includes('department'));
    for (const one of [first, overdue]) {
      box.length = 0;
      const event = rung(one?.id ?? '');
      for (let times = 0; times < 3; times += 1) await read(event);
      expect(box.map((letter) => letter.to).toSorted()).toEqual(
        [
          ...(one?.tells.includes('focal') ? [FOCAL] : []),
          ...(one?.tells.includes('department') ? [DEPARTMENT] : []),
        ].toSorted(),
      );
    }
    box.length = 0;
    await changeCase(store, newId, duties, {
      caseId: duty,
      context: aContext('2025-09-03T02:00:00.000Z'),
      decide: (): DutyEvent[] => [
        { type: 'DutyFulfilled', data: { how: 'no-change', on: localDate('2025-09-03') } },
      ],
    });
    await read(rung(first?.id ?? ''));
    expect(box).toEqual([]);
  });
});

test('a letter that could not be sent is sent when the event is told again', async () => {
  const { box, read, eventOf, mailerIs } = await world(untilSubmitted);
  const event = await eventOf('ReleaseSubmitted');
  mailerIs('away');
  await expect(read(event)).rejects.toThrow('SES is away');
  mailerIs('there');
  await read(event);
  await read(event);
  expect(box).toHaveLength(1);
});

test('an event that calls for no letter sends none', async () => {
  const { box, read, eventOf } = await world(untilPublished);
  await read(await eventOf('DatasetCreated'));
  await read(await eventOf('ReleaseApproved'));
  expect(box).toEqual([]);
});
