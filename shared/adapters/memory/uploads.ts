import type { Uploads } from '../../capabilities/publishing/ports.ts';
import { UploadRecord } from '../../capabilities/publishing/upload.ts';
import type { MemoryTables } from './tables.ts';

/** Upload attempts in this process. */
export const memoryUploads = ({ uploads }: Pick<MemoryTables, 'uploads'>): Uploads => {
  const find = (id: string): UploadRecord | undefined => {
    const stored = uploads.get(id);
    return stored === undefined ? undefined : UploadRecord.parse(JSON.parse(stored));
  };
  const save = (upload: UploadRecord) => void uploads.set(upload.id, JSON.stringify(upload));
  return {
    find: async (id) => find(id),
    async add(upload) {
      if (find(upload.id)) return false;
      save(upload);
      return true;
    },
    save: async (upload) => save(upload),
    async advance(upload, from) {
      if (find(upload.id)?.status !== from) return false;
      save(upload);
      return true;
    },
    waitingForVerdict: async ({ from, upTo }) =>
      [...uploads.keys()]
        .flatMap((id) => find(id) ?? [])
        .filter(({ status, waitingSince: since }) => {
          return status === 'scanning' && since !== undefined && since >= from && since <= upTo;
        })
        .sort((a, b) => (a.waitingSince ?? '').localeCompare(b.waitingSince ?? '')),
  };
};
