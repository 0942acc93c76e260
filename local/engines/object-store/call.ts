import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChunkChain } from '../../aws/signature-chunks.ts';
import type { BlobFolder } from './blob-folder.ts';
import type { Index } from './index-database.ts';
import type { Outbox } from './outbox.ts';
import { S3Error } from './s3-error.ts';
import { xmlDocument, type XmlNode } from './xml-write.ts';

/** A question to the owner of the policies: may this principal do this? `key` is empty for bucket actions. */
export type AccessQuestion = {
  principal: string;
  action: string;
  bucket: string;
  key: string;
  /** What a listing is limited to. */
  prefix?: string;
};

/** The parts every operation works with. */
export type StoreParts = {
  index: Index;
  blobs: BlobFolder;
  outbox: Outbox;
  now: () => Date;
  /** Undefined when nobody set policies: then a valid signature is enough, except for bypassing a lock. */
  authorize: ((question: AccessQuestion) => boolean) | undefined;
};

/** One authenticated request, understood as far as bucket, key, query and headers. */
export type Call = StoreParts & {
  req: IncomingMessage;
  res: ServerResponse;
  requestId: string;
  bucket: string;
  key: string;
  query: Map<string, string>;
  /** Lower-case names; includes `x-amz-…` values that a presigned address carries in its query. */
  headers: Record<string, string>;
  principal: string;
  signedSha256: string | undefined;
  chain: ChunkChain | undefined;
};

/** The part of a bucket somebody wants to see; S3 calls it `s3:prefix` where a policy asks. */
const listed = (call: Call, action: string): { prefix?: string } => {
  const prefix = action === 's3:ListBucket' ? call.query.get('prefix') : undefined;
  return prefix === undefined ? {} : { prefix };
};

/** Refuses unless the policies allow the action. */
export const demand = (call: Call, action: string, on: { bucket: string; key: string } = call): void => {
  if (
    call.authorize &&
    !call.authorize({
      principal: call.principal,
      action,
      bucket: on.bucket,
      key: on.key,
      ...listed(call, action),
    })
  )
    throw new S3Error('AccessDenied', `The caller is not authorized to perform ${action} on this resource.`);
};

/** NoSuchKey for those who may list the bucket, AccessDenied for others: S3 does not tell them what exists. */
export const missingKey = (call: Call, bucket = call.bucket): S3Error => {
  const mayKnow =
    !call.authorize ||
    call.authorize({ principal: call.principal, action: 's3:ListBucket', bucket, key: '' });
  return mayKnow
    ? new S3Error('NoSuchKey', 'The specified key does not exist.')
    : new S3Error('AccessDenied', 'Access Denied');
};

/** Answers without a body. */
export const sendEmpty = (call: Call, status: number, headers: Record<string, string> = {}): void => {
  call.res.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': '0' }) }).end();
};

/** Answers 200 with an XML document. */
export const sendXml = (
  call: Call,
  root: string,
  node: { [name: string]: XmlNode | undefined },
  headers: Record<string, string> = {},
): void => {
  const body = Buffer.from(xmlDocument(root, node));
  call.res
    .writeHead(200, { ...headers, 'content-type': 'application/xml', 'content-length': String(body.length) })
    .end(body);
};
