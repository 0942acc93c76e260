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

export const ADDRESS = 'bounce@simulator.amazonses.com';
export const SECRET = 'k'.repeat(43);
export const caseId = requestCaseId(theCode);

/** A request whose requester is told of each step by mail, and the mailbox that takes it or not. */
export const aToldRequester = (language: 'vi' | 'en' = 'vi') => {
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
