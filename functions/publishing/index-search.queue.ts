import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { setting } from '../_entry/environment.ts';
import { readBatch } from '../_entry/queue.ts';
import { indexSearch } from './index-search.ts';

const db = documentClient();
const cases = setting('CASES_TABLE');

export const handler = readBatch(
  indexSearch({
    store: dynamoCaseStore(db, { ledger: 'none', cases }),
    registry: dynamoRegistry(db, cases),
    index: s3Objects(setting('INDEX_BUCKET')),
    site: s3Objects(setting('PUBLIC_BUCKET')),
    publicUrl: setting('PUBLIC_URL'),
  }),
);
