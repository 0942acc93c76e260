import type { PortalTable } from '../constructs/portal-table.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

/** Reads and changes the current state of cases, never removes one. */
export const grantChangeCases = (cases: PortalTable, caller: ServiceFunction): void => {
  cases.grant(caller, ['GetItem', 'PutItem', 'UpdateItem', 'Query', 'ConditionCheckItem']);
  cases.grantQueryIndexes(caller);
};
