import type { Stack } from 'aws-cdk-lib';
import { grantReadMemberships } from './grants.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import type { Data } from '../stacks/data.ts';

/** Agencies, focal points and who somebody is: read only. */
export const makeRegistry = (stack: Stack, setting: Setting, { tables }: Data) => {
  const registry = new ServiceFunction(stack, 'registry', {
    setting,
    entry: 'functions/registry/registry.http.ts',
    impact: 'Nobody can see the agencies, and officers can not open the desk.',
    runbook: 'api',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: {
      CASES_TABLE: tables.cases.table.tableName,
      PEOPLE_TABLE: tables.people.table.tableName,
      VIEWS_TABLE: tables.views.table.tableName,
    },
  });
  tables.cases.grant(registry, ['GetItem']);
  tables.cases.grantQueryIndexes(registry, ['byKind']);
  grantReadMemberships(tables.cases, tables.people, registry);
  tables.people.grant(registry, ['BatchGetItem']);
  tables.views.grant(registry, ['Query']);
  return { answerers: { registry } };
};
