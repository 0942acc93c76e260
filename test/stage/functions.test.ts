import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { awsCaller } from '../../infra/stage/aws-call.ts';
import { smallZip } from '../../infra/stage/small-zip.ts';
import { named } from '../../infra/stage/stage-note.ts';
import { createClient } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { invoke, stageIn } from '../journeys/driver/stage.ts';

const stage = stageIn(inject('stageNote') ?? '');
const call = awsCaller({ endpoint: stage.endpoint, region: stage.region });
const PROBE = 'stage-probe';

beforeAll(async () => {
  const code = 'export const handler = async () => ({ version: process.version, first: process.env.PATH });';
  await call({
    service: 'lambda',
    path: '/2015-03-31/functions',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      FunctionName: PROBE,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${stage.account}:role/${PROBE}`,
      Code: { ZipFile: smallZip('index.mjs', code).toString('base64') },
    }),
  });
});
afterAll(async () => {
  await call({ service: 'lambda', method: 'DELETE', path: `/2015-03-31/functions/${PROBE}`, body: '' });
});

it('runs functions on Node 24, the one this checkout brings', async () => {
  const found = await invoke({ ...stage, resources: { Probe: PROBE } }, 'Probe', {});
  expect(found).toMatchObject({ version: process.version });
  expect(process.version).toMatch(/^v24\./);
});

it('has every function of the template on that runtime, with the memory and the time it asks for', async () => {
  const template = JSON.parse(
    readFileSync(join(stage.assembly, `${stage.environment}-service.template.json`), 'utf8'),
  ) as { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };
  const functions = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::Lambda::Function',
  );
  expect(functions.length).toBeGreaterThan(10);
  for (const [id, { Properties }] of functions) {
    const path = `/2015-03-31/functions/${named(stage, id)}`;
    const found = JSON.parse(await call({ service: 'lambda', method: 'GET', path, body: '' })) as object;
    const { Timeout, MemorySize } = Properties;
    expect([id, found]).toMatchObject([
      id,
      { Configuration: { Runtime: 'nodejs24.x', Timeout, MemorySize } },
    ]);
  }
});

it('answers what the contract opens to anyone', async () => {
  const answer = await createClient({ baseUrl: stage.publicUrl })(op.listAgencies, {});
  expect(answer.ok && answer.body.items.length).toBeGreaterThan(0);
});
