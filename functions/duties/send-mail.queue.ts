import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { dynamoSentMail } from '../../shared/adapters/dynamodb/sent-mail.ts';
import { sesMailer } from '../../shared/adapters/ses/mailer.ts';
import { setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { sendMail } from './send-mail.ts';

const db = documentClient();
const cases = setting('CASES_TABLE');
const send = sendMail({
  store: dynamoCaseStore(db, { ledger: 'none', cases }),
  registry: dynamoRegistry(db, cases),
  people: dynamoPeople(db, setting('PEOPLE_TABLE')),
  sent: dynamoSentMail(db, cases),
  mailer: sesMailer(setting('MAIL_FROM')),
  publicUrl: setting('PUBLIC_URL'),
});

export const handler = readQueue('fifo', ({ body }) => send(body));
