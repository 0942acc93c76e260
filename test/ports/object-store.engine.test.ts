import { afterAll, describe } from 'vitest';
import { lacksOf } from './object-store-lacks.ts';
import { foreignStore, startStoreTarget } from './object-store-target.ts';
import { objectStoreSuite } from './object-store.suite.ts';
import { foreignTarget, type PortTarget, type StartedTarget } from './target.ts';

const endpoint = process.env['PORT_SUITE_S3_ENDPOINT'];
const general = foreignTarget();
const credentials = {
  accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'test',
  secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'test',
};
const foreign: PortTarget | undefined = endpoint
  ? { endpoint, region: process.env['AWS_REGION'] ?? 'ap-southeast-1', credentials }
  : general;

const lacks = foreign ? await lacksOf(foreign.endpoint) : {};

if (foreign)
  describe(`the object store of ${foreign.endpoint}`, () =>
    objectStoreSuite(async () => foreignStore(foreign), lacks));
else
  describe('the local object store', () => {
    let started: StartedTarget | undefined;
    afterAll(async () => started?.stop());
    objectStoreSuite(async () => (started = await startStoreTarget()));
  });
