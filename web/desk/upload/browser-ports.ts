import type { Client } from '../../../shared/contract/client.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import type { PutOutcome, SignedPart, UploadPorts } from './ports.ts';

/** Browsers set these themselves and refuse to be told. */
const forbidden = new Set(['content-length', 'host']);

/** Sends one part. XMLHttpRequest, because fetch tells nothing of bytes on their way out. */
const put: UploadPorts['put'] = ({ url, headers }: SignedPart, body, onProgress, signal) =>
  new Promise<PutOutcome>((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers))
      if (!forbidden.has(name.toLowerCase())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(request.status >= 200 && request.status < 300 ? 'received' : 'refused');
    request.onerror = () => resolve('no-answer');
    request.ontimeout = () => resolve('no-answer');
    request.onabort = () => resolve('interrupted');
    if (signal.aborted) {
      resolve('interrupted');
      return;
    }
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const WHOLE_FILE_LIMIT = 64 * 1024 * 1024;

/** SHA-256 of the whole file in hex, where it fits in memory without harm; larger ones are proved part by part. */
export const wholeFileHash = async (file: File): Promise<string | undefined> =>
  file.size > WHOLE_FILE_LIMIT
    ? undefined
    : hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));

const wait: UploadPorts['wait'] = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

/** The browser, the API and this file. */
export const browserPorts = (call: Client, { id }: Upload, file: File): UploadPorts => ({
  read: (from, bytes) => file.slice(from, from + bytes).arrayBuffer(),
  digest: async (bytes) => base64(await crypto.subtle.digest('SHA-256', bytes)),
  sign: async (part) => {
    const reply = await call(operations.signParts, { params: { id }, body: { parts: [part] } });
    if (!reply.ok) return reply;
    const signed = reply.body.parts.find(({ number }) => number === part.number);
    if (!signed) throw new Error(`The server signed another part than ${part.number}`);
    return { ok: true, body: signed };
  },
  put,
  complete: (parts) => call(operations.completeUpload, { params: { id }, body: { parts } }),
  received: async () => {
    const reply = await call(operations.readUpload, { params: { id } });
    return reply.ok ? { ok: true, body: reply.body.partsReceived } : reply;
  },
  now: () => Date.now(),
  random: () => Math.random(),
  wait,
});
