import { GetObjectCommand, PutObjectCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { type Claim, type Ground, refusalOf, sendRaw, sha256, signRaw } from './object-store-ground.ts';
import { clientOf } from './object-store-target.ts';

const codeOf = (body: string): string => /<Code>(.*?)<\/Code>/.exec(body)?.[1] ?? 'none';

/** Strangers, forgers, browsers from elsewhere, and questions the store does not understand. */
export const refusalsSuite = (ground: () => Ground, claim: Claim): void => {
  const presign = (Bucket: string, Key: string, more: object = {}, options: object = {}) =>
    getSignedUrl(ground().presigner, new PutObjectCommand({ Bucket, Key, ...more }), {
      expiresIn: 60,
      ...options,
    });
  const putTo = async (url: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url, { method: 'PUT', body, headers });
    return answer.ok ? '200' : codeOf(await answer.text());
  };

  describe('who may call', () => {
    claim('signature-check', 'an anonymous request is refused with 403', async () => {
      const Bucket = await ground().makeBucket({});
      await ground().s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'POST'])
        for (const path of [`/${Bucket}/k`, `/${Bucket}`, '/'])
          expect((await sendRaw(ground().target, { method, path })).status, `${method} ${path}`).toBe(403);
    });

    claim('signature-check', 'an unknown key and a wrong secret are refused', async () => {
      const { target } = ground();
      const Bucket = await ground().makeBucket({});
      const as = (accessKeyId: string, secretAccessKey: string) =>
        clientOf({ ...target, credentials: { accessKeyId, secretAccessKey } }).send(
          new GetObjectCommand({ Bucket, Key: 'k' }),
        );
      expect(await refusalOf(as('AKIANOBODY', 'x'))).toBe('InvalidAccessKeyId');
      expect(await refusalOf(as(target.credentials.accessKeyId, 'x'))).toBe('SignatureDoesNotMatch');
    });

    claim(
      'signature-check',
      'a signature is only for its moment, its service, its path and its headers',
      async () => {
        const { target } = ground();
        const Bucket = await ground().makeBucket({});
        const path = `/${Bucket}/k`;
        const old = await signRaw(target, { method: 'GET', path, at: new Date(Date.now() - 16 * 60_000) });
        expect(codeOf((await sendRaw(target, { method: 'GET', path, headers: old })).body)).toBe(
          'RequestTimeTooSkewed',
        );
        const queue = await signRaw(target, { method: 'GET', path, service: 'sqs' });
        expect((await sendRaw(target, { method: 'GET', path, headers: queue })).status).toBe(403);
        const good = await signRaw(target, { method: 'PUT', path });
        const body = 'x';
        const elsewhere = await sendRaw(target, { method: 'PUT', path: `${path}2`, headers: good, body });
        expect(codeOf(elsewhere.body)).toBe('SignatureDoesNotMatch');
        const added = { ...good, 'x-amz-meta-added': 'later' };
        expect(codeOf((await sendRaw(target, { method: 'PUT', path, headers: added, body })).body)).toBe(
          'AccessDenied',
        );
        expect((await sendRaw(target, { method: 'PUT', path, headers: good, body })).status).toBe(200);
      },
    );

    claim('signature-check', 'a body other than the signed one is refused', async () => {
      const { target } = ground();
      const path = `/${await ground().makeBucket({})}/k`;
      const hash = Buffer.from(sha256('signed'), 'base64').toString('hex');
      const headers = await signRaw(target, {
        method: 'PUT',
        path,
        headers: { 'x-amz-content-sha256': hash },
      });
      const forged = await sendRaw(target, { method: 'PUT', path, headers, body: 'forged' });
      expect(codeOf(forged.body)).toBe('XAmzContentSHA256Mismatch');
    });
  });

  describe('a presigned address', () => {
    claim('signature-check', 'lives as long as it says and at most a week', async () => {
      const Bucket = await ground().makeBucket({});
      expect(await putTo(await presign(Bucket, 'k'), 'x')).toBe('200');
      const past = await presign(Bucket, 'k', {}, { signingDate: new Date(Date.now() - 61_000) });
      expect(await putTo(past, 'x')).toBe('AccessDenied');
      const week = await presign(Bucket, 'k', {}, { expiresIn: 604_800 });
      const longer = week.replace('X-Amz-Expires=604800', 'X-Amz-Expires=604801');
      expect(await putTo(longer, 'x')).toMatch(/^(AccessDenied|AuthorizationQueryParametersError)$/);
      expect(await putTo(week.replace('X-Amz-Expires=604800', 'X-Amz-Expires=604799'), 'x')).toBe(
        'SignatureDoesNotMatch',
      );
    });

    claim('checksum-verification', 'with a checksum in its query takes only those bytes', async () => {
      const Bucket = await ground().makeBucket({});
      const url = await presign(Bucket, 'k', { ChecksumSHA256: sha256('right') });
      expect(url).toContain('x-amz-checksum-sha256=');
      expect(await putTo(url, 'wrong')).toBe('BadDigest');
      expect(await putTo(url, 'right')).toBe('200');
    });

    claim('signature-check', 'does not let its holder add headers that were not signed', async () => {
      const url = await presign(await ground().makeBucket({}), 'k');
      expect(await putTo(url, 'x', { 'x-amz-meta-a': 'b' })).toBe('AccessDenied');
      expect(await putTo(`${url}&versionId=x`, 'x')).toBe('SignatureDoesNotMatch');
    });

    it('gives the download the name and type that were signed', async () => {
      const Bucket = await ground().makeBucket({});
      await ground().s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'a,b' }));
      const ResponseContentDisposition = 'attachment; filename="du-lieu.csv"';
      const command = new GetObjectCommand({
        Bucket,
        Key: 'k',
        ResponseContentDisposition,
        ResponseContentType: 'text/csv',
      });
      const answer = await fetch(await getSignedUrl(ground().presigner, command, { expiresIn: 60 }));
      expect(answer.headers.get('content-disposition')).toBe(ResponseContentDisposition);
      expect(answer.headers.get('content-type')).toBe('text/csv');
      expect(await answer.text()).toBe('a,b');
    });
  });

  describe('a browser from another origin', () => {
    const cors = [
      {
        allowedOrigins: ['https://*.tinh.gov.vn'],
        allowedMethods: ['PUT' as const, 'GET' as const],
        allowedHeaders: ['content-type', 'x-amz-*'],
        exposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
        maxAge: 600,
      },
    ];

    claim('cors', 'may do what the rules of the bucket allow', async () => {
      const Bucket = await ground().makeBucket({ cors });
      const ask = (origin: string, method: string, asked: string) =>
        fetch(`${ground().target.endpoint}/${Bucket}/k`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': method,
            'access-control-request-headers': asked,
          },
        });
      const yes = await ask('https://du-lieu.tinh.gov.vn', 'PUT', 'content-type, x-amz-checksum-sha256');
      expect(yes.status).toBe(200);
      expect(yes.headers.get('access-control-allow-origin')).toBe('https://du-lieu.tinh.gov.vn');
      expect(yes.headers.get('access-control-max-age')).toBe('600');
      for (const [origin, method, asked] of [
        ['https://evil.example', 'PUT', ''],
        ['https://du-lieu.tinh.gov.vn', 'DELETE', ''],
        ['https://du-lieu.tinh.gov.vn', 'PUT', 'authorization'],
      ] as const)
        expect((await ask(origin, method, asked)).status, `${origin} ${method} ${asked}`).toBe(403);
      const url = await presign(Bucket, 'k');
      const answer = await fetch(url, {
        method: 'PUT',
        body: 'x',
        headers: { origin: 'https://a.tinh.gov.vn' },
      });
      expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag');
      const stranger = await fetch(url, {
        method: 'PUT',
        body: 'x',
        headers: { origin: 'https://evil.example' },
      });
      expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('what the store does not do', () => {
    claim('refuses-unknown', 'is refused by name and never answered with a false 200', async () => {
      const { target, s3 } = ground();
      const Bucket = await ground().makeBucket({});
      const tagging = new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet: [] } });
      expect(await refusalOf(s3.send(tagging))).toBe('NotImplemented');
      for (const [method, path] of [
        ['PUT', `/${Bucket}?lifecycle=`],
        ['GET', `/${Bucket}?policy=`],
        ['GET', `/${Bucket}/k?acl=`],
        ['GET', `/${Bucket}/k?partNumber=1`],
        ['POST', `/${Bucket}/k?restore=`],
        ['POST', `/${Bucket}`],
        ['PATCH', `/${Bucket}/k`],
        ['DELETE', `/${Bucket}`],
      ] as const) {
        const headers = await signRaw(target, { method, path });
        const answer = await sendRaw(target, { method, path, headers });
        expect([answer.status, codeOf(answer.body)], `${method} ${path}`).toEqual([501, 'NotImplemented']);
      }
      const encrypted = s3.send(
        new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ServerSideEncryption: 'aws:kms' }),
      );
      expect(await refusalOf(encrypted)).toBe('NotImplemented');
    });

    it('an error carries code, message and request id and no trace of the program', async () => {
      const { target } = ground();
      const path = `/${await ground().makeBucket({})}/absent`;
      const answer = await sendRaw(target, {
        method: 'GET',
        path,
        headers: await signRaw(target, { method: 'GET', path }),
      });
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toContain('application/xml');
      for (const element of ['Code', 'Message', 'RequestId'])
        expect(answer.body).toMatch(new RegExp(`<${element}>.+</${element}>`));
      expect(answer.body).not.toMatch(/\.ts|node:|at .*\(/);
    });
  });
};
