import { createHash } from 'node:crypto';
import type { ChunkChain } from '../../aws/signature-chunks.ts';
import { S3Error } from './s3-error.ts';

/** What ends an aws-chunked body besides its bytes: lower-case trailer names and their values. */
export type Trailers = Map<string, string>;

const lineLimit = 8192;
const incomplete = (): S3Error =>
  new S3Error('IncompleteBody', 'The aws-chunked body ends early or is malformed.');
const forged = (): S3Error =>
  new S3Error('SignatureDoesNotMatch', 'The signature of a chunk does not match.');

/** Pulls lines and counted bytes out of a stream of buffers without ever holding more than one buffer. */
const openReader = (source: AsyncIterator<Buffer>) => {
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  const line = async (): Promise<string> => {
    for (;;) {
      const end = held.indexOf('\r\n');
      if (end > lineLimit || (end < 0 && held.length > lineLimit)) throw incomplete();
      if (end >= 0) {
        const text = held.toString('latin1', 0, end);
        held = held.subarray(end + 2);
        return text;
      }
      if (!(await more())) throw incomplete();
    }
  };
  const upTo = async (count: number): Promise<Buffer> => {
    while (held.length === 0) if (!(await more())) throw incomplete();
    const taken = held.subarray(0, count);
    held = held.subarray(taken.length);
    return taken;
  };
  const atEnd = async (): Promise<boolean> => held.length === 0 && !(await more());
  return { line, upTo, atEnd };
};

const readTrailers = async (
  line: () => Promise<string>,
  chain: ChunkChain | undefined,
): Promise<Trailers> => {
  const trailers: Trailers = new Map();
  let signed = '';
  for (let text = await line(); text !== ''; text = await line()) {
    const at = text.indexOf(':');
    const name = text.slice(0, at).trim().toLowerCase();
    if (at < 1 || trailers.size > 16) throw incomplete();
    trailers.set(name, text.slice(at + 1).trim());
    if (name !== 'x-amz-trailer-signature') signed += `${name}:${text.slice(at + 1).trim()}\n`;
  }
  if (chain && signed !== '' && !chain.trailer(signed, trailers.get('x-amz-trailer-signature') ?? ''))
    throw forged();
  return trailers;
};

/**
 * Undoes the `aws-chunked` encoding of the SDKs while the bytes stream by. With a chain, every chunk and the
 * trailer must carry their signature. The trailers are handed over when the last chunk has been read.
 */
export async function* decodeAwsChunked(
  source: AsyncIterator<Buffer>,
  chain: ChunkChain | undefined,
  onTrailers: (trailers: Trailers) => void,
): AsyncGenerator<Buffer> {
  const reader = openReader(source);
  for (;;) {
    const head = /^([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(await reader.line());
    if (!head) throw incomplete();
    const size = parseInt(head[1] ?? '', 16);
    const hash = chain ? createHash('sha256') : undefined;
    for (let left = size; left > 0;) {
      const bytes = await reader.upTo(left);
      hash?.update(bytes);
      left -= bytes.length;
      yield bytes;
    }
    if (chain && hash && !chain.chunk(hash.digest('hex'), head[2] ?? '')) throw forged();
    if (size === 0) break;
    if ((await reader.line()) !== '') throw incomplete();
  }
  onTrailers(await readTrailers(reader.line, chain));
  if (!(await reader.atEnd())) throw incomplete();
}
