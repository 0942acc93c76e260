import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ChunkChain } from '../../aws/signature-chunks.ts';
import { decodeAwsChunked, type Trailers } from './aws-chunked.ts';
import { isChecksumValue, startChecksum, type ChecksumAlgorithm } from './checksums.ts';
import { S3Error } from './s3-error.ts';

/** What a request promises about its body; every promise is checked against the bytes. */
export type BodyPromise = {
  /** Decoded bytes. */
  length: number;
  chunked: boolean;
  chain: ChunkChain | undefined;
  /** Hex SHA-256 the signature covers, when it names one. */
  signedSha256: string | undefined;
  /** Base64 of 16 bytes. */
  contentMd5: string | undefined;
  /** Checksum given in a header or in the signed query. */
  checksum: { algorithm: ChecksumAlgorithm; value: string } | undefined;
  /** Checksum that the trailer of an aws-chunked body will carry. */
  trailer: ChecksumAlgorithm | undefined;
  /** Algorithms to compute besides the promised one. */
  compute: ChecksumAlgorithm[];
};

export type Received = { size: number; md5: Buffer; checksums: Map<ChecksumAlgorithm, string> };

/** The bytes of a request; leaving early does not tear the connection down, so that the refusal can be answered. */
const bytesOf = async function* (req: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      if (Buffer.isBuffer(chunk)) yield chunk;
    }
  } catch {
    throw new S3Error('IncompleteBody', 'The connection ended before the whole body had come.');
  }
};

const badDigest = (algorithm: string): S3Error =>
  new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);

const checkPromises = (
  promise: BodyPromise,
  received: Received,
  sha256: string | undefined,
  trailers: Trailers,
): void => {
  if (received.size !== promise.length)
    throw new S3Error('IncompleteBody', 'The number of bytes differs from the length that was announced.');
  if (promise.signedSha256 !== undefined && promise.signedSha256 !== sha256)
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      'The provided x-amz-content-sha256 does not match the body.',
    );
  if (promise.contentMd5 !== undefined && promise.contentMd5 !== received.md5.toString('base64'))
    throw badDigest('Content-MD5');
  const { checksum } = promise;
  if (checksum && received.checksums.get(checksum.algorithm) !== checksum.value)
    throw badDigest(checksum.algorithm);
  if (promise.trailer === undefined) return;
  const value = trailers.get(`x-amz-checksum-${promise.trailer.toLowerCase()}`) ?? '';
  if (!isChecksumValue(promise.trailer, value))
    throw new S3Error('InvalidRequest', 'The checksum announced in x-amz-trailer is missing or malformed.');
  if (received.checksums.get(promise.trailer) !== value) throw badDigest(promise.trailer);
};

/** Streams a body into `write` with backpressure, and refuses it when any promise is broken. */
export const receiveBody = async (
  req: IncomingMessage,
  promise: BodyPromise,
  write: (bytes: Buffer) => Promise<void>,
): Promise<Received> => {
  const names = new Set(
    [promise.checksum?.algorithm, promise.trailer, ...promise.compute].filter((x) => x !== undefined),
  );
  const hashers = [...names].map((name) => ({ name, hasher: startChecksum(name) }));
  const md5 = createHash('md5');
  const sha256 = promise.signedSha256 === undefined ? undefined : createHash('sha256');
  let trailers: Trailers = new Map();
  let size = 0;
  const raw = bytesOf(req);
  const body = promise.chunked ? decodeAwsChunked(raw, promise.chain, (found) => (trailers = found)) : raw;
  for await (const bytes of body) {
    size += bytes.length;
    if (size > promise.length) throw new S3Error('IncompleteBody', 'The body is longer than announced.');
    md5.update(bytes);
    sha256?.update(bytes);
    for (const { hasher } of hashers) hasher.update(bytes);
    await write(bytes);
  }
  const checksums = new Map<ChecksumAlgorithm, string>();
  for (const { name, hasher } of hashers) checksums.set(name, (await hasher.digest()).toString('base64'));
  const received: Received = { size, md5: md5.digest(), checksums };
  checkPromises(promise, received, sha256?.digest('hex'), trailers);
  return received;
};
