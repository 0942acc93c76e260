import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { PortalTable } from '../../infra/constructs/portal-table.ts';
import { ServiceFunction, type ServiceFunctionProps } from '../../infra/constructs/service-function.ts';
import type { Setting } from '../../infra/constructs/setting.ts';
import { WorkQueue } from '../../infra/constructs/work-queue.ts';
import { readEnvironments } from '../../infra/environments.ts';

const aStack = (entries: Setting['entries'] = 'declared'): { stack: Stack; setting: Setting } => {
  const stack = new Stack(new App({ autoSynth: false, analyticsReporting: false }), 'test');
  return {
    stack,
    setting: {
      name: 'dev',
      environment: readEnvironments().dev,
      entries,
      alarms: new Topic(stack, 'Alarms'),
    },
  };
};

const concern = { impact: 'Officers do not get their mails.', runbook: 'mail' };

const aFunction = (setting: Setting): ServiceFunctionProps => ({
  ...concern,
  setting,
  entry: 'functions/nowhere/nothing.queue.ts',
  timeoutSeconds: 60,
  memoryMb: 128,
  environment: {},
});

test('a queue can not be made without a runbook that exists', () => {
  const { stack, setting } = aStack();
  expect(
    () =>
      new WorkQueue(stack, 'letters', {
        ...concern,
        runbook: 'some-day',
        setting,
        order: 'none',
        visibilitySeconds: 90,
      }),
  ).toThrow('docs/runbooks/some-day.md');
});

test('a queue can not be made without saying whom its failure hurts', () => {
  const { stack, setting } = aStack();
  expect(
    () =>
      new WorkQueue(stack, 'letters', {
        ...concern,
        impact: 'Bad.',
        setting,
        order: 'none',
        visibilitySeconds: 90,
      }),
  ).toThrow('impact must be a sentence');
});

test('a reader that may work longer than a message stays hidden is refused', () => {
  const { stack, setting } = aStack();
  const queue = new WorkQueue(stack, 'letters', {
    ...concern,
    setting,
    order: 'none',
    visibilitySeconds: 60,
  });
  const reader = new ServiceFunction(stack, 'reader', aFunction(setting));
  expect(() => queue.feed(reader, { batchSize: 1 })).toThrow("shorter than the queue's visibility");
});

test('a function whose entry does not exist says so, and how to go on without it', () => {
  const { stack, setting } = aStack('bundled');
  expect(() => new ServiceFunction(stack, 'reader', aFunction(setting))).toThrow(
    /functions\/nowhere\/nothing\.queue\.ts does not exist.*entries: 'declared'/,
  );
});

test('a right to read by an index that the table does not have is refused', () => {
  const { stack, setting } = aStack();
  const table = new PortalTable(stack, 'Letters', {
    environment: setting.environment,
    partition: { name: 'id', type: 'S' },
  });
  const reader = new ServiceFunction(stack, 'reader', aFunction(setting));
  expect(() => table.grantQueryIndexes(reader, ['byColour'])).toThrow('has no index “byColour”');
});
