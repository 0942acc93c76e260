import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { groundOf, type Ground, refusalOf, sendRaw, signRaw } from '../ports/object-store-ground.ts';
import { startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';

const codeOf = (body: string): string => /<Code>(.*?)<\/Code>/.exec(body)?.[1] ?? 'none';

describe('hostile input', () => {
  let started: StartedStore;
  let ground: Ground;
  let bucket = '';
  const outer = mkdtempSync(join(tmpdir(), 'objects-hostile-'));
  const faults: unknown[] = [];
  beforeAll(async () => {
    const dir = join(outer, 'deep', 'store');
    started = await startStoreTarget({ dir, onFault: (fault) => faults.push(fault) });
    ground = groundOf(started);
    bucket = await started.makeBucket({});
  });
  afterAll(async () => {
    await started.stop();
    rmSync(outer, { recursive: true, force: true });
  });
  const send = async (method: string, path: string, body?: string) =>
    sendRaw(started.target, {
      method,
      path,
      headers: await signRaw(started.target, { method, path }),
      ...(body !== undefined && { body }),
    });

  it('keys that look like paths are keys: what is written comes back and nothing leaves the folder', async () => {
    const keys = [
      '../../escape',
      '/etc/passwd',
      '//double',
      './a/../b',
      'C:\\Windows\\x',
      '..',
      '.',
      'a/',
      '%2e%2e%2fx',
      'é\u0301\u202Ex',
      '😀'.repeat(250),
      'k'.repeat(1024),
    ];
    for (const Key of keys) {
      const path = `/${bucket}/${encodeURIComponent(Key).replaceAll('%2F', '/')}`;
      expect((await send('PUT', path, Key)).status, Key).toBe(200);
      expect((await send('GET', path)).body, Key).toBe(Key);
    }
    const listed = await ground.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(new Set(listed.Contents?.map((item) => item.Key))).toEqual(new Set(keys));
    expect(readdirSync(outer)).toEqual(['deep']);
    expect(readdirSync(join(outer, 'deep'))).toEqual(['store']);
    expect(
      readdirSync(started.dir)
        .filter((name) => !name.startsWith('index.sqlite'))
        .toSorted(),
    ).toEqual(['blobs', 'drafts']);
    for (const name of readdirSync(join(started.dir, 'blobs'))) expect(name).toMatch(/^[0-9a-f-]{36}$/);
    expect(existsSync(join(outer, 'escape'))).toBe(false);
  });

  it('keys with NUL, too many bytes, broken escapes or broken UTF-8 are refused', async () => {
    const code = async (key: string) => codeOf((await send('PUT', `/${bucket}/${key}`, 'x')).body);
    expect(await code('a%00b')).toBe('InvalidArgument');
    expect(await code('a%01b')).toBe('InvalidArgument');
    expect(await code('k'.repeat(1025))).toBe('KeyTooLongError');
    expect(await code('%E1%BB%9D'.repeat(342))).toBe('KeyTooLongError');
    expect(await code('%zz')).toBe('InvalidURI');
    expect(await code('%ff%fe')).toBe('InvalidURI');
    expect(await code('%ed%a0%80')).toBe('InvalidURI');
  });

  it('documents with entities, half documents and other documents are refused', async () => {
    const bodies = [
      '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><Delete><Object><Key>&b;</Key></Object></Delete>',
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&x;</Key></Object></Delete>',
      '<Delete><Object><Key>a</Key>',
      '<Delete></Delete>',
      '<Other/>',
      'not xml',
      '',
      `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`,
      '<Delete><Object><Key>&#xD800;</Key></Object></Delete>',
    ];
    for (const body of bodies) {
      const path = `/${bucket}?delete=`;
      const md5 = createHash('md5').update(body).digest('base64');
      const headers = await signRaw(started.target, {
        method: 'POST',
        path,
        headers: { 'content-md5': md5 },
      });
      const answer = await sendRaw(started.target, { method: 'POST', path, headers, body });
      expect([answer.status, codeOf(answer.body)], body.slice(0, 60)).toEqual([400, 'MalformedXML']);
    }
  });

  it('header values and names that would break an answer are refused', async () => {
    const { presigner, s3 } = ground;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }));
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: 'k',
      ResponseContentType: 'a\r\nset-cookie: x=1',
    });
    const answer = await fetch(await getSignedUrl(presigner, command));
    expect([answer.status, codeOf(await answer.text())]).toEqual([400, 'InvalidArgument']);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const large = s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x', Metadata: { a: 'b'.repeat(2048) } }),
    );
    expect(await refusalOf(large)).toBe('MetadataTooLarge');
    for (const name of ['AB', 'a', '10.0.0.1', 'a..b', 'x'.repeat(64)])
      expect(codeOf((await send('PUT', `/${encodeURIComponent(name)}`)).body), name).toBe(
        'InvalidBucketName',
      );
  });

  it('a sender who hangs up in the middle leaves nothing behind', async () => {
    const path = `/${bucket}/half`;
    const headers = await signRaw(started.target, {
      method: 'PUT',
      path,
      headers: { 'content-length': '1000000' },
    });
    const { hostname, port } = new URL(started.target.endpoint);
    const before = readdirSync(join(started.dir, 'blobs')).length;
    const socket = connect(Number(port), hostname);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`PUT ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${'x'.repeat(500_000)}`);
    await vi.waitFor(() => expect(readdirSync(join(started.dir, 'drafts'))).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(() => expect(readdirSync(join(started.dir, 'drafts'))).toEqual([]));
    expect(readdirSync(join(started.dir, 'blobs'))).toHaveLength(before);
    expect(await refusalOf(ground.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'half' })))).toBe(
      'NoSuchKey',
    );
  });

  it('a body without a length, or with one that is too large, is refused', async () => {
    const path = `/${bucket}/k`;
    const signed = await signRaw(started.target, { method: 'PUT', path });
    const endless = await sendRaw(started.target, {
      method: 'PUT',
      path,
      headers: { ...signed, 'transfer-encoding': 'chunked' },
      body: 'x',
    });
    expect([endless.status, codeOf(endless.body)]).toEqual([411, 'MissingContentLength']);
    const marker = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '6000000000',
    };
    const headers = await signRaw(started.target, { method: 'PUT', path, headers: marker });
    const large = await sendRaw(started.target, { method: 'PUT', path, headers, body: '0\r\n\r\n' });
    expect([large.status, codeOf(large.body)]).toEqual([400, 'EntityTooLarge']);
  });

  it('a parameter given twice is refused, not chosen from', async () => {
    const answer = await send('GET', `/${bucket}/k?versionId=a&versionId=b`);
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'InvalidArgument']);
  });

  it('a reader keeps all parts of the version it began with while a writer replaces it', async () => {
    const at = { Bucket: bucket, Key: 'moving' };
    const { UploadId } = await ground.s3.send(
      new CreateMultipartUploadCommand({ ...at, ChecksumAlgorithm: 'CRC32' }),
    );
    const bodies = [Buffer.alloc(30_000_000, 'old'), Buffer.alloc(1000, 'end')];
    const Parts = [];
    for (const [n, Body] of bodies.entries()) {
      const part = { ...at, UploadId, PartNumber: n + 1 };
      const { ETag, ChecksumCRC32 } = await ground.s3.send(new UploadPartCommand({ ...part, Body }));
      Parts.push({ PartNumber: n + 1, ETag, ChecksumCRC32 });
    }
    await ground.s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    const reading = await ground.s3.send(new GetObjectCommand(at));
    await ground.s3.send(new PutObjectCommand({ ...at, Body: 'new' }));
    const bytes = Buffer.from((await reading.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(bodies))).toBe(true);
  });

  it('nothing of all this was a fault of the store', () => {
    expect(faults).toEqual([]);
  });
});
