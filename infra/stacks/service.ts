import { Stack, type App } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { makeConfirmations } from '../capabilities/confirmations.ts';
import { makeDuties } from '../capabilities/duties.ts';
import { makeLedger } from '../capabilities/ledger.ts';
import { makePublishing } from '../capabilities/publishing.ts';
import { makeRegulation } from '../capabilities/regulation.ts';
import { makeRegistry } from '../capabilities/registry.ts';
import { makeRequests } from '../capabilities/requests.ts';
import { watchBudget } from '../constructs/budget.ts';
import { HttpOperations } from '../constructs/http-operations.ts';
import { OriginSecrets } from '../constructs/origin-secrets.ts';
import type { Entries, Setting } from '../constructs/setting.ts';
import type { Environment, EnvironmentName } from '../environments.ts';
import type { Data } from './data.ts';

/** The service stack: everything that can be replaced at any time, because it keeps nothing. */
export const makeServiceStack = (
  app: App,
  name: EnvironmentName,
  environment: Environment,
  entries: Entries,
  data: Data,
): Stack => {
  const stack = new Stack(app, `${name}-service`, {
    env: { region: environment.region, ...(environment.account ? { account: environment.account } : {}) },
    terminationProtection: environment.data.terminationProtection,
    description: `Open-data portal (${name}): functions, queues, schedules and API`,
  });
  const alarms = new Topic(stack, 'Alarms', { enforceSSL: true });
  for (const address of environment.alarmEmails) alarms.addSubscription(new EmailSubscription(address));
  watchBudget(stack, environment);
  const setting: Setting = { name, environment, entries, alarms };

  const publishing = makePublishing(stack, setting, data);
  const duties = makeDuties(stack, setting, data);
  const registry = makeRegistry(stack, setting, data);
  const confirmations = makeConfirmations(stack, setting, data);
  const regulation = makeRegulation(stack, setting, data);
  const requests = makeRequests(stack, setting, data);
  makeLedger(stack, setting, data, { ...publishing.readers, ...duties.readers, ...requests.readers });

  const answerers = {
    ...publishing.answerers,
    ...duties.answerers,
    ...registry.answerers,
    ...confirmations.answerers,
    ...regulation.answerers,
    ...requests.answerers,
  };
  new OriginSecrets(stack, 'OriginSecrets', setting).guard(...Object.values(answerers), publishing.missing);
  new HttpOperations(stack, 'Api', {
    setting,
    answerers,
    missing: publishing.missing,
    issuer: data.signIn.issuer,
    clientId: data.signIn.clientId,
  });
  return stack;
};
