import { createHash } from 'node:crypto';
import { stringToSign } from '../aws/signature-canonical.ts';
import { signText, signingKey } from '../aws/signature-key.ts';
import { PLACE } from '../place.ts';
import type { Credentials } from './credentials.ts';

/** Headers that sign a request and its body, valid for the next 15 minutes. `url` is path and query as sent. */
export const signedHeaders = (request: {
  method: string;
  url: string;
  host: string;
  service: string;
  credentials: Credentials;
  body?: Uint8Array;
}): Record<string, string> => {
  const { method, url, host, service, credentials } = request;
  const payload = createHash('sha256')
    .update(request.body ?? '')
    .digest('hex');
  const amzDate = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scopeDate = amzDate.slice(0, 8);
  const scope = `${scopeDate}/${PLACE.region}/${service}/aws4_request`;
  const headers = { host, 'x-amz-content-sha256': payload, 'x-amz-date': amzDate };
  const names = Object.keys(headers);
  const claim = {
    accessKeyId: credentials.accessKeyId,
    scope,
    scopeDate,
    region: PLACE.region,
    service,
    amzDate,
    signedHeaders: names,
    signature: '',
    expires: undefined,
  };
  const text = stringToSign({ method, url, headers }, claim, payload);
  if (text === undefined) throw new TypeError(`The address ${url} can not be signed`);
  const signature = signText(signingKey(credentials.secretAccessKey, scope), text);
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
};
