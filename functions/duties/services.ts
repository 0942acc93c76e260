import { randomUUID } from 'node:crypto';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { setting } from '../_entry/environment.ts';

/** Cases and ledger for the functions of duties; people and register are added by those that need them. */
export const dutyServices = () => {
  const db = documentClient();
  const cases = setting('CASES_TABLE');
  return {
    db,
    casesTable: cases,
    store: dynamoCaseStore(db, { ledger: setting('LEDGER_TABLE'), cases }),
    newId: randomUUID,
  };
};
