import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueTexts, putCatalogueFiles } from '../../functions/publishing/catalogue-files.ts';
import { SEARCH_INDEX_KEY } from '../../functions/publishing/search-file.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { everyDocument, openForReading } from '../../shared/adapters/sqlite/search-index.ts';
import { CATALOGUE_FILES } from '../../shared/contract/public-paths.ts';

/**
 * Which of the two files of the whole catalogue are not what the search index holds; with `write` both are written anew.
 * To be asked after the index was compared, and made right.
 */
export const catalogueDifference = async (
  index: Objects,
  site: Pick<Objects, 'put' | 'text'>,
  publicUrl: string,
  { write }: { write: boolean },
): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'rebuild-catalogue-'));
  try {
    const path = join(folder, 'index.sqlite');
    if (!(await index.toFile(SEARCH_INDEX_KEY, path))) return [];
    const db = openForReading(path);
    const texts = catalogueTexts(everyDocument(db), publicUrl);
    db.close();
    const unlike: string[] = [];
    for (const [kind, key] of Object.entries(CATALOGUE_FILES))
      if ((await site.text(key))?.text !== texts[kind as keyof typeof texts]) unlike.push(key);
    if (write && unlike.length > 0) await putCatalogueFiles(index, site, publicUrl);
    return unlike;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
