import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { CATALOGUE_FILES, NOT_FOUND_PAGES } from '../../shared/contract/public-paths.ts';
import { duckdbLayer } from '../constructs/duckdb-layer.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { distributionParameter, PUBLISHER_ROLE } from '../edge/distribution-parameter.ts';
import type { Data } from '../stacks/data.ts';
import { CHECK_MEMORY_MB } from './check-memory.ts';
import { grantChangeCases, grantReadMemberships } from './grants.ts';
import { makeDownloads } from './publishing-downloads.ts';
import { makeFollows } from './publishing-follows.ts';
import { makeRows } from './publishing-rows.ts';
import { makeScan, watchVerdicts } from './publishing-scan.ts';

const CHECK = {
  impact: 'Officers wait for the check of a file they uploaded and can not submit it.',
  runbook: 'upload-check',
};
const PUBLICATION = {
  impact: 'Approved data do not appear on the portal, or withdrawn data still stand there.',
  runbook: 'publication',
};
const SEARCH_INDEX = {
  impact: 'People can not find what was published a moment ago.',
  runbook: 'search-index',
};

/** Upload, scan, check, publish, find, count downloads. */
export const makePublishing = (stack: Stack, setting: Setting, data: Data) => {
  const duckdb = duckdbLayer(stack);
  const { checker, check } = makeCheck(stack, setting, data, duckdb);
  const publication = makePublication(stack, setting, data);
  // What was compared again is shown.
  publication.grantSend(checker);
  checker.tell('PUBLICATION_QUEUE_URL', publication.queue.queueUrl);
  makeDownloads(stack, setting, data);
  const { follows, followers } = makeFollows(stack, setting, data);
  return {
    answerers: {
      publishing: makeDeskApi(stack, setting, data),
      search: makeSearch(stack, setting, data),
      data: makeRows(stack, setting, data, duckdb),
      follows,
    },
    missing: makeMissingPage(stack, setting, data),
    readers: {
      check,
      publication,
      'search-index': makeIndexWriter(stack, setting, data),
      followers,
    },
  };
};

const makeDeskApi = (stack: Stack, setting: Setting, { tables, buckets }: Data): ServiceFunction => {
  const { upload } = setting.environment;
  const publishing = new ServiceFunction(stack, 'publishing', {
    setting,
    entry: 'functions/publishing/publishing.http.ts',
    impact: 'Officers can not create, upload, submit or approve datasets.',
    runbook: 'api',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE: tables.cases.table.tableName,
      PEOPLE_TABLE: tables.people.table.tableName,
      UPLOADS_BUCKET: buckets.uploads.bucket.bucketName,
      FILES_BUCKET: buckets.files.bucket.bucketName,
      UPLOAD_MAX_BYTES: String(upload.maxBytes),
      PART_URL_SECONDS: String(upload.partUrlSeconds),
    },
  });
  tables.ledger.grantAppend(publishing);
  tables.ledger.grantReadCase(publishing);
  grantChangeCases(tables.cases, publishing, ['byOwner', 'byStatus', 'byKind']);
  grantReadMemberships(tables.cases, tables.people, publishing);
  tables.people.grant(publishing, ['PutItem', 'BatchGetItem']);
  buckets.uploads.grant(publishing, ['PutObject', 'ListMultipartUploadParts', 'GetObject']);
  buckets.uploads.grantTellMissing(publishing);
  buckets.files.grant(publishing, ['GetObject']);
  buckets.files.grantTellMissing(publishing);
  return publishing;
};

const makeSearch = (stack: Stack, setting: Setting, { buckets }: Data): ServiceFunction => {
  const search = new ServiceFunction(stack, 'search', {
    setting,
    entry: 'functions/publishing/search.http.ts',
    impact: 'People and programs can not search the datasets.',
    runbook: 'api',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: { INDEX_BUCKET: buckets.index.bucket.bucketName },
  });
  buckets.index.grant(search, ['GetObject']);
  buckets.index.grantTellMissing(search);
  return search;
};

/** Reads the two pages that say so, and nothing else. */
const makeMissingPage = (stack: Stack, setting: Setting, { buckets }: Data): ServiceFunction => {
  const missing = new ServiceFunction(stack, 'missing-page', {
    setting,
    entry: 'functions/publishing/missing-page.http.ts',
    impact: 'People who follow an old link see an error of the CDN and not our page.',
    runbook: 'api',
    timeoutSeconds: 5,
    memoryMb: 256,
    environment: { PUBLIC_BUCKET: buckets.public.bucket.bucketName },
  });
  missing.allow(
    ['s3:GetObject'],
    Object.values(NOT_FOUND_PAGES).map((key) => buckets.public.bucket.arnForObjects(key)),
  );
  buckets.public.grantTellMissing(missing);
  return missing;
};

/** How often a stage of a check is begun before it is given up. */
const CHECK_ATTEMPTS = 3;

