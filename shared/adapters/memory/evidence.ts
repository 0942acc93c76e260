import type { Evidence } from '../ledger-evidence.ts';

/** Versions of each key, oldest first; `undefined` is a removal. Tests lay hands on it as a thief would. */
export type EvidenceFiles = Map<string, (Buffer | undefined)[]>;

/** Evidence in this process. */
export const memoryEvidence = (files: EvidenceFiles = new Map()): Evidence => ({
  keys: async (prefix) =>
    [...files].flatMap(([key, versions]) => (key.startsWith(prefix) && versions.at(-1) ? [key] : [])).sort(),
  async read(key, versionId) {
    const versions = files.get(key) ?? [];
    return versionId === undefined ? versions.at(-1) : versions[Number(versionId)];
  },
  async putOnce(key, body) {
    if (files.get(key)?.at(-1)) return false;
    files.set(key, [...(files.get(key) ?? []), Buffer.from(body)]);
    return true;
  },
  versions: async (prefix) =>
    [...files]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, versions]) =>
        versions.map((body, i) => ({ key, versionId: String(i), isRemoval: body === undefined })),
      ),
});
