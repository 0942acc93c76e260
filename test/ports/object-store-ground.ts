import type { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { it } from 'vitest';
import type { Capability, Lacks } from './object-store-lacks.ts';
import { NodeSha256 } from './object-store-sha256.ts';
import { clientOf, presignerOf, type ObjectStoreTarget } from './object-store-target.ts';
import type { PortTarget } from './target.ts';

/** The ground a suite stands on once its target has started. */
export type Ground = ObjectStoreTarget & { s3: S3Client; presigner: S3Client };

/** Registers a test of a capability that not every foreign store has. */
export type Claim = (capability: Capability, name: string, test: () => Promise<void>) => void;

/** What an endpoint is said to lack must really fail there: a gap that closed turns the suite red, too. */
export const claimsFor =
  (lacks: Lacks): Claim =>
  (capability, name, test) => {
    const reason = lacks[capability];
    if (reason === undefined) it(name, test);
    else it.fails(`(not here: ${reason}) ${name}`, test);
  };

export const groundOf = (target: ObjectStoreTarget): Ground => ({
  ...target,
  s3: clientOf(target.target),
  presigner: presignerOf(target.target),
});

/** The code S3 refused with, `200` when it did not refuse. */
export const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return '200';
  } catch (fault) {
    return fault instanceof Error ? fault.name : String(fault);
  }
};

export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('base64');

export const generated = (size: number): Buffer => randomBytes(size);

export type RawAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

/** Sends exactly these bytes for path and headers, which fetch and the SDK would tidy up. */
export const sendRaw = (
  target: PortTarget,
  asked: { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(target.endpoint);
    const { method, path, headers = {}, body } = asked;
    const req = request({ hostname, port, method, path, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    req.on('error', reject);
    req.end(body);
  });

/** Signs headers for a raw request as the SDK would for S3; `path` is sent and signed as it is. */
export const signRaw = async (
  target: PortTarget,
  asked: { method: string; path: string; headers?: Record<string, string>; at?: Date; service?: string },
): Promise<Record<string, string>> => {
  const signer = new SignatureV4({
    credentials: target.credentials,
    region: target.region,
    service: asked.service ?? 's3',
    sha256: NodeSha256,
    uriEscapePath: false,
  });
  const { host, hostname, port } = new URL(target.endpoint);
  const [path = '', search = ''] = asked.path.split('?');
  const given = new URLSearchParams(search);
  const query = Object.fromEntries([...given.keys()].map((name) => [name, given.getAll(name)]));
  const signed = await signer.sign(
    {
      method: asked.method,
      protocol: 'http:',
      hostname,
      port: Number(port),
      path,
      query,
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...asked.headers },
    },
    asked.at ? { signingDate: asked.at } : {},
  );
  return signed.headers;
};
