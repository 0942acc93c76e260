import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { deploySite, deploymentIdOf, type SiteDeployment } from '../../infra/site/deploy-site.ts';
import type { Topology } from '../topology.ts';
import { PLACE } from '../place.ts';
import type { Credentials } from './credentials.ts';

const root = join(import.meta.dirname, '..', '..');

/** Builds the web part, in a process of its own; it finds by itself that nothing changed. */
const buildWeb = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'web', 'build.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => {
      const dir = said.trim().split('\n').at(-1);
      if (code === 0 && dir) resolve(dir);
      else reject(new Error(`The web build failed (${code}):\n${complaint}`));
    });
  });

/**
 * Deploys the built site as on AWS, by the same step; only when it changed since the last time. Returns whether it did.
 */
export const publishSite = async (options: {
  endpoint: { url: string };
  credentials: Credentials;
  bucket: string;
  queueUrl: string;
  issuer: string;
  topology: Topology;
  stateDir: string;
}): Promise<boolean> => {
  const webFolder = await buildWeb();
  const site: SiteDeployment = {
    publicBucket: options.bucket,
    publicationQueueUrl: options.queueUrl,
    issuer: options.issuer,
    clientId: options.topology.clients[0]?.id ?? '',
    webFolder,
    manifest: JSON.parse(readFileSync(join(webFolder, 'assets', 'manifest.json'), 'utf8')),
  };
  const file = join(options.stateDir, 'site.json');
  const deployment = deploymentIdOf(site);
  if (existsSync(file) && readFileSync(file, 'utf8') === deployment) return false;
  const client = { endpoint: options.endpoint.url, region: PLACE.region, credentials: options.credentials };
  await deploySite(site, { s3: new S3Client(client), sqs: new SQSClient(client) });
  writeFileSync(file, deployment);
  return true;
};
