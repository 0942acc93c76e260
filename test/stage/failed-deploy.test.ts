import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { awsCaller, queryCall } from '../../infra/stage/aws-call.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { stageIn } from '../journeys/driver/stage.ts';

const stage = stageIn(inject('stageNote') ?? '');
const call = awsCaller({ endpoint: stage.endpoint, region: stage.region });
const STACK = 'failed-deploy-probe';

/** Read in the source of MiniStack 1.4.21, and measured here; docs/guide/deploy/rollback.md says what it means. */
const claim = claimsFor(
  stage.endpoint
    ? {
        'keeps, after a failed update, what stood before it':
          'its rollback deletes what the update had already gone over, retained or not',
        'leaves what is retained when the stack is deleted': 'it deletes it all the same',
      }
    : {},
);

const kept = (id: string) => ({
  Type: 'AWS::SQS::Queue',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: { QueueName: `${STACK}-${id}` },
});
/** Of a pool that does not exist. */
const broken = {
  Type: 'AWS::Cognito::UserPoolClient',
  DependsOn: ['First'],
  Properties: { UserPoolId: `${stage.region}_000000000` },
};
const cloudformation = (Action: string, Resources?: Record<string, unknown>): Promise<string> =>
  queryCall(call, 'cloudformation', {
    Action,
    Version: '2010-05-15',
    StackName: STACK,
    ...(Resources ? { TemplateBody: JSON.stringify({ Resources }) } : {}),
  });
const statusOf = async (): Promise<string> =>
  /<StackStatus>(\w+)<\/StackStatus>/.exec(await cloudformation('DescribeStacks'))?.[1] ?? '';
const settled = (): Promise<string> =>
  eventually('the stack at rest', async () => {
    const status = await statusOf();
    return !status.endsWith('IN_PROGRESS') && status;
  });
const queueExists = async (id: string): Promise<boolean> => {
  const list = await queryCall(call, 'sqs', {
    Action: 'ListQueues',
    Version: '2012-11-05',
    QueueNamePrefix: STACK,
  });
  return list.includes(`${STACK}-${id}`);
};

describe('a deploy that fails', () => {
  let afterFailure = '';
  let failure = '';
  let firstStands = false;
  let standsBeforeDeletion = false;
  beforeAll(async () => {
    await cloudformation('CreateStack', { First: kept('first') });
    expect(await settled()).toBe('CREATE_COMPLETE');
    await cloudformation('UpdateStack', { First: kept('first'), Broken: broken });
    afterFailure = await settled();
    firstStands = await queueExists('first');
    failure = await cloudformation('DescribeStackEvents');
    await cloudformation('UpdateStack', { First: kept('first'), Second: kept('second') });
    await settled();
    standsBeforeDeletion = await queueExists('second');
  });
  afterAll(async () => {
    await cloudformation('DeleteStack').catch(() => undefined);
  });

  claim('says that it was taken back, and names what failed', async () => {
    expect(afterFailure).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failure).toMatch(/<LogicalResourceId>Broken<\/LogicalResourceId>/);
    expect(failure).toContain('UPDATE_ROLLBACK_COMPLETE');
    // It may be updated again.
    expect(standsBeforeDeletion).toBe(true);
  });

  claim('keeps, after a failed update, what stood before it', async () => {
    expect(firstStands).toBe(true);
  });

  claim('leaves what is retained when the stack is deleted', async () => {
    await cloudformation('DeleteStack');
    await eventually('the stack being gone', async () => {
      const answer = await cloudformation('DescribeStacks').catch((error: Error) => error.message);
      return /DELETE_COMPLETE|does not exist/.test(answer);
    });
    expect(await queueExists('second')).toBe(true);
  });
});
