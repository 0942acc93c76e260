/** A signed address for a file or a part of one, with the headers it was signed for. */
export type SignedAddress = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

export type PutOutcome = 'received' | 'refused' | 'interrupted' | 'no-answer';

/** Browsers set these themselves and refuse to be told. */
const forbidden = new Set(['content-length', 'host']);

/** Sends bytes to an address. XMLHttpRequest, because fetch tells nothing of bytes on their way out. */
export const putFile = (
  { url, headers }: SignedAddress,
  body: Blob | ArrayBuffer,
  onProgress: (sent: number) => void,
  signal?: AbortSignal,
): Promise<PutOutcome> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers))
      if (!forbidden.has(name.toLowerCase())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(request.status >= 200 && request.status < 300 ? 'received' : 'refused');
    request.onerror = () => resolve('no-answer');
    request.ontimeout = () => resolve('no-answer');
    request.onabort = () => resolve('interrupted');
    if (signal?.aborted) {
      resolve('interrupted');
      return;
    }
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });

/** SHA-256 of a whole file in hex; it is read into memory. */
export const fileHash = async (file: Blob): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
