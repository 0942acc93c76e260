import * as z from 'zod';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { DownloadsCount } from '../../shared/contract/publishing.ts';
import type { Case } from '../../shared/capabilities/case-store.ts';
import type { Downloads } from '../../shared/capabilities/publishing/downloads/model.ts';
import type { DatasetId } from '../../shared/kernel/ids.ts';

/**
 * The count of one dataset beside the search index. Not in the index: a morning's counts would write the whole index
 * again and again, for a number nobody searches by.
 */
export const DownloadsFile = z.object({ version: z.int().positive(), downloads: DownloadsCount });

export const downloadsFileKey = (id: DatasetId): string => `downloads/${id}.json`;

const ATTEMPTS = 5;

/** Puts the count as of a case version; an older one than what stands there changes nothing. */
export const putDownloads = async (index: Objects, { version, state }: Case<Downloads>): Promise<void> => {
  const key = downloadsFileKey(state.datasetId);
  const { total, countedThrough } = state;
  const body = Buffer.from(JSON.stringify({ version, downloads: { total, countedThrough } }));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await index.text(key);
    if (stored && DownloadsFile.parse(JSON.parse(stored.text)).version >= version) return;
    if (await index.putIfUnchanged(key, body, stored?.etag, { contentType: 'application/json' })) return;
  }
  throw new Error(`The count of ${state.datasetId} is contended`);
};
