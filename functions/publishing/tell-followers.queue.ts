import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoFollowers } from '../../shared/adapters/dynamodb/followers.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { sesMailer } from '../../shared/adapters/ses/mailer.ts';
import { sqsQueues } from '../../shared/adapters/sqs/queues.ts';
import { setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { tellFollowers } from './tell-followers.ts';

const db = documentClient();
const tell = tellFollowers({
  store: dynamoCaseStore(db, { ledger: 'none', cases: setting('CASES_TABLE') }),
  followers: dynamoFollowers(db, setting('FOLLOWERS_TABLE')),
  files: s3Objects(setting('FILES_BUCKET')),
  mailer: sesMailer(setting('MAIL_FROM')),
  queues: sqsQueues(),
  queueUrl: setting('FOLLOWERS_QUEUE_URL'),
  publicUrl: setting('PUBLIC_URL'),
});

export const handler = readQueue('fifo', ({ body }) => tell(body));
