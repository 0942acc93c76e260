import { beforeEach, describe, expect, test } from 'vitest';
import { accessPaper } from '../../functions/requests/papers.ts';
import { tellRequester } from '../../functions/requests/tell-requester.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryPapers } from '../../shared/adapters/memory/papers.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memorySentMail } from '../../shared/adapters/memory/sent-mail.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Letter } from '../../shared/adapters/ses/mailer.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { Agency } from '../../shared/capabilities/registry/model.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { anotherAgency, receiving, theAgency, theCode } from '../fixtures/requests.ts';

const ADDRESS = 'bounce@simulator.amazonses.com';
const SECRET = 'k'.repeat(43);
const caseId = requestCaseId(theCode);

const world = (language: 'vi' | 'en' = 'vi') => {
  const tables = memoryTables();
  for (const [code, name] of [
    [theAgency, 'Sở Nông nghiệp và Môi trường'],
    [anotherAgency, 'Sở Xây dựng'],
  ] as const)
    tables.agencies.set(
      code,
      Agency.parse({ code, name, kind: 'sở', validFrom: '2021-08-16', demonstration: true }),
    );
  const store = memoryCaseStore(tables);
  const papers = memoryPapers(tables);
  const box: Letter[] = [];
  let refuses = false;
  const tell = tellRequester({
    store,
    papers,
    registry: memoryRegistry(tables),
    sent: memorySentMail(),
    mailer: {
      send: async (letter) => {
        if (refuses) throw new Error('MessageRejected: the address is on the suppression list');
        box.push(letter);
      },
    },
    publicUrl: 'https://dulieu.example.vn',
  });
  const act = async (
    day: string,
    decision: (state: InformationRequest | undefined) => decide.Decision,
    written = [] as ReturnType<typeof accessPaper>[],
  ) => {
    await changeCase(store, () => crypto.randomUUID(), requests, {
      caseId,
      context: { at: startOfDay(localDate(day)), by: { kind: 'system', name: 'test' } },
      papers: written,
      decide: decision,
    });
    return (await store.eventsOf(caseId)).at(-1);
  };
  const receive = () =>
    act('2025-06-16', (state) => decide.receive(receiving('2025-06-16'), state), [
      accessPaper({ secret: SECRET, email: ADDRESS, language }),
    ]);
  return { store, papers, box, tell, act, receive, mailboxRefuses: (is: boolean) => void (refuses = is) };
};

let at: ReturnType<typeof world>;
beforeEach(() => {
  at = world();
});

describe('the requester is told', () => {
  test('once an event, by the private link, in their language, and nothing of what was written', async () => {
    at = world('en');
    const received = await at.receive();
    for (let times = 0; times < 3; times++) await at.tell(received);
    expect(at.box.map(({ to, subject }) => [to, subject])).toEqual([
      [ADDRESS, `Request ${theCode} received`],
    ]);
    expect(at.box[0]?.text).toContain(`/en/requests/#${theCode}.${SECRET}`);
  });

  test('when an agency ended and its successor took over: which one answers, and that the day stands', async () => {
    await at.receive();
    const moved = await at.act('2025-06-17', (state) =>
      decide.transfer({ on: localDate('2025-06-17'), to: anotherAgency, because: 'succession' }, state),
    );
    await at.tell(moved);
    expect(at.box[0]?.text).toContain('được chuyển tới Sở Xây dựng, cơ quan sẽ trả lời bạn');
    expect(at.box[0]?.text).toContain('Hạn trả lời: 19/06/2025.');
  });
});

describe('a mailbox that bounces', () => {
  test('keeps its letter for another try, and stops nothing: the request goes on and the link shows all of it', async () => {
    const received = await at.receive();
    at.mailboxRefuses(true);
    await expect(at.tell(received)).rejects.toThrow('MessageRejected');
    const accepted = await at.act('2025-06-17', (state) =>
      decide.accept({ on: localDate('2025-06-17') }, state),
    );
    await expect(at.tell(accepted)).rejects.toThrow('MessageRejected');
    const found = await at.store.load<InformationRequest>(caseId);
    expect(found?.state).toMatchObject({ status: 'accepted', deadline: { dueOn: '2025-06-19' } });
    // Told again once the mailbox takes letters: each goes out, and none twice.
    at.mailboxRefuses(false);
    for (const event of [received, accepted, received]) await at.tell(event);
    expect(at.box.map(({ subject }) => subject)).toEqual([
      `Đã nhận yêu cầu ${theCode}`,
      `Yêu cầu ${theCode} đã được tiếp nhận`,
    ]);
  });

  test('of whom the papers are erased nobody writes to any more', async () => {
    const received = await at.receive();
    await at.papers.erase(caseId);
    await at.tell(received);
    expect(at.box).toEqual([]);
  });
});
