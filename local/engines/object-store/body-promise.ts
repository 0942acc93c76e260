import {
  algorithmNamed,
  checksumAlgorithms,
  checksumHeader,
  isChecksumValue,
  type ChecksumAlgorithm,
} from './checksums.ts';
import type { Call } from './call.ts';
import type { BodyPromise } from './request-body.ts';
import { S3Error } from './s3-error.ts';

const lengthOf = (text: string | undefined, limit: number): number => {
  if (text === undefined)
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  if (!/^\d{1,15}$/.test(text))
    throw new S3Error('InvalidArgument', 'The length of the body is not a number.');
  if (Number(text) > limit)
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  return Number(text);
};

const givenChecksum = (headers: Record<string, string>): BodyPromise['checksum'] => {
  const given = checksumAlgorithms.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  const [algorithm, second] = given;
  if (algorithm === undefined) return undefined;
  if (second !== undefined)
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  const value = headers[checksumHeader(algorithm)] ?? '';
  if (!isChecksumValue(algorithm, value))
    throw new S3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
  return { algorithm, value };
};

const announcedTrailer = (header: string | undefined): ChecksumAlgorithm | undefined => {
  if (header === undefined) return undefined;
  const name = header.trim().toLowerCase();
  const algorithm = checksumAlgorithms.find((known) => checksumHeader(known) === name);
  if (!algorithm)
    throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
  return algorithm;
};

const contentMd5 = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const bytes = Buffer.from(header, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== header)
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  return header;
};

/** The algorithm a request says it uses, which must then come with a value in a header or trailer. */
const declaredAlgorithm = (headers: Record<string, string>): ChecksumAlgorithm | undefined => {
  const declared = headers['x-amz-sdk-checksum-algorithm'];
  if (declared === undefined) return undefined;
  const algorithm = algorithmNamed(declared);
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  return algorithm;
};

/** Reads from the headers what the body will be, at most `limit` bytes of it. */
export const bodyPromiseOf = (call: Call, limit: number, compute: ChecksumAlgorithm[] = []): BodyPromise => {
  const { headers } = call;
  const marker = headers['x-amz-content-sha256'] ?? '';
  const chunked = marker.startsWith('STREAMING-');
  if (!chunked && /\baws-chunked\b/.test(headers['content-encoding'] ?? ''))
    throw new S3Error('InvalidRequest', 'An aws-chunked body needs a STREAMING-… x-amz-content-sha256.');
  const checksum = givenChecksum(headers);
  const trailer =
    chunked && marker.endsWith('-TRAILER') ? announcedTrailer(headers['x-amz-trailer']) : undefined;
  if (headers['x-amz-trailer'] !== undefined && trailer === undefined)
    throw new S3Error('InvalidRequest', 'A trailer was announced but the body cannot carry one.');
  const declared = declaredAlgorithm(headers);
  if (declared !== undefined && declared !== (checksum?.algorithm ?? trailer))
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  return {
    length: lengthOf(chunked ? headers['x-amz-decoded-content-length'] : headers['content-length'], limit),
    chunked,
    chain: call.chain,
    signedSha256: call.signedSha256,
    contentMd5: contentMd5(headers['content-md5']),
    checksum,
    trailer,
    compute,
  };
};

/** The algorithm the sender chose for this body; undefined when it left the choice to S3. */
export const chosenAlgorithm = (promise: BodyPromise): ChecksumAlgorithm | undefined =>
  promise.checksum?.algorithm ?? promise.trailer;
