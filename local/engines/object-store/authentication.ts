import type { IncomingMessage } from 'node:http';
import { openChunkChain, type ChunkChain } from '../../aws/signature-chunks.ts';
import { readClaim } from '../../aws/signature-claim.ts';
import { verifySignature, type CredentialLookup } from '../../aws/signature.ts';
import { notImplemented, S3Error } from './s3-error.ts';

/** Who sent a request, and what the signature says about the body. */
export type Identity = {
  principal: string;
  presigned: boolean;
  signedSha256: string | undefined;
  chain: ChunkChain | undefined;
};

const streamingMarkers = new Set([
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
]);

/** Flattens node's headers: lower-case names, repeated values joined as the signature joins them. */
export const flatHeaders = (req: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  return headers;
};

const chainOf = (
  request: { method: string; url: string; headers: Record<string, string> },
  lookup: CredentialLookup,
): ChunkChain | undefined => {
  const claim = readClaim(request);
  if ('problem' in claim) return undefined;
  const secretAccessKey = lookup(claim.accessKeyId)?.secretAccessKey;
  return secretAccessKey === undefined ? undefined : openChunkChain({ ...claim, secretAccessKey });
};

/** Judges the signature of a request; anonymous and foreign-service requests are refused with 403. */
export const authenticate = (req: IncomingMessage, lookup: CredentialLookup, now: Date): Identity => {
  const request = { method: req.method ?? '', url: req.url ?? '', headers: flatHeaders(req) };
  const verdict = verifySignature(request, lookup, now);
  if (!verdict.ok)
    throw new S3Error(
      verdict.code === 'MissingAuthenticationToken' ? 'AccessDenied' : verdict.code,
      verdict.message,
    );
  if (verdict.service !== 's3') throw new S3Error('AccessDenied', 'The signature is for another service.');
  const { payloadHash, principal, presigned } = verdict;
  const hex = /^[0-9a-f]{64}$/.test(payloadHash);
  const streaming = payloadHash.startsWith('STREAMING-');
  if (streaming && (presigned || !streamingMarkers.has(payloadHash))) throw notImplemented(payloadHash);
  if (!hex && !streaming && payloadHash !== 'UNSIGNED-PAYLOAD')
    throw new S3Error(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a sha256 value.',
    );
  return {
    principal,
    presigned,
    signedSha256: hex ? payloadHash : undefined,
    chain: payloadHash.startsWith('STREAMING-AWS4') ? chainOf(request, lookup) : undefined,
  };
};
