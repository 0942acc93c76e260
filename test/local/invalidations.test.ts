import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFrontClient, GetInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAwsEndpoint, type AwsEndpoint } from '../../local/aws/endpoint.ts';
import { createGrants } from '../../local/aws/grants.ts';
import { createInvalidations, type InvalidationEngine } from '../../local/engines/cdn/invalidations.ts';
import { createParameters } from '../../local/engines/cdn/parameters.ts';
import { cloudFrontInvalidations } from '../../shared/adapters/cloudfront/invalidations.ts';

const PARAMETERS = new Map([
  ['/small/distribution-id', 'E1'],
  ['/gone/distribution-id', 'E2'],
]);
const account = '000000000000';
const publisher = {
  id: 'publish-release',
  arn: 'publish-release',
  statements: [
    {
      Effect: 'Allow' as const,
      Action: ['cloudfront:CreateInvalidation'],
      Resource: [
        `arn:aws:cloudfront::${account}:distribution/E1`,
        `arn:aws:cloudfront::${account}:distribution/E2`,
      ],
    },
    {
      Effect: 'Allow' as const,
      Action: ['ssm:GetParameter'],
      Resource: ['small', 'gone', 'none'].map(
        (name) => `arn:aws:ssm:us-east-1:${account}:parameter/${name}/distribution-id`,
      ),
    },
  ],
};

let dir: string;
let engine: InvalidationEngine;
let endpoint: AwsEndpoint;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'invalidations-'));
  engine = createInvalidations({
    file: join(dir, 'invalidations.sqlite'),
    now: () => Date.parse('2025-07-20T03:00:00Z'),
    distributions: ['E1'],
  });
  const grants = createGrants({
    topology: {
      functions: [publisher, { ...publisher, id: 'search', arn: 'search', statements: [] }] as never,
    },
    readable: [],
    remembered: [],
    onUse: () => undefined,
    log: () => undefined,
  });
  endpoint = await createAwsEndpoint({
    credentials: (accessKeyId) => ({ secretAccessKey: 'secret', principal: accessKeyId }),
    engines: { cloudfront: engine, ssm: createParameters(PARAMETERS) },
    authorize: grants.mayCall,
  });
});
afterAll(async () => {
  await endpoint.close();
  engine.close();
  rmSync(dir, { recursive: true, force: true });
});

const clientsOf = (accessKeyId: string) => {
  const common = {
    region: 'us-east-1',
    endpoint: endpoint.url,
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
  };
  return { ssm: new SSMClient(common), cloudFront: new CloudFrontClient(common) };
};
const at = (system: string, principal = 'publish-release') =>
  cloudFrontInvalidations(`/${system}/distribution-id`, clientsOf(principal));

const PATHS = ['/datasets/thuoc/*', '/en/datasets/thuoc/*'];

it('takes an order once, however often it is told', async () => {
  expect(await at('small').order(PATHS, 'event-1')).toBe('ordered');
  expect(await at('small').order(PATHS, 'event-1')).toBe('ordered');
  expect(engine.list()).toMatchObject([
    { at: '2025-07-20T03:00:00.000Z', distribution: 'E1', reference: 'event-1', paths: PATHS },
  ]);
});

it('refuses a reference that was used for other paths', async () => {
  await at('small').order(PATHS, 'event-2');
  await expect(at('small').order(['/datasets/khac/*'], 'event-2')).rejects.toThrow(/other paths/);
});

it('knows where no CDN is deployed, and does not take that for a CDN that is gone', async () => {
  expect(await at('none').order(PATHS, 'event-3')).toBe('no-cdn');
  await expect(at('gone').order(PATHS, 'event-3')).rejects.toThrow(/does not exist/);
});

it('asks for the grant on the one parameter and the one distribution', async () => {
  await expect(at('small', 'search').order(PATHS, 'event-4')).rejects.toThrow(
    /not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:us-east-1:000000000000:parameter\/small\/distribution-id/,
  );
});

it('says by name what else of CloudFront is not here', async () => {
  const { cloudFront } = clientsOf('publish-release');
  await expect(
    cloudFront.send(new GetInvalidationCommand({ DistributionId: 'E1', Id: 'I1' })),
  ).rejects.toThrow();
});
