import { createHash } from 'node:crypto';
import { stringToSign } from './signature-canonical.ts';
import { readClaim, type SignatureClaim } from './signature-claim.ts';
import { sameDigest, signText, signingKey } from './signature-key.ts';
import { splitTarget } from './signature-target.ts';

/** Finds the secret and the owner of an access key; undefined when nobody holds it. */
export type CredentialLookup = (
  accessKeyId: string,
) => { secretAccessKey: string; principal: string } | undefined;

export type SignedRequest = {
  method: string;
  /** Path and query exactly as received. */
  url: string;
  /** Lower-case names, as node:http gives them. */
  headers: Record<string, string | undefined>;
  /** SHA-256 of the body in hex, for senders that sign it without saying it (boto3 outside S3). */
  bodySha256?: string;
};

export type SignatureRefusal = {
  ok: false;
  code:
    | 'MissingAuthenticationToken'
    | 'InvalidAccessKeyId'
    | 'SignatureDoesNotMatch'
    | 'ExpiredToken'
    | 'RequestTimeTooSkewed'
    | 'AccessDenied';
  message: string;
};

export type SignatureVerdict =
  | {
      ok: true;
      principal: string;
      accessKeyId: string;
      service: string;
      region: string;
      presigned: boolean;
      /** What was signed for the body: 64 hex digits, UNSIGNED-PAYLOAD or a STREAMING-… marker. */
      payloadHash: string;
    }
  | SignatureRefusal;

const skewLimit = 15 * 60_000;
const emptyHash = createHash('sha256').digest('hex');

const refuse = (code: SignatureRefusal['code'], message: string): SignatureRefusal => ({
  ok: false,
  code,
  message,
});

/** Milliseconds of a `20260131T101500Z`; NaN when the day does not exist. */
const instantOf = (amzDate: string): number =>
  Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const judgeTime = (claim: SignatureClaim, now: Date): SignatureRefusal | undefined => {
  const age = now.getTime() - instantOf(claim.amzDate);
  if (Number.isNaN(age)) return refuse('AccessDenied', 'The date of the signature does not exist.');
  if (claim.expires === undefined)
    return Math.abs(age) > skewLimit
      ? refuse(
          'RequestTimeTooSkewed',
          'The difference between the request time and the current time is too large.',
        )
      : undefined;
  if (age < -skewLimit) return refuse('AccessDenied', 'Request is not valid yet');
  if (age > claim.expires * 1000) return refuse('AccessDenied', 'Request has expired');
  return undefined;
};

/** S3 refuses `x-amz-*` headers that the signature does not cover: they change what a request means. */
const unsignedHeader = (request: SignedRequest, claim: SignatureClaim): string | undefined =>
  claim.service !== 's3'
    ? undefined
    : Object.keys(request.headers).find(
        (name) =>
          name.startsWith('x-amz-') &&
          name !== 'x-amz-content-sha256' &&
          request.headers[name] !== undefined &&
          !claim.signedHeaders.includes(name),
      );

const payloadHashOf = (request: SignedRequest, claim: SignatureClaim): string | undefined => {
  const header = request.headers['x-amz-content-sha256'];
  if (claim.expires === undefined) return header ?? (claim.service === 's3' ? undefined : request.bodySha256);
  const query = splitTarget(request.url)?.query.find(
    ([name]) => name.toLowerCase() === 'x-amz-content-sha256',
  )?.[1];
  const signed = claim.signedHeaders.includes('x-amz-content-sha256') ? header : undefined;
  const hash = signed ?? query ?? (claim.service === 's3' ? 'UNSIGNED-PAYLOAD' : emptyHash);
  return header === undefined || header === hash ? hash : undefined;
};

/**
 * Judges an AWS Signature Version 4, in the header or in a presigned address, against the secrets known here.
 * The body is not seen: the caller compares `payloadHash` with the bytes it reads (see `payloadMatches`).
 */
export const verifySignature = (
  request: SignedRequest,
  lookup: CredentialLookup,
  now: Date,
): SignatureVerdict => {
  const claim = readClaim(request);
  if ('problem' in claim) return refuse(claim.problem, claim.message);
  const owner = lookup(claim.accessKeyId);
  if (!owner) return refuse('InvalidAccessKeyId', 'The access key id does not exist in our records.');
  const late = judgeTime(claim, now);
  if (late) return late;
  const payloadHash = payloadHashOf(request, claim);
  if (payloadHash === undefined)
    return refuse(
      'AccessDenied',
      'The header x-amz-content-sha256 is missing or differs from what was signed.',
    );
  const text = stringToSign(request, claim, payloadHash);
  const expected = text === undefined ? '' : signText(signingKey(owner.secretAccessKey, claim.scope), text);
  if (!sameDigest(expected, claim.signature))
    return refuse(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the one provided.',
    );
  const unsigned = unsignedHeader(request, claim);
  if (unsigned)
    return refuse('AccessDenied', `There were headers present which were not signed: ${unsigned}`);
  return {
    ok: true,
    principal: owner.principal,
    accessKeyId: claim.accessKeyId,
    service: claim.service,
    region: claim.region,
    presigned: claim.expires !== undefined,
    payloadHash,
  };
};

/** True when the bytes read are those that were signed; UNSIGNED-PAYLOAD promises nothing about them. */
export const payloadMatches = (payloadHash: string, bytes: Uint8Array): boolean =>
  payloadHash === 'UNSIGNED-PAYLOAD' ||
  sameDigest(payloadHash, createHash('sha256').update(bytes).digest('hex'));
