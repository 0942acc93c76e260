import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signText, signingKey } from '../../local/aws/signature-key.ts';
import { groundOf, type Ground, refusalOf, sendRaw, sha256, signRaw } from '../ports/object-store-ground.ts';
import { ACCOUNT, startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';

const hex = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

type Twist = { chunk?: string; trailer?: string; checksum?: string; cut?: number; size?: number };

describe('a body in signed chunks', () => {
  let started: StartedStore;
  let ground: Ground;
  let bucket = '';
  beforeAll(async () => {
    started = await startStoreTarget();
    ground = groundOf(started);
    bucket = await started.makeBucket({});
  });
  afterAll(async () => started.stop());

  /** Frames and signs `chunks` by the rules of "Signature calculations: multiple chunks"; a twist spoils one thing. */
  const send = async (key: string, chunks: string[], withTrailer: boolean, twist: Twist = {}) => {
    const whole = chunks.join('');
    const path = `/${bucket}/${key}`;
    const marker = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${withTrailer ? '-TRAILER' : ''}`;
    const headers = await signRaw(started.target, {
      method: 'PUT',
      path,
      headers: {
        'content-encoding': 'aws-chunked',
        'x-amz-content-sha256': marker,
        'x-amz-decoded-content-length': String(twist.size ?? whole.length),
        ...(withTrailer && { 'x-amz-trailer': 'x-amz-checksum-sha256' }),
      },
    });
    const [, scope = '', seed = ''] =
      /Credential=[^/]+\/([^,]+),.*Signature=([0-9a-f]{64})/.exec(headers['authorization'] ?? '') ?? [];
    const signer = signingKey(ACCOUNT.secretAccessKey, scope);
    let previous = seed;
    const sign = (kind: string, ...hashes: string[]) =>
      (previous = signText(
        signer,
        [`AWS4-HMAC-SHA256-${kind}`, headers['x-amz-date'], scope, previous, ...hashes].join('\n'),
      ));
    let body = '';
    for (const chunk of [...chunks, '']) {
      const signature = sign('PAYLOAD', hex(''), hex(chunk));
      const sent = twist.chunk !== undefined && chunk !== '' ? twist.chunk : chunk;
      body += `${sent.length.toString(16)};chunk-signature=${signature}\r\n${sent}${chunk === '' ? '' : '\r\n'}`;
    }
    if (withTrailer) {
      const line = `x-amz-checksum-sha256:${twist.checksum ?? sha256(whole)}`;
      const signature = sign('TRAILER', hex(`${line}\n`));
      body += `${line}\r\nx-amz-trailer-signature:${twist.trailer ?? signature}\r\n`;
    }
    body += '\r\n';
    if (twist.cut !== undefined) body = body.slice(0, -twist.cut);
    const answer = await sendRaw(started.target, { method: 'PUT', path, headers, body });
    return /<Code>(.*?)<\/Code>/.exec(answer.body)?.[1] ?? String(answer.status);
  };
  const read = async (Key: string) =>
    (await ground.s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();

  it('is stored without its framing, with and without a trailer', async () => {
    const chunks = ['a'.repeat(70_000), 'b'.repeat(8192), 'c'];
    for (const withTrailer of [false, true]) {
      expect(await send(`good-${withTrailer}`, chunks, withTrailer)).toBe('200');
      expect(await read(`good-${withTrailer}`)).toBe(chunks.join(''));
    }
  });

  const spoilt: [string, boolean, Twist, string][] = [
    ['bytes that the chunk signature does not cover', false, { chunk: 'forged' }, 'SignatureDoesNotMatch'],
    ['a forged trailer signature', true, { trailer: '0'.repeat(64) }, 'SignatureDoesNotMatch'],
    ['a trailer with the checksum of other bytes', true, { checksum: sha256('other') }, 'BadDigest'],
    ['a trailer that is no checksum', true, { checksum: 'x' }, 'InvalidRequest'],
    ['an end that is missing', true, { cut: 60 }, 'IncompleteBody'],
    ['a last chunk that is missing', false, { cut: 90 }, 'IncompleteBody'],
    ['more bytes than announced', false, { size: 3 }, 'IncompleteBody'],
    ['fewer bytes than announced', false, { size: 9 }, 'IncompleteBody'],
  ];
  for (const [name, withTrailer, twist, code] of spoilt)
    it(`is refused with ${name}`, async () => {
      expect(await send('bad', ['abc', 'def'], withTrailer, twist)).toBe(code);
      expect(await refusalOf(read('bad'))).toBe('NoSuchKey');
    });

  it('leaves the connection usable: a refusal is read even when the body was long', async () => {
    const Body = Buffer.alloc(20_000_000, 'x');
    const wrong = new PutObjectCommand({ Bucket: `${bucket}-absent`, Key: 'k', Body });
    expect(await refusalOf(ground.s3.send(wrong))).toBe('NoSuchBucket');
  });
});
