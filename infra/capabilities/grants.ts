import type { Stack } from 'aws-cdk-lib';
import type { PortalTable } from '../constructs/portal-table.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';

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

/** SES checks the identity of the sender's domain or address; which of the two exists is the account's choice. */
export const grantSendMail = (stack: Stack, { environment }: Setting, caller: ServiceFunction): void => {
  const domain = environment.mailFrom.split('@')[1] ?? '';
  const identity = (name: string) =>
    stack.formatArn({ service: 'ses', resource: 'identity', resourceName: name });
  caller.allow(['ses:SendEmail'], [identity(domain), identity(environment.mailFrom)], {
    StringEquals: { 'ses:FromAddress': environment.mailFrom },
  });
};

/** Takes one-time codes: an attempt is used up, and a code that was right goes. */
export const grantProveAddresses = (confirmations: PortalTable, caller: ServiceFunction): void =>
  confirmations.grant(caller, ['UpdateItem', 'DeleteItem']);
