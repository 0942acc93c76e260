import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { synthesise } from '../../local/synthesise.ts';
import { ACCESS_LOG_PREFIX } from '../../shared/contract/access-log.ts';
import { IMMUTABLE, MUTABLE, PATHS } from '../../shared/contract/public-paths.ts';
import { at, listOf, type Json, type Template } from '../infra/template.ts';
import { freePorts, startPortal, until, type Portal } from './small-portal.ts';

// The whole system of the real template starts here, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 480_000 });

type Facts = {
  awsEndpoint: string;
  opsCredentials: { accessKeyId: string; secretAccessKey: string };
  resources: Record<string, string>;
};

const RELEASE = '/datasets/mot-bo/releases/1/bang.csv';

let portal: Portal;
let dir: string;
let edge: Template;
let s3: S3Client;
let facts: Facts;
let apiHost: string;

beforeAll(async () => {
  const template = await synthesise('dev');
  dir = mkdtempSync(join(tmpdir(), 'edge-'));
  portal = await startPortal({ dir, port: await freePorts(), template: template.dir });
  facts = JSON.parse(readFileSync(join(dir, 'runtime.json'), 'utf8')) as Facts;
  edge = JSON.parse(readFileSync(join(template.dir, 'dev-edge.template.json'), 'utf8')) as Template;
  const service = JSON.parse(
    readFileSync(join(template.dir, 'dev-service.template.json'), 'utf8'),
  ) as Template;
  const [apiId = ''] =
    Object.entries(service.Resources).find(([, it]) => it.Type === 'AWS::ApiGatewayV2::Api') ?? [];
  apiHost = `dev-service-${apiId}`.toLowerCase() + '.execute-api.ap-southeast-1.amazonaws.com';
  s3 = new S3Client({
    region: 'ap-southeast-1',
    endpoint: facts.awsEndpoint,
    forcePathStyle: true,
    credentials: facts.opsCredentials,
  });
  const Bucket = facts.resources['PublicBucket'];
  const put = (Key: string, more: object) => s3.send(new PutObjectCommand({ Bucket, Key, ...more }));
  await put(RELEASE.slice(1), { Body: 'ma\n1\n', ContentType: 'text/csv', CacheControl: IMMUTABLE });
  for (const page of ['', 'requests/', 'en/requests/new/'])
    await put(`${page}index.html`, { Body: '<p></p>', ContentType: 'text/html', CacheControl: MUTABLE });
  await until('the pages for what is not there', async () => (await ask('/nothing')).body.includes('<html'));
});
afterAll(async () => {
  s3.destroy();
  portal.child.kill('SIGINT');
  await portal.exited;
  rmSync(dir, { recursive: true, force: true });
});

/** A raw request: fetch can not choose the host it names. */
const ask = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const { port } = new URL(portal.url);
    request(
      { host: '127.0.0.1', port, path, headers: { host: `localhost:${port}`, ...headers } },
      (incoming) => {
        let body = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        incoming.once('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
        );
      },
    )
      .once('error', reject)
      .end();
  });

const config = (): Json | undefined =>
  at(
    Object.values(edge.Resources).find((it) => it.Type === 'AWS::CloudFront::Distribution')?.Properties,
    'DistributionConfig',
  );

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The headers the template's own policy asks for, and the content policy without what it may connect to. */
const wantedOf = (pattern: string) => {
  const behaviour =
    listOf(at(config(), 'CacheBehaviors')).find((it) => at(it, 'PathPattern') === pattern) ??
    at(config(), 'DefaultCacheBehavior');
  const policy = at(
    edge.Resources[textOf(at(behaviour, 'ResponseHeadersPolicyId', 'Ref'))]?.Properties,
    'ResponseHeadersPolicyConfig',
  );
  const security = at(policy, 'SecurityHeadersConfig');
  const csp = at(security, 'ContentSecurityPolicy', 'ContentSecurityPolicy');
  return {
    headers: {
      'x-content-type-options': 'nosniff',
      'x-frame-options': at(security, 'FrameOptions', 'FrameOption'),
      'referrer-policy': at(security, 'ReferrerPolicy', 'ReferrerPolicy'),
      'strict-transport-security': `max-age=${JSON.stringify(at(security, 'StrictTransportSecurity', 'AccessControlMaxAgeSec'))}; includeSubDomains`,
      ...Object.fromEntries(
        listOf(at(policy, 'CustomHeadersConfig', 'Items')).map((it) => [
          at(it, 'Header') as string,
          at(it, 'Value'),
        ]),
      ),
    },
    open: at(policy, 'CorsConfig') !== undefined,
    csp: (typeof csp === 'string'
      ? csp
      : listOf(at(csp, 'Fn::Join', 1))
          .filter((it) => typeof it === 'string')
          .join('')
    )
      .split('; ')
      .filter((directive) => !directive.startsWith('connect-src')),
  };
};

