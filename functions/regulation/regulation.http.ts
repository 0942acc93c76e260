import { randomUUID } from 'node:crypto';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { whoIsFrom } from '../_entry/who-is.ts';
import { ruleValueEndpoints } from './rule-value.endpoints.ts';

const db = documentClient();
const cases = setting('CASES_TABLE');
const store = dynamoCaseStore(db, { ledger: setting('LEDGER_TABLE'), cases });
const people = dynamoPeople(db, setting('PEOPLE_TABLE'));

export const handler = serveHttp('regulation', ruleValueEndpoints({ store, people, newId: randomUUID }), {
  whoIs: whoIsFrom(dynamoRegistry(db, cases), people),
  recall: (key) => store.recall(key),
});
