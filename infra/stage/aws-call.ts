import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Target } from './target.ts';

/** node's hashes behind the interface that the SDK's signer wants. */
class Sha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: string | Uint8Array | ArrayBuffer | ArrayBufferView) {
    const key = secret instanceof ArrayBuffer ? new Uint8Array(secret) : secret;
    this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as string | Uint8Array);
  }
  update(bytes: Uint8Array): void {
    this.hash.update(bytes);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {}
}

export type AwsRequest = {
  /** As it is signed: `cognito-idp`, `lambda`, `cloudformation`, `sts`. */
  readonly service: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Makes signed calls. Throws with the service's own words when it refuses. */
export type AwsCaller = (request: AwsRequest) => Promise<string>;

/**
 * Calls services whose SDK client a deployment alone would need; credentials come from where the SDK finds them.
 */
export const awsCaller = ({ endpoint, region }: Target): AwsCaller => {
  const { credentials } = new S3Client({ region }).config;
  return async ({ service, method = 'POST', path = '/', headers = {}, body }) => {
    const url = new URL(path, endpoint ?? `https://${service}.${region}.amazonaws.com`);
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      headers: { host: url.host, ...headers },
      body,
    });
    const { host: _, ...sent } = signed.headers;
    const response = await fetch(url, { method, headers: sent, ...(method === 'POST' ? { body } : {}) });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${service} ${method} ${path} was answered ${response.status}: ${text.slice(0, 1000)}`);
    return text;
  };
};

/** A call of the protocol that names its operation in a header. */
export const jsonCall = async (
  call: AwsCaller,
  service: string,
  operation: string,
  input: unknown,
): Promise<unknown> =>
  JSON.parse(
    (await call({
      service,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': operation },
      body: JSON.stringify(input),
    })) || '{}',
  );

/** A call of the old query protocol; the answer is XML. */
export const queryCall = (
  call: AwsCaller,
  service: string,
  input: Readonly<Record<string, string>>,
): Promise<string> =>
  call({
    service,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(input).toString(),
  });
