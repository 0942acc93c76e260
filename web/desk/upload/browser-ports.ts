import type { Client } from '../../../shared/contract/client.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { fileHash, putFile } from '../../put-file.ts';
import type { UploadPorts } from './ports.ts';

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

const WHOLE_FILE_LIMIT = 64 * 1024 * 1024;

/** SHA-256 of the whole file in hex, where it fits in memory without harm; larger ones are proved part by part. */
export const wholeFileHash = async (file: File): Promise<string | undefined> =>
  file.size > WHOLE_FILE_LIMIT ? undefined : fileHash(file);

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
  put: putFile,
  complete: (parts) => call(operations.completeUpload, { params: { id }, body: { parts } }),
  received: async () => {
    const reply = await call(operations.readUpload, { params: { id } });
    return reply.ok ? { ok: true, body: reply.body.partsReceived } : reply;
  },
  now: () => Date.now(),
  random: () => Math.random(),
  wait,
});
