import { splitTarget } from './signature-target.ts';
import type { SignedRequest } from './signature.ts';

/** What a request says about its own signature, before anything is believed. */
export type SignatureClaim = {
  accessKeyId: string;
  /** `20260131/ap-southeast-1/s3/aws4_request` */
  scope: string;
  scopeDate: string;
  region: string;
  service: string;
  /** `20260131T101500Z` */
  amzDate: string;
  signedHeaders: string[];
  signature: string;
  /** Seconds a presigned address lives; undefined when the signature stands in the header. */
  expires: number | undefined;
};

/** Why a claim cannot even be judged. */
export type MalformedClaim = {
  problem: 'MissingAuthenticationToken' | 'AccessDenied';
  message: string;
};

const malformed = (message: string): MalformedClaim => ({ problem: 'AccessDenied', message });

const credentialPattern =
  /^([A-Za-z0-9_-]{1,128})\/(\d{8})\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/aws4_request$/;

const assemble = (fields: {
  credential: string;
  amzDate: string;
  signedHeaders: string;
  signature: string;
  expires: number | undefined;
}): SignatureClaim | MalformedClaim => {
  const credential = credentialPattern.exec(fields.credential);
  if (!credential) return malformed('The credential of the signature is malformed.');
  const [, accessKeyId = '', scopeDate = '', region = '', service = ''] = credential;
  if (!/^\d{8}T\d{6}Z$/.test(fields.amzDate) || fields.amzDate.slice(0, 8) !== scopeDate)
    return malformed('The date of the signature is missing or differs from its credential scope.');
  if (!/^[0-9a-f]{64}$/.test(fields.signature))
    return malformed('The signature is not 64 hexadecimal digits.');
  const signedHeaders = fields.signedHeaders.split(';');
  if (!signedHeaders.includes('host')) return malformed('The host header must be signed.');
  const scope = `${scopeDate}/${region}/${service}/aws4_request`;
  return { ...fields, accessKeyId, scope, scopeDate, region, service, signedHeaders };
};

const fromHeader = (header: string, amzDate: string): SignatureClaim | MalformedClaim => {
  const [algorithm, ...rest] = header.split(' ');
  if (algorithm !== 'AWS4-HMAC-SHA256') return malformed('Only AWS4-HMAC-SHA256 signatures are accepted.');
  const fields = new Map<string, string>();
  for (const field of rest.join(' ').split(',')) {
    const at = field.indexOf('=');
    fields.set(field.slice(0, at).trim(), field.slice(at + 1).trim());
  }
  return assemble({
    credential: fields.get('Credential') ?? '',
    amzDate,
    signedHeaders: fields.get('SignedHeaders') ?? '',
    signature: fields.get('Signature') ?? '',
    expires: undefined,
  });
};

const fromQuery = (query: [string, string][]): SignatureClaim | MalformedClaim => {
  const only = (name: string): string => {
    const values = query.filter(([key]) => key === name);
    return values.length === 1 ? (values[0]?.[1] ?? '') : '';
  };
  if (only('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    return malformed('Only AWS4-HMAC-SHA256 signatures are accepted.');
  const expires = only('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > 604_800)
    return malformed('X-Amz-Expires must be between 1 second and 604800 seconds (one week).');
  return assemble({
    credential: only('X-Amz-Credential'),
    amzDate: only('X-Amz-Date'),
    signedHeaders: only('X-Amz-SignedHeaders'),
    signature: only('X-Amz-Signature'),
    expires: Number(expires),
  });
};

/** Reads the Authorization header or the presigned query; never both, as S3 refuses that too. */
export const readClaim = (request: SignedRequest): SignatureClaim | MalformedClaim => {
  const target = splitTarget(request.url);
  if (!target) return malformed('The address is not valid percent-encoded UTF-8.');
  const header = request.headers['authorization'];
  const presigned = target.query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm');
  if (header !== undefined && presigned) return malformed('Only one authentication mechanism is allowed.');
  if (header !== undefined) return fromHeader(header, request.headers['x-amz-date'] ?? '');
  if (presigned) return fromQuery(target.query);
  return { problem: 'MissingAuthenticationToken', message: 'The request carries no signature.' };
};
