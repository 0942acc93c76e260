import type { Stack } from 'aws-cdk-lib';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import type { Data } from '../stacks/data.ts';
import { grantChangeCases, grantReadMemberships } from './grants.ts';

/** Values that the Department enters where the rulebook has none. */
export const makeRegulation = (stack: Stack, setting: Setting, { tables }: Data) => {
  const regulation = new ServiceFunction(stack, 'regulation', {
    setting,
    entry: 'functions/regulation/regulation.http.ts',
    impact: 'The Department can not enter or approve a deadline that the rulebook lacks.',
    runbook: 'api',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE: tables.cases.table.tableName,
      PEOPLE_TABLE: tables.people.table.tableName,
    },
  });
  tables.ledger.grantAppend(regulation);
  grantChangeCases(tables.cases, regulation, ['byKind']);
  grantReadMemberships(tables.cases, tables.people, regulation);
  return { answerers: { regulation } };
};
