import { readFile, writeFile } from 'node:fs/promises';
import { sha256 } from '../../kernel/hash-chain.ts';
import type { ObjectHeaders, Objects } from '../s3/objects.ts';

export type StoredObject = { readonly bytes: Buffer; readonly headers: ObjectHeaders };

/** Every bucket of this process, by name, then by key. */
export type MemoryBuckets = Map<string, Map<string, StoredObject>>;

const etagOf = ({ bytes }: StoredObject): string => `"${sha256(bytes.toString('base64')).slice(0, 32)}"`;

/** Objects of one bucket, held in this process. */
export const memoryObjects = (bucket: string, buckets: MemoryBuckets = new Map()): Objects => {
  const objects = buckets.get(bucket) ?? new Map<string, StoredObject>();
  buckets.set(bucket, objects);
  const put = (key: string, body: string | Uint8Array, headers: ObjectHeaders) =>
    void objects.set(key, { bytes: Buffer.from(body), headers: { ...headers } });

  return {
    async text(key) {
      const found = objects.get(key);
      return found && { text: found.bytes.toString('utf8'), etag: etagOf(found) };
    },
    put: async (key, body, headers) => put(key, body, headers),
    async putIfUnchanged(key, body, etag, headers) {
      const found = objects.get(key);
      if ((found && etagOf(found)) !== etag) return false;
      put(key, body, headers);
      return true;
    },
    async toFile(key, path, ifNot) {
      const found = objects.get(key);
      if (!found) return undefined;
      const etag = etagOf(found);
      if (etag === ifNot) return 'unchanged';
      await writeFile(path, found.bytes);
      return { etag };
    },
    fromFile: async (key, path, headers) => put(key, await readFile(path), headers),
    async copyFrom(source, key, headers) {
      const found = buckets.get(source.bucket)?.get(source.key);
      if (!found) throw new Error(`There is no object ${source.key} in ${source.bucket} to copy`);
      put(key, found.bytes, headers);
    },
    remove: async (key) => void objects.delete(key),
  };
};
