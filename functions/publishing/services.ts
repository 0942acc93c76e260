import { randomUUID } from 'node:crypto';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { dynamoUploads } from '../../shared/adapters/dynamodb/uploads.ts';
import { setting } from '../_entry/environment.ts';

/** What every publishing function works with: cases, uploads, the register, people. Built once a process. */
export const publishingServices = () => {
  const db = documentClient();
  const cases = setting('CASES_TABLE');
  const people = setting('PEOPLE_TABLE');
  return {
    store: dynamoCaseStore(db, { ledger: setting('LEDGER_TABLE'), cases, people }),
    uploads: dynamoUploads(db, cases),
    registry: dynamoRegistry(db, cases),
    people: dynamoPeople(db, people),
    newId: randomUUID,
  };
};

export type PublishingServices = ReturnType<typeof publishingServices>;
