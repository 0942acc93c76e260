import type { Stack } from 'aws-cdk-lib';
import { DailyJob } from '../constructs/daily-job.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Data } from '../stacks/data.ts';
import { grantChangeCases, grantProveAddresses, grantReadMemberships, grantSendMail } from './grants.ts';
import { routeVerdicts } from './publishing-scan.ts';

const FILES = {
  impact: 'Files of citizens and of answers stay unscanned, and nobody can take them.',
  runbook: 'requests',
};

const LETTERS = {
  impact: 'Citizens are not told what becomes of their request.',
  runbook: 'requests',
};
const NEW_DAY = {
  impact:
    'Unanswered questions do not close, requests of agencies that ended wait, and papers are kept longer than promised.',
  runbook: 'requests',
};

/** Information requests: what citizens and officers ask and answer, and the files between them. */
export const makeRequests = (stack: Stack, setting: Setting, { tables, buckets }: Data) => {
  const UPLOADS_BUCKET = buckets.uploads.bucket.bucketName;
  const CASES_TABLE = tables.cases.table.tableName;
  const PAPERS_TABLE = tables.papers.table.tableName;
  const REQUEST_FILES_BUCKET = buckets.requestFiles.bucket.bucketName;

  const requests = new ServiceFunction(stack, 'requests', {
    setting,
    entry: 'functions/requests/requests.http.ts',
    impact: 'Citizens can not send or follow a request, and officers can not answer one.',
    runbook: 'api',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE,
      PEOPLE_TABLE: tables.people.table.tableName,
      PAPERS_TABLE,
      CONFIRMATIONS_TABLE: tables.confirmations.table.tableName,
      VIEWS_TABLE: tables.views.table.tableName,
      UPLOADS_BUCKET,
      REQUEST_FILES_BUCKET,
      CLARIFICATION_DAYS: String(setting.environment.requests.clarificationDays),
    },
  });
  tables.ledger.grantAppend(requests);
  tables.ledger.grantReadCase(requests);
  grantChangeCases(tables.cases, requests, ['byOwner', 'byStatus', 'byKind']);
  grantReadMemberships(tables.cases, tables.people, requests);
  tables.cases.grant(requests, ['BatchGetItem']);
  tables.papers.grant(requests, ['GetItem', 'PutItem', 'Query']);
  tables.views.grant(requests, ['Query']);
  grantProveAddresses(tables.confirmations, requests);
  buckets.uploads.grantObjectsBelow(requests, ['GetObject', 'PutObject'], 'requests/');
  buckets.uploads.grantTellMissing(requests);
  buckets.requestFiles.grant(requests, ['GetObject']);
  buckets.requestFiles.grantTellMissing(requests);

  const receiveFile = new ServiceFunction(stack, 'receive-file', {
    ...FILES,
    setting,
    entry: 'functions/requests/receive-file.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 256,
    environment: { UPLOADS_BUCKET, REQUEST_FILES_BUCKET },
  });
  buckets.uploads.grantObjectsBelow(receiveFile, ['GetObject', 'DeleteObject'], 'requests/');
  buckets.uploads.grantTellMissing(receiveFile);
  buckets.requestFiles.grant(receiveFile, ['PutObject']);
  const queue = new WorkQueue(stack, 'request-files', {
    ...FILES,
    setting,
    order: 'none',
    visibilitySeconds: 90,
  });
  queue.feed(receiveFile, { batchSize: 1 });
  routeVerdicts(stack, setting, 'RequestFileScanned', buckets.uploads, { prefix: 'requests/' }, queue);

  const tell = new ServiceFunction(stack, 'tell-requester', {
    ...LETTERS,
    setting,
    entry: 'functions/requests/tell-requester.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: { CASES_TABLE, PAPERS_TABLE, MAIL_FROM: setting.environment.mailFrom },
  });
  grantChangeCases(tables.cases, tell);
  tables.papers.grant(tell, ['GetItem']);
  grantSendMail(stack, setting, tell);
  const letters = new WorkQueue(stack, 'tell-requester', {
    ...LETTERS,
    setting,
    order: 'case',
    visibilitySeconds: 90,
  });
  letters.feed(tell, { batchSize: 10 });

  const newDay = new ServiceFunction(stack, 'requests-new-day', {
    ...NEW_DAY,
    setting,
    entry: 'functions/requests/new-day.schedule.ts',
    alarmAtErrors: 1,
    timeoutSeconds: 300,
    memoryMb: 512,
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE,
      PAPERS_TABLE,
      UPLOADS_BUCKET,
      REQUEST_FILES_BUCKET,
      PAPERS_KEPT_DAYS: String(setting.environment.requests.papersKeptDays),
    },
  });
  tables.ledger.grantAppend(newDay);
  grantChangeCases(tables.cases, newDay, ['byNotice', 'byOwner', 'byKind', 'byStatus']);
  tables.papers.grant(newDay, ['Query', 'DeleteItem']);
  buckets.requestFiles.grant(newDay, ['DeleteObject']);
  // Before anybody comes to work, and before the morning run counts what is due.
  new DailyJob(stack, 'RequestsNewDay', { ...NEW_DAY, setting, runs: newDay, at: { hour: 0, minute: 15 } });

  return { answerers: { requests }, readers: { 'tell-requester': letters } };
};
