import { describe, expect, test } from 'vitest';
import type { DigestEvent } from '../../events/digests.ts';
import type { DutyEvent } from '../../events/duties.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { PublishingEvent } from '../../events/publishing.ts';
import { sendMail } from '../../functions/duties/send-mail.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memorySentMail } from '../../shared/adapters/memory/sent-mail.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Letter } from '../../shared/adapters/ses/mailer.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { digests } from '../../shared/capabilities/duties/digests/capability.ts';
import { writeDigest } from '../../shared/capabilities/duties/digests/decide.ts';
import { digestCaseId, type Digest } from '../../shared/capabilities/duties/digests/model.ts';
import { dutyCaseId, dutyIdOf } from '../../shared/capabilities/duties/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { receive } from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
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
import { anotherEvent, dutyOpened, thePharmacies } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { receiving, theCode } from '../fixtures/requests.ts';
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

  test('RequestReceived: one letter to the officer, by code and clock, with nothing of who asks', async () => {
    const { store, box, read } = await world(untilPublished);
    const request = requestCaseId(theCode);
    await changeCase(store, newId, requests, {
      caseId: request,
      context: aContext(),
      decide: (state: InformationRequest | undefined) =>
        receive(receiving('2025-06-16', { agency: theDeptOfHealth }), state),
    });
    const [event] = await store.eventsOf(request);
    if (!event) throw new Error('nothing was received');
    for (let times = 0; times < 3; times += 1) await read(event);
    expect(box.map(({ to, subject }) => [to, subject])).toEqual([
      [FOCAL, `Yêu cầu mới: Yêu cầu cung cấp thông tin ${theCode} (hạn 19/06/2025)`],
    ]);
    expect(box[0]?.text).toContain(`/desk/requests/${theCode}`);
  });

  test('DigestWritten: one letter to its person, of what is still so, and none when nothing is', async () => {
    const { store, box, read } = await world(untilPublished);
    const kinds = ['open-data-update', 'open-data-review'] as const;
    for (const kind of kinds)
      await changeCase(store, newId, duties, {
        caseId: dutyCaseId(dutyIdOf(kind, thePharmacies.id, 1)),
        context: aContext(),
        decide: (): DutyEvent[] => [dutyOpened('2025-06-16', kind)],
      });
    const item = (kind: (typeof kinds)[number], dueOn: string) => ({
      duty: dutyIdOf(kind, thePharmacies.id, 1),
      rung: 'before-14',
      dueOn: localDate(dueOn),
    });
    const written = async (part: number, items: ReturnType<typeof item>[]): Promise<Envelope> => {
      const digest = digestCaseId(theFocalOfficer, localDate('2025-09-02'), part);
      const changed = await changeCase<Digest, DigestEvent>(store, newId, digests, {
        caseId: digest,
        context: aContext('2025-09-01T23:00:00.000Z'),
        decide: (state) =>
          writeDigest({ person: theFocalOfficer, day: localDate('2025-09-02'), part, items }, state),
      });
      if (isRefusal(changed)) throw new Error(changed.refused);
      return (await store.eventsOf(digest))[0]!;
    };
    const both = [item('open-data-update', '2025-09-16'), item('open-data-review', '2025-12-16')];
    const event = await written(1, both);
    for (let times = 0; times < 3; times += 1) await read(event);
    expect(box).toHaveLength(1);
    expect(box[0]).toMatchObject({ to: FOCAL, subject: 'Nhắc việc ngày 02/09/2025: 2 nhiệm vụ' });
    expect(box[0]?.text).toMatch(
      /^- Còn 14 ngày đến hạn: Cập nhật, bổ sung dữ liệu mở – .*\(hạn 16\/09\/2025\)\n {2}Sở Y tế · https:/,
    );

    box.length = 0;
    // The day of the one moved since, and the other was done.
    await changeCase(store, newId, duties, {
      caseId: dutyCaseId(dutyIdOf('open-data-update', thePharmacies.id, 1)),
      context: aContext('2025-09-03T02:00:00.000Z'),
      decide: (): DutyEvent[] => [
        { type: 'DutyFulfilled', data: { how: 'no-change', on: localDate('2025-09-03') } },
      ],
    });
    await read(await written(2, [both[0]!, item('open-data-review', '2025-11-11')]));
    expect(box).toEqual([]);
  });
});

test('a digest says what the law made of a deadline, also where it took the day away', async () => {
  const { store, box, read } = await world(untilPublished);
  const id = dutyIdOf('open-data-update', thePharmacies.id, 1);
  const on = localDate('2025-06-17');
  await changeCase(store, newId, duties, {
    caseId: dutyCaseId(id),
    context: aContext(),
    decide: (): DutyEvent[] => [
      dutyOpened('2025-06-16', 'open-data-update'),
      {
        type: 'DutyRescheduled',
        data: {
          on,
          because: 'law',
          why: 'Sổ quy định không còn ghi thời hạn này. Trước: 16/09/2025. Nay: đã bị bãi bỏ.',
          deadline: { kind: 'unknown', ruleId: 'open-data-update', why: 'Đã bị bãi bỏ.', startOn: on },
          cause: { eventId: anotherEvent, type: 'RecomputationAdvanced' },
          announce: true,
        },
      },
    ],
  });
  const digest = digestCaseId(theFocalOfficer, on, 1);
  await changeCase<Digest, DigestEvent>(store, newId, digests, {
    caseId: digest,
    context: aContext(),
    decide: (state) =>
      writeDigest({ person: theFocalOfficer, day: on, part: 1, items: [{ duty: id, rung: 'moved' }] }, state),
  });
  await read((await store.eventsOf(digest))[0]);
  expect(box).toHaveLength(1);
  expect(box[0]?.text).toContain(
    '- Hạn được tính lại vì sổ quy định thay đổi: Cập nhật, bổ sung dữ liệu mở – Cơ sở bán lẻ thuốc đạt GPP (chưa xác định được hạn)',
  );
  expect(box[0]?.text).toContain(
    '  Tính lại ngày 17/06/2025. Sổ quy định không còn ghi thời hạn này. Trước: 16/09/2025.',
  );
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
