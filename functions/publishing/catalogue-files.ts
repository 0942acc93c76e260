import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import {
  everyDocument,
  openForReading,
  type SearchDocument,
} from '../../shared/adapters/sqlite/search-index.ts';
import { CATALOGUE_FILES, MUTABLE } from '../../shared/contract/public-paths.ts';
import { csvLine, neutralise } from '../../shared/tabular/csv-cell.ts';
import { summaryOf } from './dataset-summary.ts';
import { SEARCH_INDEX_KEY } from './search-file.ts';

/** What one line of the whole catalogue says: what search answers, and what only a list needs. */
const lineOf = (document: SearchDocument, publicUrl: string) => ({
  ...summaryOf(document),
  keywords: document.keywords,
  changedAt: document.changedAt,
  url: `${publicUrl}/datasets/${document.slug}/`,
});

type Line = ReturnType<typeof lineOf>;

const columns: Readonly<Record<string, (line: Line) => string | number | boolean | undefined>> = {
  id: ({ id }) => id,
  slug: ({ slug }) => slug,
  title: ({ title }) => title,
  description: ({ description }) => description,
  agencyCode: ({ agency }) => agency.code,
  agencyName: ({ agency }) => agency.name,
  topic: ({ topic }) => topic.id,
  topicLabel: ({ topic }) => topic.label,
  licence: ({ licence }) => licence,
  keywords: ({ keywords }) => keywords.join('; '),
  formats: ({ formats }) => formats.join('; '),
  release: ({ release }) => release,
  publishedOn: ({ publishedOn }) => publishedOn,
  changedAt: ({ changedAt }) => changedAt,
  rows: ({ rows }) => rows,
  demonstration: ({ demonstration }) => demonstration,
  url: ({ url }) => url,
};

/** The whole catalogue twice: a JSON document a line, and a table. */
export const catalogueTexts = (
  documents: Iterable<SearchDocument>,
  publicUrl: string,
): { jsonl: string; csv: string } => {
  const jsonl: string[] = [];
  const csv = [csvLine(Object.keys(columns))];
  for (const document of documents) {
    const line = lineOf(document, publicUrl);
    jsonl.push(`${JSON.stringify(line)}\n`);
    csv.push(csvLine(Object.values(columns).map((cell) => neutralise(String(cell(line) ?? '')))));
  }
  return { jsonl: jsonl.join(''), csv: csv.join('') };
};

const ATTEMPTS = 5;

/**
 * Writes the two files from the index as it stands, and looks again whether it still does. Two writers may overlap: the
 * one that writes last finds the index changed and writes once more, so the files end as the index does.
 */
export const putCatalogueFiles = async (
  index: Pick<Objects, 'toFile'>,
  site: Pick<Objects, 'put'>,
  publicUrl: string,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  try {
    const path = join(folder, 'catalogue.sqlite');
    let written: string | undefined;
    for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
      const got = await index.toFile(SEARCH_INDEX_KEY, path, written);
      if (got === undefined || got === 'unchanged') return;
      const db = openForReading(path);
      const { jsonl, csv } = catalogueTexts(everyDocument(db), publicUrl);
      db.close();
      const cacheControl = MUTABLE;
      await site.put(CATALOGUE_FILES.jsonl, jsonl, { contentType: 'application/x-ndjson', cacheControl });
      await site.put(CATALOGUE_FILES.csv, csv, { contentType: 'text/csv; charset=utf-8', cacheControl });
      written = got.etag;
    }
    throw new Error('The search index changes faster than the catalogue is written');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
