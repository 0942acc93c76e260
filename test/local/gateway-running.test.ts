import { request } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSmallSystem } from './small-functions.ts';
import { freePorts, startPortal, type Portal } from './small-portal.ts';

// Engines and functions start here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let portal: Portal;
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'portal-'));
  portal = await startPortal({ dir, port: await freePorts(), template: buildSmallSystem() });
  const { awsEndpoint, opsCredentials } = JSON.parse(await readFile(join(dir, 'runtime.json'), 'utf8')) as {
    awsEndpoint: string;
    opsCredentials: { accessKeyId: string; secretAccessKey: string };
  };
  const s3 = new S3Client({ region: 'ap-southeast-1', endpoint: awsEndpoint, credentials: opsCredentials });
  const put = (Key: string, Body: string, more: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket: 'small-data-site', Key, Body, ...more }));
  await put('index.html', '<p>trang chủ</p>', { ContentType: 'text/html; charset=utf-8' });
  await put('bảng số.csv', 'mã,tên\r\n'.repeat(400), {
    ContentType: 'text/csv; charset=utf-8',
    ContentDisposition: 'attachment',
    CacheControl: 'max-age=600, s-maxage=5',
  });
  await put('moved', '', { Metadata: { redirect: '/bang.csv' } });
  s3.destroy();
});
afterAll(async () => {
  portal.child.kill('SIGINT');
  await portal.exited;
});

