import type { PortalTable } from '../constructs/portal-table.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

/** Reads and writes the current state of cases, never removes one; finds them by the named indexes only. */
export const grantChangeCases = (
  cases: PortalTable,
  caller: ServiceFunction,
  indexes: readonly string[] = [],
): void => {
  cases.grant(caller, ['GetItem', 'PutItem']);
  if (indexes.length > 0) cases.grantQueryIndexes(caller, indexes);
};

/** Asks the register what somebody may do: memberships lie side by side in the table of cases. */
export const grantReadMemberships = (
  cases: PortalTable,
  people: PortalTable,
  caller: ServiceFunction,
): void => {
  cases.grant(caller, ['Query']);
  people.grant(caller, ['GetItem']);
};
