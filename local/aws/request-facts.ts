import type { IncomingMessage } from 'node:http';

/** Header names in lower case, each with one value, as the signature sees them. */
export const flatHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

/**
 * The service a request says it is signed for, from the credential scope in the header or the presigned query;
 * undefined when it is unsigned. It only chooses the way; the signature is judged after.
 */
export const claimedService = (
  headers: Readonly<Record<string, string | undefined>>,
  url: string,
): string | undefined => {
  const header = /Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1];
  const query = url.includes('?')
    ? (new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('X-Amz-Credential') ?? undefined)
    : undefined;
  const parts = (header ?? query)?.split('/');
  return parts && parts.length >= 5 ? parts.at(-2) : undefined;
};
