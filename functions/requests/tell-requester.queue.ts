import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPapers } from '../../shared/adapters/dynamodb/papers.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { dynamoSentMail } from '../../shared/adapters/dynamodb/sent-mail.ts';
import { sesMailer } from '../../shared/adapters/ses/mailer.ts';
import { setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { tellRequester } from './tell-requester.ts';

const db = documentClient();
const cases = setting('CASES_TABLE');
const tell = tellRequester({
  store: dynamoCaseStore(db, { ledger: 'none', cases }),
  papers: dynamoPapers(db, setting('PAPERS_TABLE')),
  registry: dynamoRegistry(db, cases),
  sent: dynamoSentMail(db, cases),
  mailer: sesMailer(setting('MAIL_FROM')),
  publicUrl: setting('PUBLIC_URL'),
});

export const handler = readQueue('fifo', ({ body }) => tell(body));
