import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, expect, test } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { acknowledge } from '../../infra/constructs/acknowledge.ts';

const folders: string[] = [];
const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'infra-security-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The rules walk the whole tree; a busy machine needs its time for that. */
const PATIENCE = 60_000;

const build = () => buildApp('dev', { entries: 'declared', outdir: aFolder() });

test(
  'a bucket without TLS stops the synthesis',
  () => {
    const { app, stacks } = build();
    new Bucket(stacks.data, 'Careless');
    expect(() => app.synth()).toThrow(/Careless\/Resource[^]*AwsSolutions-S10/);
  },
  PATIENCE,
);

test('an acknowledgement without a reason is refused', () => {
  const { stacks } = build();
  expect(() => acknowledge(stacks.data, 'AwsSolutions-S1', 'not needed')).toThrow('needs a reason');
});

test(
  'an address on the command line reaches the functions, the upload origin and the sign-in',
  () => {
    const { app, stacks } = buildApp('dev', {
      entries: 'declared',
      securityRules: false,
      publicUrl: 'http://localhost:4711',
      outdir: aFolder(),
    });
    const assembly = app.synth();
    const text = [stacks.data, stacks.service]
      .map((stack) => JSON.stringify(assembly.getStackArtifact(stack.artifactId).template))
      .join();
    expect(text).toContain('"AllowedOrigins":["http://localhost:4711"]');
    expect(text).toContain('"CallbackURLs":["http://localhost:4711/desk/"]');
    expect(text).toContain('"PUBLIC_URL":"http://localhost:4711"');
    expect(text).not.toContain('localhost:4600');
  },
  PATIENCE,
);