const anAsset = async (): Promise<string> => {
  const { body } = await ask('/desk/');
  const found = /\/assets\/[^"]+\.js/.exec(body)?.[0];
  if (!found) throw new Error('The desk names no script');
  return found;
};

const samples: Record<string, () => Promise<string> | string> = {
  '/api/*': () => '/api/v1/agencies',
  '/assets/*': anAsset,
  '/desk*': () => '/desk/datasets',
  '/en/desk*': () => '/en/desk/',
  '/datasets/*/releases/*': () => RELEASE,
  '/requests*': () => '/requests/',
  '/en/requests*': () => '/en/requests/new/',
  '*': () => '/',
};

describe.each(PATHS)('the gateway at $pattern', ({ pattern, edgeSeconds }) => {
  it('sends the headers of the template’s policy and would keep as long as the table says', async () => {
    const path = await samples[pattern]?.();
    const answer = await ask(path ?? '', { origin: 'https://elsewhere.example' });
    const wanted = wantedOf(pattern);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject(wanted.headers);
    expect(answer.headers['access-control-allow-origin']).toBe(wanted.open ? '*' : undefined);
    expect(
      String(answer.headers['content-security-policy'])
        .split('; ')
        .filter((directive) => !directive.startsWith('connect-src')),
    ).toEqual(wanted.csp);
    expect(answer.headers['x-local-edge-keeps']).toBe(String(edgeSeconds));
  });
});

describe('what is not there', () => {
  it('is a page in the language of its address', async () => {
    const [vi_, en] = [await ask('/datasets/khong-co/'), await ask('/en/datasets/khong-co/')];
    expect([vi_.status, en.status]).toEqual([404, 404]);
    expect(vi_.body).toContain('lang="vi"');
    expect(en.body).toContain('lang="en"');
    expect(vi_.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it.each(['/api/v1/datasets/khong-co', '/api/v1/khong-co', '/api/'])('is a problem at %s', async (path) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.parse(answer.body)).toMatchObject({ type: '/problems/not-found' });
  });
});

describe('the API’s own address', () => {
  it.each(['/api/v1/agencies', '/api/v1/search?q=a', '/api/v1/khong-co', '/khong-co'])(
    'answers %s to nobody who goes round the CDN',
    async (path) => {
      expect((await ask(path, { host: apiHost })).status).toBe(403);
      expect((await ask(path, { host: apiHost, 'x-origin-secret': 'guess' })).status).toBe(403);
    },
  );
});

it('writes each answer into the bucket of access logs, without who asked or what for', async () => {
  await ask(`${RELEASE}?q=bi-mat`, { 'user-agent': 'a reader', referer: 'https://elsewhere.example/secret' });
  const Bucket = facts.resources['AccessLogsBucket'];
  const lines = async (): Promise<string> => {
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: ACCESS_LOG_PREFIX }));
    const texts = await Promise.all(
      (listed.Contents ?? []).map(async ({ Key }) => {
        const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return gunzipSync((await got.Body?.transformToByteArray()) ?? new Uint8Array()).toString();
      }),
    );
    return texts.join('');
  };
  await until('the line of the download', async () => (await lines()).includes('a%20reader'));
  const line = (await lines()).split('\n').find((one) => one.includes('a%20reader'));
  expect(line).toContain(`\t${RELEASE}\t200\t`);
  expect(await lines()).not.toMatch(/bi-mat|elsewhere|127\.0\.0\.1|::1/);
});
