import { beforeEach, describe, expect, test } from 'vitest';
import { DigestWritten } from '../../events/digests.ts';
import { RequestDeadlineRecomputed } from '../../events/requests.ts';
import { newDay } from '../../functions/requests/new-day.ts';
import { accessPaper } from '../../functions/requests/papers.ts';
import { tellRequester } from '../../functions/requests/tell-requester.ts';
import { memoryPapers } from '../../shared/adapters/memory/papers.ts';
import { memorySentMail } from '../../shared/adapters/memory/sent-mail.ts';
import type { Letter } from '../../shared/adapters/ses/mailer.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';
import { theDeptOfHealth } from '../fixtures/datasets.ts';
import { receiving, theCode } from '../fixtures/requests.ts';
import { theOfficer, withDayOff, withSwappedDay, world } from './a-moving-rulebook.ts';

const ADDRESS = 'hanh@example.vn';
const caseId = requestCaseId(theCode);
const dutyId = dutyCaseId(dutyIdOf('answer-request', theCode, 1));

/** A request of Thursday 19/06/2025 and everybody behind it: the night, the duty, the requester's mailbox. */
const aRequest = async () => {
  const { tables, store, registry, newId, settle, morning, events } = world();
  const papers = memoryPapers(tables);
  const box: Letter[] = [];
  const tell = tellRequester({
    store,
    papers,
    registry,
    sent: memorySentMail(),
    mailer: { send: async (letter) => void box.push(letter) },
    publicUrl: 'https://dulieu.example.vn',
  });
  await changeCase(store, newId, requests, {
    caseId,
    context: { at: startOfDay(localDate('2025-06-19')), by: { kind: 'system', name: 'test' } },
    papers: [accessPaper({ secret: 'k'.repeat(43), email: ADDRESS, language: 'vi' })],
    decide: (state) => decide.receive(receiving('2025-06-19', { agency: theDeptOfHealth }), state),
  });
  await settle();
  return {
    box,
    settle,
    morning,
    night: (day: string, shipped: Rulebook) =>
      newDay({ store, registry, newId, shipped })(startOfDay(localDate(day))),
    /** Each message about the request comes twice, as queues may do. */
    tellAll: async () => {
      for (const event of await store.eventsOf(caseId)) for (const _ of [1, 2]) await tell(event);
    },
    request: async () => (await store.load<InformationRequest>(caseId))?.state,
    duty: async () => (await store.load<Duty>(dutyId))?.state,
    recomputed: () => events().filter(({ type }) => type === RequestDeadlineRecomputed.type),
    said: () =>
      events()
        .filter(({ type }) => type === DigestWritten.type)
        .map(({ data }) => DigestWritten.data.parse(data))
        .flatMap(({ person, day, items }) => items.map(({ rung, dueOn }) => [person, day, rung, dueOn])),
  };
};

let at: Awaited<ReturnType<typeof aRequest>>;
beforeEach(async () => {
  at = await aRequest();
});

describe('a calendar that changes while a request is open', () => {
  test('a day off announced later: the night counts again, and the requester gets one letter with the new day', async () => {
    const book = withDayOff('2025-06-23');
    expect(await at.night('2025-06-20', book)).toMatchObject({ recomputed: 1 });
    expect(await at.night('2025-06-20', book)).toMatchObject({ recomputed: 0 });
    expect(await at.night('2025-06-21', book)).toMatchObject({ recomputed: 0 });
    expect(at.recomputed()).toHaveLength(1);

    for (const _ of [1, 2]) await at.tellAll();
    expect(at.box.map(({ to, subject }) => [to, subject])).toEqual([
      [ADDRESS, `Đã nhận yêu cầu ${theCode}`],
      [ADDRESS, `Yêu cầu ${theCode}: hạn trả lời được tính lại`],
    ]);
    expect(at.box[1]?.text).toContain('Trước: 24/06/2025. Nay: 25/06/2025.');
    expect(at.box[1]?.text).toContain('Hạn trả lời: 25/06/2025.');
  });

  test('a Saturday that is worked: the day comes earlier, requester and officer are told once, and reminders go by the new day', async () => {
    const book = withSwappedDay('2025-10-10', '2025-06-21');
    expect(await at.duty()).toMatchObject({ deadline: { dueOn: '2025-06-24' }, nextNoticeOn: '2025-06-23' });
    for (const _ of [1, 2]) await at.night('2025-06-20', book);
    for (const _ of [1, 2]) await at.tellAll();
    await at.settle(book);

    expect(await at.request()).toMatchObject({
      deadline: { kind: 'known', dueOn: '2025-06-23', sum: { workedInstead: [{ day: '2025-06-21' }] } },
      earlierDeadlines: [
        { because: 'law', deadline: { dueOn: '2025-06-24', sum: { startOn: '2025-06-19' } } },
      ],
    });
    expect(await at.duty()).toMatchObject({
      deadline: { dueOn: '2025-06-23' },
      earlierDeadlines: [{ because: 'law', deadline: { dueOn: '2025-06-24' } }],
      reachedRungs: [],
    });
    expect(at.box.map(({ subject }) => subject).slice(1)).toEqual([
      `Yêu cầu ${theCode}: hạn trả lời được tính lại`,
    ]);
    expect(at.box[1]?.text).toContain('Trước: 24/06/2025. Nay: 23/06/2025.');

    for (const day of ['2025-06-20', '2025-06-20', '2025-06-21', '2025-06-22', '2025-06-23', '2025-06-24'])
      await at.morning(day, book);
    expect(at.said()).toEqual([
      [theOfficer, '2025-06-20', 'moved', '2025-06-23'],
      [theOfficer, '2025-06-22', 'before-1', '2025-06-23'],
      [theOfficer, '2025-06-23', 'due-day', '2025-06-23'],
      [theOfficer, '2025-06-24', 'overdue-1', '2025-06-23'],
    ]);
  });
});
