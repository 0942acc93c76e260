import { SignatureV4 } from '@smithy/signature-v4';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openChunkChain } from '../../local/aws/signature-chunks.ts';
import {
  type CredentialLookup,
  payloadMatches,
  type SignedRequest,
  verifySignature,
} from '../../local/aws/signature.ts';
import { NodeSha256 } from '../ports/object-store-sha256.ts';

const emptyHash = createHash('sha256').digest('hex');
const docsKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const suiteKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const lookup: CredentialLookup = (id) => {
  const found = [docsKey, suiteKey].find((key) => key.accessKeyId === id);
  return found && { secretAccessKey: found.secretAccessKey, principal: `owner of ${id}` };
};
const docsDay = new Date('2013-05-24T00:00:00Z');

/** A request of the examples in the Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)". */
const docsRequest = (
  method: string,
  url: string,
  signature: string,
  headers: Record<string, string>,
  host = 'examplebucket.s3.amazonaws.com',
): SignedRequest => {
  const all: Record<string, string> = { host, 'x-amz-date': '20130524T000000Z', ...headers };
  const names = Object.keys(all).toSorted().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${docsKey.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${signature}`;
  return { method, url, headers: { ...all, authorization } };
};

describe('the examples that AWS publishes', () => {
  const welcome = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';
  const examples: [string, SignedRequest][] = [
    [
      'GET of a range',
      docsRequest('GET', '/test.txt', 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41', {
        range: 'bytes=0-9',
        'x-amz-content-sha256': emptyHash,
      }),
    ],
    [
      'PUT of an object whose key needs encoding',
      docsRequest(
        'PUT',
        '/test%24file.text',
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        {
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-content-sha256': welcome,
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
      ),
    ],
    [
      'GET of a sub-resource',
      docsRequest('GET', '/?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543', {
        'x-amz-content-sha256': emptyHash,
      }),
    ],
    [
      'GET of a listing, its parameters in any order',
      docsRequest(
        'GET',
        '/?prefix=J&max-keys=2',
        '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
        {
          'x-amz-content-sha256': emptyHash,
        },
      ),
    ],
  ];
  for (const [name, request] of examples)
    it(`are accepted: ${name}`, () => {
      expect(verifySignature(request, lookup, docsDay)).toMatchObject({
        ok: true,
        principal: 'owner of AKIAIOSFODNN7EXAMPLE',
        service: 's3',
        region: 'us-east-1',
        presigned: false,
      });
    });

  const presigned = (signature: string): SignedRequest => ({
    method: 'GET',
    url: `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`,
    headers: { host: 'examplebucket.s3.amazonaws.com' },
  });
  const good = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';

  it('are accepted: a presigned GET, until its day is over', () => {
    const at = (seconds: number) =>
      verifySignature(presigned(good), lookup, new Date(docsDay.getTime() + seconds * 1000));
    expect(at(86_400)).toMatchObject({ ok: true, presigned: true, payloadHash: 'UNSIGNED-PAYLOAD' });
    expect(at(86_401)).toMatchObject({ ok: false, code: 'AccessDenied', message: 'Request has expired' });
    expect(at(-901)).toMatchObject({ ok: false, code: 'AccessDenied' });
    expect(verifySignature(presigned(good.replace('a', 'b')), lookup, docsDay)).toMatchObject({
      ok: false,
      code: 'SignatureDoesNotMatch',
    });
  });

  it('are accepted: the chain of signed chunks', () => {
    const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
    const upload = docsRequest(
      'PUT',
      '/examplebucket/chunkObject.txt',
      seed,
      {
        'content-encoding': 'aws-chunked',
        'content-length': '66824',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'x-amz-decoded-content-length': '66560',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      's3.amazonaws.com',
    );
    expect(verifySignature(upload, lookup, docsDay)).toMatchObject({ ok: true });
    const start = () =>
      openChunkChain({
        secretAccessKey: docsKey.secretAccessKey,
        scope: '20130524/us-east-1/s3/aws4_request',
        amzDate: '20130524T000000Z',
        signature: seed,
      });
    const hash = (size: number) => createHash('sha256').update('a'.repeat(size)).digest('hex');
    const chain = start();
    expect(
      chain.chunk(hash(65_536), 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    ).toBe(true);
    expect(chain.chunk(hash(1024), '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497')).toBe(
      true,
    );
    expect(chain.chunk(hash(0), 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9')).toBe(
      true,
    );
    expect(
      start().chunk(hash(1024), '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    ).toBe(false);
  });

  it('are accepted: get-vanilla of the test suite, whose body hash is not in a header', () => {
    const request: SignedRequest = {
      method: 'GET',
      url: '/',
      headers: {
        host: 'example.amazonaws.com',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
      },
    };
    const now = new Date('2015-08-30T12:36:00Z');
    expect(verifySignature({ ...request, bodySha256: emptyHash }, lookup, now)).toMatchObject({ ok: true });
    expect(verifySignature(request, lookup, now)).toMatchObject({ ok: false, code: 'AccessDenied' });
  });
});

describe('what the SDK signs', () => {
  const now = new Date('2026-11-23T03:00:00Z');
  const sign = async (
    service: string,
    path: string,
    query: Record<string, string | string[]>,
    s3 = service === 's3',
  ) => {
    const signer = new SignatureV4({
      credentials: docsKey,
      region: 'ap-southeast-1',
      service,
      sha256: NodeSha256,
      uriEscapePath: !s3,
    });
    const signed = await signer.sign(
      {
        method: 'POST',
        protocol: 'http:',
        hostname: 'localhost',
        path,
        query,
        headers: { host: 'localhost:4600' },
        body: '{}',
      },
      { signingDate: now },
    );
    const search = Object.entries(query)
      .flatMap(([name, value]) =>
        [value].flat().map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(item)}`),
      )
      .join('&');
    return { method: 'POST', url: search ? `${path}?${search}` : path, headers: signed.headers };
  };

  it('is accepted for odd paths and queries, encoded once for S3 and twice for others', async () => {
    for (const service of ['s3', 'scheduler'])
      for (const path of ['/', '/a%20b/c', '/%C4%91%C6%B0%E1%BB%9Dng/x%2By', "/it's(1)!*", '/a%252Fb'])
        for (const query of [{}, { a: "b c'(!)*", á: '+&=', z: ['2', '1'], A: '' }]) {
          const path3986 = path.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
          const request = await sign(service, service === 's3' ? path3986 : path, query);
          expect(verifySignature(request, lookup, now), `${service} ${path}`).toMatchObject({
            ok: true,
            service,
          });
        }
  });

  it('is refused when it is encoded by the other rule', async () => {
    const once = await sign('scheduler', '/a%20b', {}, true);
    expect(verifySignature(once, lookup, now)).toMatchObject({ ok: false, code: 'SignatureDoesNotMatch' });
  });

  it('is refused outside its quarter of an hour, from strangers, and with a changed method, path, query or header', async () => {
    const request = await sign('sqs', '/', { a: '1' });
    const code = (changed: Partial<SignedRequest>, at = now, keys = lookup) => {
      const verdict = verifySignature({ ...request, ...changed }, keys, at);
      return verdict.ok ? 'ok' : verdict.code;
    };
    expect(code({}, new Date(now.getTime() + 900_000))).toBe('ok');
    expect(code({}, new Date(now.getTime() + 900_001))).toBe('RequestTimeTooSkewed');
    expect(code({}, now, () => undefined)).toBe('InvalidAccessKeyId');
    expect(code({ method: 'PUT' })).toBe('SignatureDoesNotMatch');
    expect(code({ url: '/b?a=1' })).toBe('SignatureDoesNotMatch');
    expect(code({ url: '/?a=2' })).toBe('SignatureDoesNotMatch');
    expect(code({ url: '/?a=%zz' })).toBe('AccessDenied');
    expect(code({ headers: { ...request.headers, host: 'elsewhere' } })).toBe('SignatureDoesNotMatch');
    expect(code({ headers: {} })).toBe('MissingAuthenticationToken');
    expect(code({ headers: { ...request.headers, authorization: 'Bearer x' } })).toBe('AccessDenied');
    const unhosted = (request.headers['authorization'] ?? '').replace('host;', '');
    expect(code({ headers: { ...request.headers, authorization: unhosted } })).toBe('AccessDenied');
  });

  it('covers the body: other bytes, and hashes that are no hashes, do not match', async () => {
    const request = await sign('sqs', '/', {});
    const verdict = verifySignature(request, lookup, now);
    if (!verdict.ok) throw new Error(verdict.message);
    expect(payloadMatches(verdict.payloadHash, Buffer.from('{}'))).toBe(true);
    expect(payloadMatches(verdict.payloadHash, Buffer.from('{ }'))).toBe(false);
    expect(payloadMatches('anything', Buffer.from('{}'))).toBe(false);
  });
});
