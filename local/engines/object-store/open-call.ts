import type { IncomingMessage, ServerResponse } from 'node:http';
import { splitTarget } from '../../aws/signature-target.ts';
import type { CredentialLookup } from '../../aws/signature.ts';
import { authenticate, flatHeaders } from './authentication.ts';
import type { Call, StoreParts } from './call.ts';
import { S3Error } from './s3-error.ts';

/** Bucket and key of a path: `/bucket/key`, the key being everything after the second slash. */
export const splitPath = (path: string): { bucket: string; key: string } => {
  const at = path.indexOf('/', 1);
  return at < 0 ? { bucket: path.slice(1), key: '' } : { bucket: path.slice(1, at), key: path.slice(at + 1) };
};

/** Keys up to 1024 bytes of text that XML 1.0 can carry; control characters such as NUL are refused. */
const checkKey = (key: string): void => {
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'Your key is too long');
  const illegal = [...key].some(
    (c) => (c < ' ' && !'\t\n\r'.includes(c)) || c === '\ufffe' || c === '\uffff',
  );
  if (illegal) throw new S3Error('InvalidArgument', 'The key holds a character that cannot stand in XML.');
};

const signatureParameters = new Set(
  [
    'algorithm',
    'credential',
    'date',
    'expires',
    'signedheaders',
    'signature',
    'security-token',
    'content-sha256',
  ].map((name) => `x-amz-${name}`),
);

/** A presigned address may carry `x-amz-…` headers in its query; they are signed and mean the same. */
const separateQuery = (
  pairs: [string, string][],
  headers: Record<string, string>,
): { query: Map<string, string>; headers: Record<string, string> } => {
  const query = new Map<string, string>();
  const hoisted: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase();
    if (signatureParameters.has(lower)) continue;
    if (lower.startsWith('x-amz-')) {
      if ((hoisted[lower] ?? headers[lower] ?? value) !== value)
        throw new S3Error('InvalidArgument', `${lower} is given twice with different values.`);
      hoisted[lower] = value;
    } else {
      if (query.has(name))
        throw new S3Error('InvalidArgument', `The query parameter ${name} is given twice.`);
      query.set(name, value);
    }
  }
  return { query, headers: { ...headers, ...hoisted } };
};

/** Authenticates a request and reads bucket, key, query and headers from it. */
export const openCall = (
  parts: StoreParts,
  lookup: CredentialLookup,
  io: { req: IncomingMessage; res: ServerResponse; requestId: string },
): Call => {
  const target = splitTarget(io.req.url ?? '');
  if (!target) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  const identity = authenticate(io.req, lookup, parts.now());
  const { bucket, key } = splitPath(target.path);
  checkKey(key);
  return {
    ...parts,
    ...io,
    bucket,
    key,
    ...separateQuery(target.query, flatHeaders(io.req)),
    principal: identity.principal,
    signedSha256: identity.signedSha256,
    chain: identity.chain,
  };
};
