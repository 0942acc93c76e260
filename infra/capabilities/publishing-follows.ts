import type { Stack } from 'aws-cdk-lib';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Data } from '../stacks/data.ts';
import { grantProveAddresses, grantReadMemberships, grantSendMail } from './grants.ts';

const FOLLOWERS = {
  impact: 'People who follow a dataset do not hear of its new release or its withdrawal.',
  runbook: 'followers',
};

/** Following a dataset by mail: one function takes wishes and mails nobody, the other mails and is open to nobody. */
export const makeFollows = (stack: Stack, setting: Setting, { tables, buckets }: Data) => {
  const FOLLOWERS_TABLE = tables.followers.table.tableName;
  const CASES_TABLE = tables.cases.table.tableName;

  const follows = new ServiceFunction(stack, 'follows', {
    setting,
    entry: 'functions/publishing/follows.http.ts',
    impact: 'People can not follow a dataset by mail, nor stop the letters they get.',
    runbook: 'followers',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: {
      FOLLOWERS_TABLE,
      CASES_TABLE,
      PEOPLE_TABLE: tables.people.table.tableName,
      CONFIRMATIONS_TABLE: tables.confirmations.table.tableName,
      PUBLIC_BUCKET: buckets.public.bucket.bucketName,
    },
  });
  tables.followers.grant(follows, ['GetItem', 'Query', 'PutItem', 'DeleteItem']);
  grantProveAddresses(tables.confirmations, follows);
  tables.cases.grant(follows, ['GetItem']);
  grantReadMemberships(tables.cases, tables.people, follows);
  follows.allow(['s3:GetObject'], [buckets.public.bucket.arnForObjects('assets/manifest.json')]);

  const tell = new ServiceFunction(stack, 'tell-followers', {
    ...FOLLOWERS,
    setting,
    entry: 'functions/publishing/tell-followers.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: {
      FOLLOWERS_TABLE,
      CASES_TABLE,
      FILES_BUCKET: buckets.files.bucket.bucketName,
      MAIL_FROM: setting.environment.mailFrom,
    },
  });
  tables.followers.grant(tell, ['GetItem', 'Query', 'UpdateItem', 'PutItem', 'DeleteItem']);
  tables.cases.grant(tell, ['GetItem']);
  buckets.files.grantReadNamed(tell, 'uploads/*/comparison.json');
  buckets.files.grantTellMissing(tell);
  grantSendMail(stack, setting, tell);
  const queue = new WorkQueue(stack, 'followers', {
    ...FOLLOWERS,
    setting,
    order: 'case',
    visibilitySeconds: 90,
    // A page that meets a mail service out of breath begins again where it was.
    maxReceives: 10,
    staleAfterMinutes: 60,
  });
  // One page of letters is work enough for one run, and two runs are as fast as most accounts may mail.
  queue.feed(tell, { batchSize: 1, atMost: 2 });
  queue.grantSend(tell);
  tell.tell('FOLLOWERS_QUEUE_URL', queue.queue.queueUrl);

  return { follows, followers: queue };
};
