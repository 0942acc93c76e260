import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { findEnvironment } from '../../infra/environments.ts';
import { createAwsEndpoint } from '../aws/endpoint.ts';
import { createTableProxy } from '../aws/table-proxy.ts';
import { startTableEngine } from '../engines/dynamodb/start.ts';
import { createObjectStore } from '../engines/object-store/object-store.ts';
import { PLACE } from '../place.ts';
import { openKeyring } from '../runtime/credentials.ts';
import { takeStateFolder } from '../runtime/state-folder.ts';
import { synthesise } from '../synthesise.ts';
import { readTopology } from '../topology.ts';

/** A system's tables and evidence, wherever it is, and the clients to read them with. */
export type Reached = {
  readonly where: string;
  readonly db: DynamoDBDocumentClient;
  readonly s3: S3Client;
  /** By logical id: `Ledger`, `Cases`, `Views`, `EvidenceBucket`, `IndexBucket`, `PublicBucket`. Throws for one that is not known. */
  readonly name: (logicalId: string) => string;
  /** The address people type, as pages and files have it. */
  readonly publicUrl: () => string;
  readonly close: () => Promise<void>;
};

type Access = {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

const environmentNames: Readonly<Record<string, string>> = {
  Ledger: 'LEDGER_TABLE',
  Cases: 'CASES_TABLE',
  Views: 'VIEWS_TABLE',
  EvidenceBucket: 'EVIDENCE_BUCKET',
  IndexBucket: 'INDEX_BUCKET',
  PublicBucket: 'PUBLIC_BUCKET',
};

const Running = z.object({
  pid: z.int(),
  url: z.string(),
  awsEndpoint: z.string(),
  resources: z.record(z.string(), z.string()),
  opsCredentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const clientsFor = (access?: Access) => {
  const config = access ? { ...access, region: PLACE.region } : {};
  const tables = new DynamoDBClient(config);
  const s3 = new S3Client({ ...config, ...(access ? { forcePathStyle: true } : {}) });
  return {
    db: DynamoDBDocumentClient.from(tables, { marshallOptions: { removeUndefinedValues: true } }),
    s3,
    destroy: () => {
      tables.destroy();
      s3.destroy();
    },
  };
};

const named =
  (resources: Readonly<Record<string, string | undefined>>) =>
  (logicalId: string): string => {
    const name = resources[logicalId];
    if (!name) throw new Error(`Chưa biết tên của ${logicalId}: đặt biến ${environmentNames[logicalId]}.`);
    return name;
  };

/** Tables and buckets named by environment variables: AWS, or an emulator by `AWS_ENDPOINT_URL`. */
const byEnvironment = (env: NodeJS.ProcessEnv): Reached => {
  const resources = Object.fromEntries(
    Object.entries(environmentNames).map(([logicalId, variable]) => [logicalId, env[variable]]),
  );
  const { db, s3, destroy } = clientsFor();
  return {
    where: env['AWS_ENDPOINT_URL'] ?? `AWS ${env['AWS_REGION'] ?? ''}`.trim(),
    db,
    s3,
    name: named(resources),
    publicUrl: () => {
      const address = env['PUBLIC_URL'];
      if (!address) throw new Error('Chưa biết địa chỉ công khai: đặt biến PUBLIC_URL.');
      return address;
    },
    close: async () => destroy(),
  };
};

const runningIn = (stateDir: string): Reached | undefined => {
  const note = join(stateDir, 'runtime.json');
  if (!existsSync(note)) return undefined;
  const running = Running.parse(JSON.parse(readFileSync(note, 'utf8')));
  if (!isAlive(running.pid)) return undefined;
  const { db, s3, destroy } = clientsFor({
    endpoint: running.awsEndpoint,
    credentials: running.opsCredentials,
  });
  return {
    where: `hệ thống đang chạy tại ${running.url}`,
    db,
    s3,
    name: named(running.resources),
    publicUrl: () => running.url,
    close: async () => destroy(),
  };
};

/** Nothing runs: the engines alone are started on what lies in the folder, and stopped again. */
const startedOn = async (stateDir: string): Promise<Reached> => {
  if (!existsSync(join(stateDir, 'tables')))
    throw new Error(`Không có trạng thái nào trong ${stateDir}. Chạy \`npm start\` trước.`);
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const { release } = await takeStateFolder(stateDir, false);
    closers.push(release);
    const { dir } = await synthesise('dev');
    const local = { aws: 'http://127.0.0.1:0', issuer: 'http://127.0.0.1:0' };
    const publicUrl = process.env['PUBLIC_URL'] ?? findEnvironment('dev')?.publicUrl ?? '';
    const { resources } = readTopology(dir, { local, publicUrl });
    const keyring = openKeyring(join(stateDir, 'secret'));
    const engine = await startTableEngine({ dir: join(stateDir, 'tables') });
    closers.push(() => engine.stop());
    const proxy = createTableProxy(engine.endpoint);
    closers.push(() => proxy.close());
    const objects = createObjectStore({ dir: join(stateDir, 'objects'), lookup: keyring.lookup });
    closers.push(() => objects.close());
    const aws = await createAwsEndpoint({
      credentials: keyring.lookup,
      engines: { dynamodb: proxy },
      s3: objects.handle,
    });
    closers.push(() => aws.close());
    const { db, s3, destroy } = clientsFor({ endpoint: aws.url, credentials: keyring.of('ops') });
    closers.push(destroy);
    return {
      where: `trạng thái trong ${stateDir}`,
      db,
      s3,
      name: named(resources),
      publicUrl: () => publicUrl,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/**
 * Finds the system to look at: named by `LEDGER_TABLE` and its like, else the one running on this laptop, else the state
 * it left in `LOCAL_DIR`. Throws with a sentence for people when there is none.
 */
export const reach = async (stateDir: string, env: NodeJS.ProcessEnv = process.env): Promise<Reached> =>
  env['LEDGER_TABLE'] ? byEnvironment(env) : (runningIn(stateDir) ?? (await startedOn(stateDir)));
