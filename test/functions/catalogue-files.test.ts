import Papa from 'papaparse';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catalogueTexts, putCatalogueFiles } from '../../functions/publishing/catalogue-files.ts';
import { SEARCH_INDEX_KEY } from '../../functions/publishing/search-file.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import {
  applyChanges,
  openForWriting,
  type SearchDocument,
} from '../../shared/adapters/sqlite/search-index.ts';
import { CATALOGUE_FILES } from '../../shared/contract/public-paths.ts';
import { AgencyCode, DatasetId, Slug } from '../../shared/kernel/ids.ts';
import { Instant, LocalDate } from '../../shared/kernel/local-date.ts';

const publicUrl = 'https://dulieu.example.vn';

const aDocument = (n: number, more: Partial<SearchDocument> = {}): SearchDocument => ({
  id: DatasetId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
  slug: Slug.parse(`bo-du-lieu-${String(n).padStart(5, '0')}`),
  title: `Bộ dữ liệu ${n}`,
  description: 'Danh sách có gì, từ đâu, dùng vào việc gì.',
  agency: AgencyCode.parse('H54.14'),
  agencyName: 'Sở Y tế',
  topic: 'y-te',
  topicLabel: 'Y tế',
  licence: 'dieu-18-nd47',
  keywords: ['thuốc', 'nhà thuốc'],
  formats: ['CSV', 'JSON'],
  release: 1,
  publishedOn: LocalDate.parse('2025-06-16'),
  changedAt: Instant.parse('2025-06-16T03:00:00.000Z'),
  rows: 12,
  demonstration: true,
  ...more,
});

/** The index with these documents, put where readers fetch it. */
const putIndex = async (buckets: MemoryBuckets, documents: readonly SearchDocument[]): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'index-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'x.sqlite');
  const db = openForWriting(path);
  applyChanges(
    db,
    documents.map((document) => ({ id: document.id, slug: document.slug, version: 1, document })),
  );
  db.close();
  await memoryObjects('index', buckets).put(SEARCH_INDEX_KEY, await readFile(path), { contentType: 'x' });
};

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('both files say the same of every dataset, and cells a spreadsheet would run are disarmed', () => {
  const title = '=HYPERLINK("http://x","y"), "trích"\ndòng hai';
  const { jsonl, csv } = catalogueTexts([aDocument(1), aDocument(2, { title })], publicUrl);
  const table = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  expect(table.errors).toEqual([]);
  expect(lines(jsonl).map(({ id, title: name, url }) => [id, name, url])).toEqual([
    [aDocument(1).id, 'Bộ dữ liệu 1', `${publicUrl}/datasets/bo-du-lieu-00001/`],
    [aDocument(2).id, title, `${publicUrl}/datasets/bo-du-lieu-00002/`],
  ]);
  expect(table.data.map((row) => row['title'])).toEqual(['Bộ dữ liệu 1', `'${title}`]);
  expect(table.data[0]).toMatchObject({ agencyCode: 'H54.14', keywords: 'thuốc; nhà thuốc', rows: '12' });
});

test('ten thousand datasets are two files, every one of them once', async () => {
  const buckets: MemoryBuckets = new Map();
  await putIndex(
    buckets,
    Array.from({ length: 10_000 }, (_, n) => aDocument(n)),
  );
  const site = memoryObjects('public', buckets);
  await putCatalogueFiles(memoryObjects('index', buckets), site, publicUrl);
  expect([...(buckets.get('public')?.keys() ?? [])].sort()).toEqual(Object.values(CATALOGUE_FILES).sort());
  const found = lines((await site.text(CATALOGUE_FILES.jsonl))?.text ?? '');
  expect(new Set(found.map(({ slug }) => slug)).size).toBe(10_000);
  expect(found).toHaveLength(10_000);
});

test('an index that changes while the files are written leads to files of the newer one', async () => {
  const buckets: MemoryBuckets = new Map();
  await putIndex(buckets, [aDocument(1)]);
  const site = memoryObjects('public', buckets);
  let isOvertaken = false;
  const slowSite: Pick<typeof site, 'put'> = {
    put: async (key, body, headers) => {
      if (!isOvertaken) {
        isOvertaken = true;
        await putIndex(buckets, [aDocument(1), aDocument(2)]);
        await putCatalogueFiles(memoryObjects('index', buckets), site, publicUrl);
      }
      // The slower writer's older content lands last.
      await site.put(key, body, headers);
    },
  };
  await putCatalogueFiles(memoryObjects('index', buckets), slowSite, publicUrl);
  expect(lines((await site.text(CATALOGUE_FILES.jsonl))?.text ?? '')).toHaveLength(2);
  expect((await site.text(CATALOGUE_FILES.csv))?.text.trimEnd().split('\n')).toHaveLength(3);
});

test('before anything was published there are no files', async () => {
  const site = memoryObjects('public');
  await putCatalogueFiles(memoryObjects('index'), site, publicUrl);
  expect(await site.text(CATALOGUE_FILES.csv)).toBeUndefined();
});