const makeCheck = (
  stack: Stack,
  setting: Setting,
  { tables, buckets }: Data,
  duckdb: ILayerVersion,
): { checker: ServiceFunction; check: WorkQueue } => {
  const { stageSeconds } = setting.environment.check;
  const visibilitySeconds = stageSeconds + 30;
  const check = new ServiceFunction(stack, 'check-upload', {
    ...CHECK,
    setting,
    entry: 'functions/publishing/check-upload.queue.ts',
    timeoutSeconds: stageSeconds,
    memoryMb: CHECK_MEMORY_MB,
    scratchMb: 6144,
    native: { layer: duckdb, packages: ['@duckdb/node-api'] },
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE: tables.cases.table.tableName,
      UPLOADS_BUCKET: buckets.uploads.bucket.bucketName,
      FILES_BUCKET: buckets.files.bucket.bucketName,
      PEOPLE_TABLE: tables.people.table.tableName,
      UPLOAD_MAX_BYTES: String(setting.environment.upload.maxBytes),
      // A dead worker's upload is taken up again then; the officer is told so.
      CHECK_VISIBILITY_SECONDS: String(visibilitySeconds),
      CHECK_ATTEMPTS: String(CHECK_ATTEMPTS),
    },
  });
  tables.ledger.grantAppend(check);
  grantChangeCases(tables.cases, check);
  buckets.uploads.grant(check, ['GetObject']);
  buckets.uploads.grantTellMissing(check);
  buckets.files.grant(check, ['GetObject', 'PutObject']);
  buckets.files.grantTellMissing(check);
  const queue = new WorkQueue(stack, 'check', {
    ...CHECK,
    setting,
    order: 'none',
    visibilitySeconds,
    // Once more than it is worked on: then the officer is told.
    maxReceives: CHECK_ATTEMPTS + 1,
  });
  queue.grantSend(check);
  check.tell('CHECK_QUEUE_URL', queue.queue.queueUrl);
  queue.feed(check, { batchSize: 1, atMost: setting.environment.capacity.checksAtOnce });
  makeScan(stack, setting, buckets.uploads, queue);
  watchVerdicts(stack, setting, tables.cases);
  return { checker: check, check: queue };
};

const makePublication = (stack: Stack, setting: Setting, { tables, buckets }: Data): WorkQueue => {
  const { boundaryDataset } = setting.environment;
  const publish = new ServiceFunction(stack, 'publish-release', {
    ...PUBLICATION,
    setting,
    entry: 'functions/publishing/publish-release.queue.ts',
    timeoutSeconds: 120,
    memoryMb: 1024,
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE: tables.cases.table.tableName,
      PEOPLE_TABLE: tables.people.table.tableName,
      VIEWS_TABLE: tables.views.table.tableName,
      FILES_BUCKET: buckets.files.bucket.bucketName,
      PUBLIC_BUCKET: buckets.public.bucket.bucketName,
      DISTRIBUTION_PARAMETER: distributionParameter(setting.name),
      PAPERS_KEPT_DAYS: String(setting.environment.requests.papersKeptDays),
      ...(boundaryDataset ? { BOUNDARY_DATASET: boundaryDataset } : {}),
    },
  });
  new CfnOutput(stack, PUBLISHER_ROLE, { value: publish.role.roleName });
  tables.ledger.grantAppend(publish);
  // Every release of a dataset that has more than its state remembers.
  tables.ledger.grantReadCase(publish);
  grantChangeCases(tables.cases, publish, ['byKind']);
  tables.people.grant(publish, ['GetItem']);
  tables.views.grant(publish, ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query']);
  buckets.files.grant(publish, ['GetObject', 'PutObject']);
  buckets.files.grantTellMissing(publish);
  buckets.public.grant(publish, ['PutObject', 'GetObject']);
  buckets.public.grantTellMissing(publish);
  const queue = new WorkQueue(stack, 'publication', {
    ...PUBLICATION,
    setting,
    order: 'case',
    visibilitySeconds: 150,
  });
  queue.grantSend(publish);
  publish.tell('PUBLICATION_QUEUE_URL', queue.queue.queueUrl);
  queue.feed(publish, { batchSize: 5, atMost: setting.environment.capacity.publicationsAtOnce });
  return queue;
};

const makeIndexWriter = (stack: Stack, setting: Setting, { tables, buckets }: Data): WorkQueue => {
  const index = new ServiceFunction(stack, 'index-search', {
    ...SEARCH_INDEX,
    setting,
    entry: 'functions/publishing/index-search.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: {
      CASES_TABLE: tables.cases.table.tableName,
      INDEX_BUCKET: buckets.index.bucket.bucketName,
      PUBLIC_BUCKET: buckets.public.bucket.bucketName,
    },
  });
  tables.cases.grant(index, ['GetItem']);
  buckets.index.grant(index, ['GetObject', 'PutObject']);
  buckets.index.grantTellMissing(index);
  buckets.public.grantWriteObjects(index, Object.values(CATALOGUE_FILES));
  const queue = new WorkQueue(stack, 'search-index', {
    ...SEARCH_INDEX,
    setting,
    order: 'none',
    visibilitySeconds: 90,
  });
  // Two writers at most; the conditional PUT lets one of them win and the other try again.
  // Lambda gathers more than ten messages only within a window.
  const windowSeconds = setting.environment.searchBatchSeconds;
  queue.feed(index, { batchSize: windowSeconds > 0 ? 100 : 10, windowSeconds, atMost: 2 });
  return queue;
};