/** A raw request: fetch would hide headers, follow redirects and unpack bodies. */
const ask = (
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) =>
  new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }>(
    (resolve, reject) => {
      const { port } = new URL(portal.url);
      const outgoing = request(
        { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.once('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.once('error', reject);
      outgoing.end(options.body);
    },
  );

const CSV = '/b%E1%BA%A3ng%20s%E1%BB%91.csv';

describe('the edge before the bucket', () => {
  it('runs the edge function: an index page, and a redirect from metadata', async () => {
    expect((await ask('/')).body.toString()).toBe('<p>trang chủ</p>');
    const moved = await ask('/moved');
    expect([moved.status, moved.headers['location'], moved.body.length]).toEqual([302, '/bang.csv', 0]);
  });

  it('asks the second origin for what the bucket has not, and tells it of the path alone', async () => {
    const missing = await ask('/nothing-here?q=1', { headers: { authorization: 'Bearer mine' } });
    expect([missing.status, missing.body.toString()]).toEqual([404, '<p>không thấy</p>']);
    expect(missing.headers['x-seen']).toBe(JSON.stringify(['/nothing-here', '', null]));
  });

  it('adds the headers of the policy, over the origin’s own only where it says so', async () => {
    const { headers } = await ask('/');
    const { port } = new URL(portal.url);
    expect(headers).toMatchObject({
      'content-security-policy': `connect-src 'self' http://localhost:${port} http://127.0.0.1:${Number(port) + 1}`,
      'strict-transport-security': 'max-age=60; includeSubDomains',
      'permissions-policy': 'camera=()',
      'content-disposition': 'inline',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect((await ask(CSV)).headers['content-disposition']).toBe('attachment');
    const across = await ask('/', { headers: { origin: 'https://elsewhere.example' } });
    expect(across.headers['access-control-allow-origin']).toBe('*');
  });

  it('says how long the CDN would keep an answer', async () => {
    expect((await ask('/')).headers['x-local-edge-keeps']).toBe('60');
    expect((await ask(CSV)).headers['x-local-edge-keeps']).toBe('5');
    expect((await ask('/api/v1/nothing')).headers['x-local-edge-keeps']).toBe('0');
  });

  it('answers ranges, conditions and HEAD', async () => {
    const whole = await ask(CSV);
    const etag = String(whole.headers['etag']);
    const part = await ask(CSV, { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
      206,
      'mã,',
      `bytes 0-3/${whole.body.length}`,
    ]);
    expect((await ask(CSV, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await ask(CSV, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(whole.body.length),
      0,
    ]);
    expect((await ask(CSV, { headers: { range: 'bytes=999999-' } })).status).toBe(416);
  });

  it('compresses text for those who take gzip, with a weak ETag', async () => {
    const packed = await ask(CSV, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(String(packed.headers['etag'])).toMatch(/^W\/"/);
    expect(gunzipSync(packed.body)).toEqual((await ask(CSV)).body);
  });

  it.each([
    ['leaving the folder', '/../../etc/passwd', 404],
    ['leaving it encoded', '/%2e%2e/%2e%2e/secret', 404],
    ['leaving it doubly encoded', '/%252e%252e%252fsecret', 404],
    ['broken percent-encoding', '/%E0%A4%A', 400],
    ['a zero byte', '/a%00b', 400],
  ])('lets a path not get out by %s', async (_, path, status) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).not.toContain('root:');
  });

  it('refuses methods that the behaviour does not list', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(403);
  });
});

describe('the API behind the edge', () => {
  const tokenOf = async (persona: string) => {
    const signedIn = await ask('/_local/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    });
    return (JSON.parse(signedIn.body.toString()) as { accessToken?: string }).accessToken;
  };

  it('answers as an HTTP API where there is no route, no token, or a body too large', async () => {
    const nowhere = await ask('/api/v1/nowhere?q=1', {
      method: 'POST',
      headers: { 'x-origin-secret': 'guessed', authorization: 'Bearer mine' },
    });
    expect(nowhere.status).toBe(404);
    expect(JSON.parse(nowhere.body.toString())).toMatchObject({
      nothing: '/api/v1/nowhere',
      query: 'q=1',
      authorization: 'Bearer mine',
      // The edge's own, whatever the caller claims.
      shown: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    const bare = await ask('/api/v1/private');
    expect([bare.status, bare.body.toString(), bare.headers['www-authenticate']]).toEqual([
      401,
      '{"message":"Unauthorized"}',
      'Bearer',
    ]);
    const large = await ask('/api/v1/notes/x', {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1, 'x'),
    });
    expect([large.status, large.body.toString()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  it('hands the persona’s claims to the function, which sees its own environment and nothing of ours', async () => {
    const answer = await ask('/api/v1/private', {
      headers: { authorization: `Bearer ${await tokenOf('chairman')}` },
    });
    const { claims, environment } = JSON.parse(answer.body.toString()) as {
      claims: Record<string, string>;
      environment: string[];
    };
    expect(claims).toMatchObject({
      client_id: 'small-data-Client',
      token_use: 'access',
      scope: 'openid email profile',
    });
    expect(environment).toEqual(
      expect.arrayContaining([
        'AWS_ACCESS_KEY_ID',
        'AWS_ENDPOINT_URL',
        'AWS_REGION',
        'NOTES',
        'PUBLIC_URL',
        'SEEN',
        'TMPDIR',
      ]),
    );
    for (const ours of ['LOCAL_DIR', 'LOCAL_TEMPLATE', 'PORT', 'QUEUE_URL'])
      expect(environment).not.toContain(ours);
  });

  it('says 500 when the function throws or dies, 503 when it runs too long, and serves the next request', async () => {
    const post = (body: string) =>
      ask('/api/v1/notes/f', { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
    for (const fate of ['throw', 'crash']) {
      const answer = await post(fate);
      expect([answer.status, answer.body.toString()]).toEqual([500, '{"message":"Internal Server Error"}']);
    }
    const late = await ask('/api/v1/spin', { method: 'POST' });
    expect([late.status, late.body.toString()]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect((await post('fine')).status).toBe(201);
  });

  it('says 500 when the function takes more memory than its template gives it, and serves the next request', async () => {
    const post = (body: string) =>
      ask('/api/v1/notes/m', { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
    const answer = await post('hoard');
    expect([answer.status, answer.body.toString()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(await readFile(join(dir, 'logs', 'web.log'), 'utf8')).toContain('heap out of memory');
    expect((await post('fine')).status).toBe(201);
  });

  it('refuses a call that the template does not grant, and names function, action and table', async () => {
    const post = (body: string) =>
      ask('/api/v1/notes/g', { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
    expect((await post('fine')).status).toBe(201);
    expect((await post('not granted')).status).toBe(500);
    expect(portal.output()).toMatch(
      /AccessDenied: web is not granted dynamodb:DeleteItem on \S*table\/small-data-/i,
    );
    // What was to be deleted is still there.
    expect((await ask('/api/v1/notes/g')).status).toBe(200);
  });
});

describe('the conveniences below /_local/', () => {
  it('move the clock forward only, and tell the API', async () => {
    const move = (now: string) =>
      ask('/_local/clock', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ now }),
      });
    expect((await move('2025-06-20T09:00:00+07:00')).status).toBe(200);
    const back = await move('2025-06-19T09:00:00+07:00');
    expect([back.status, back.body.toString().includes('chỉ đi tới')]).toEqual([409, true]);
    const { now } = JSON.parse((await ask('/_local/clock')).body.toString()) as { now: string };
    expect(now.slice(0, 10)).toBe('2025-06-20');
  });

  it('take nothing from another site: neither a form, nor a name that only points here', async () => {
    const form = await ask('/_local/clock', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"now":"2030-01-01T00:00:00Z"}',
    });
    expect(form.status).toBe(400);
    expect((await ask('/_local/personas', { headers: { host: 'evil.example:4600' } })).status).toBe(403);
  });

  it('show queues, people and a page, and say 404 to the rest', async () => {
    const queues = JSON.parse((await ask('/_local/queues')).body.toString()) as {
      name: string;
      deadLetters: boolean;
    }[];
    expect(queues.map(({ name, deadLetters }) => [name, deadLetters])).toEqual([
      ['small-service-WorkDead.fifo', true],
      ['small-service-Work.fifo', false],
    ]);
    expect((await ask('/_local/')).body.toString()).toContain('Bảng điều khiển cục bộ');
    expect((await ask('/_local/nothing')).status).toBe(404);
  });
});
