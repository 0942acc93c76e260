import { randomUUID } from 'node:crypto';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPapers } from '../../shared/adapters/dynamodb/papers.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { s3ScannedFiles } from '../../shared/adapters/s3/scanned-files.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { runSchedule } from '../_entry/schedule.ts';
import { eraseOldPapers } from './erase-papers.ts';
import { newDay } from './new-day.ts';

const db = documentClient();
const cases = setting('CASES_TABLE');
const store = dynamoCaseStore(db, { ledger: setting('LEDGER_TABLE'), cases });
const turn = newDay({ store, registry: dynamoRegistry(db, cases), newId: randomUUID });
const erase = eraseOldPapers({
  store,
  papers: dynamoPapers(db, setting('PAPERS_TABLE')),
  files: s3ScannedFiles({ arrivals: setting('UPLOADS_BUCKET'), kept: setting('REQUEST_FILES_BUCKET') }),
  newId: randomUUID,
  keptDays: numberSetting('PAPERS_KEPT_DAYS'),
});

export const handler = runSchedule(async (at, correlation) => ({
  ...(await turn(at, correlation)),
  ...(await erase(at, correlation)),
}));
