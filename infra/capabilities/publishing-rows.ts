import type { Stack } from 'aws-cdk-lib';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import type { Data } from '../stacks/data.ts';

/** Rows of published tables by question. It reads what is published and nothing else, and keeps copies on its disk. */
export const makeRows = (
  stack: Stack,
  setting: Setting,
  { tables, buckets }: Data,
  duckdb: ILayerVersion,
): ServiceFunction => {
  const { scratchMb, memoryMb, engineMb } = setting.environment.rows;
  const data = new ServiceFunction(stack, 'data', {
    setting,
    entry: 'functions/publishing/rows.http.ts',
    impact: 'People and programs can not filter and search inside published tables; files still download.',
    runbook: 'rows',
    timeoutSeconds: 20,
    memoryMb,
    scratchMb,
    native: { layer: duckdb, packages: ['@duckdb/node-api'] },
    environment: {
      CASES_TABLE: tables.cases.table.tableName,
      FILES_BUCKET: buckets.files.bucket.bucketName,
      ROWS_SCRATCH_MB: String(scratchMb),
      ROWS_ENGINE_MB: String(engineMb),
    },
  });
  tables.cases.grant(data, ['GetItem']);
  buckets.files.grantObjectsBelow(data, ['GetObject'], 'rows/');
  buckets.files.grantTellMissing(data);
  return data;
};
