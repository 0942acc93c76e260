import { randomUUID } from 'node:crypto';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPapers } from '../../shared/adapters/dynamodb/papers.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { s3RequestFiles } from '../../shared/adapters/s3/request-files.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { currentBook } from '../../shared/adapters/current-book.ts';

/** What the functions of requests work with: cases, papers, files, the register. Built once a process. */
export const requestServices = () => {
  const db = documentClient();
  const cases = setting('CASES_TABLE');
  const papers = setting('PAPERS_TABLE');
  const store = dynamoCaseStore(db, { ledger: setting('LEDGER_TABLE'), cases, papers });
  return {
    db,
    store,
    book: () => currentBook(store),
    papers: dynamoPapers(db, papers),
    registry: dynamoRegistry(db, cases),
    files: s3RequestFiles({ arrivals: setting('UPLOADS_BUCKET'), kept: setting('REQUEST_FILES_BUCKET') }),
    newId: randomUUID,
    clarificationDays: numberSetting('CLARIFICATION_DAYS'),
  };
};

export type RequestServices = Omit<ReturnType<typeof requestServices>, 'db'>;
