import { beforeEach, expect, it } from 'vitest';
import {
  sitemapShardOf,
  type CatalogueEntry,
} from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import type { CatalogueViews } from '../../shared/capabilities/publishing/views/ports.ts';
import { Slug } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { aDatasetId, theDeptOfHealth, theDeptOfTransport } from '../fixtures/datasets.ts';

const anEntry = (word: string, changes: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  id: aDatasetId(word),
  slug: Slug.parse(word),
  title: `Bộ dữ liệu ${word}`,
  description: 'Danh sách cơ sở bán lẻ thuốc trên địa bàn tỉnh',
  agency: theDeptOfHealth,
  topic: 'y-te',
  licence: 'dieu-18-nd47',
  keywords: ['thuốc'],
  formats: ['CSV', 'JSON'],
  release: 1,
  publishedOn: localDate('2025-06-16'),
  changedAt: Instant.parse('2025-06-16T03:00:00.000Z'),
  rows: 10,
  demonstration: true,
  ...changes,
});

/** What pages ask of the catalogue. `begin` gives an empty one before every test. */
export const catalogueViewsSuite = (begin: () => Promise<CatalogueViews>): void => {
  let views: CatalogueViews;
  beforeEach(async () => (views = await begin()));

  const put = (entry: CatalogueEntry, version = 5) => views.save(entry.id, version, entry);
  const words = (entries: readonly CatalogueEntry[]) => entries.map(({ slug }) => slug);

  it('is empty at first', async () => {
    expect(await views.newest(10)).toEqual([]);
    expect(await views.totals()).toEqual({ datasets: 0, releases: 0, rows: 0 });
    expect((await views.countsByAgency()).size).toBe(0);
  });

  it('shows the newest first, whole, and no more than asked for', async () => {
    await put(anEntry('mot', { publishedOn: localDate('2025-06-01') }));
    await put(anEntry('ba', { publishedOn: localDate('2025-06-03') }));
    await put(anEntry('hai', { publishedOn: localDate('2025-06-02') }));
    expect(words(await views.newest(10))).toEqual(['ba', 'hai', 'mot']);
    expect(await views.newest(1)).toEqual([anEntry('ba', { publishedOn: localDate('2025-06-03') })]);
  });

  it('shows an agency its own', async () => {
    await put(anEntry('thuoc'));
    await put(anEntry('duong', { agency: theDeptOfTransport, topic: 'giao-thong' }));
    expect(words(await views.ofAgency(theDeptOfTransport, 10))).toEqual(['duong']);
    expect(words(await views.ofAgency('H54.99', 10))).toEqual([]);
    expect(await views.countsByAgency()).toEqual(
      new Map([
        [theDeptOfHealth, 1],
        [theDeptOfTransport, 1],
      ]),
    );
    expect(await views.countsByTopic()).toEqual(
      new Map([
        ['y-te', 1],
        ['giao-thong', 1],
      ]),
    );
  });

  it('counts the releases that stand, not the highest number, and keeps count when one is taken back', async () => {
    await put(anEntry('thuoc', { release: 3 }));
    await put(anEntry('thuoc', { release: 2, standing: 1 }), 6);
    expect(await views.totals()).toMatchObject({ datasets: 1, releases: 1 });
    expect(await views.newest(9)).toMatchObject([{ release: 2, standing: 1 }]);
  });

  it('counts releases, rows and formats', async () => {
    await put(anEntry('thuoc', { release: 3, rows: 612 }));
    const { rows: _none, ...boundaries } = anEntry('ranh-gioi', { formats: ['GeoJSON', 'JSON'] });
    await put(boundaries);
    expect(await views.totals()).toEqual({ datasets: 2, releases: 4, rows: 612 });
    expect(await views.countsByFormat()).toEqual(
      new Map([
        ['CSV', 1],
        ['JSON', 2],
        ['GeoJSON', 1],
      ]),
    );
  });

  it('moves an entry when it changes, and counts it once', async () => {
    await put(anEntry('thuoc'));
    const next = anEntry('thuoc', {
      title: 'Cơ sở bán lẻ thuốc',
      agency: theDeptOfTransport,
      topic: 'giao-thong',
      formats: ['CSV'],
      release: 2,
      rows: 4,
      publishedOn: localDate('2025-09-01'),
    });
    expect(await put(next, 9)).toBe(true);
    expect(await views.newest(10)).toEqual([next]);
    expect(await views.ofAgency(theDeptOfHealth, 10)).toEqual([]);
    expect(await views.sitemapShard(sitemapShardOf('thuoc'))).toEqual([next]);
    expect(await views.totals()).toEqual({ datasets: 1, releases: 2, rows: 4 });
    expect(await views.countsByTopic()).toEqual(new Map([['giao-thong', 1]]));
    expect(await views.countsByFormat()).toEqual(new Map([['CSV', 1]]));
  });

  it('changes nothing for an older or the same version, whatever it says', async () => {
    await put(anEntry('thuoc', { title: 'Bản mới' }), 9);
    expect(await put(anEntry('thuoc', { title: 'Bản cũ' }), 5)).toBe(false);
    expect(await put(anEntry('thuoc', { title: 'Bản khác' }), 9)).toBe(false);
    expect(await views.save(aDatasetId('thuoc'), 9, undefined)).toBe(false);
    expect((await views.newest(10)).map(({ title }) => title)).toEqual(['Bản mới']);
    expect(await views.totals()).toEqual({ datasets: 1, releases: 1, rows: 10 });
  });

  it('forgets what was withdrawn, and late news does not bring it back', async () => {
    await put(anEntry('thuoc'), 6);
    expect(await views.save(aDatasetId('thuoc'), 7, undefined)).toBe(true);
    expect(await put(anEntry('thuoc'), 6)).toBe(false);
    expect(await views.newest(10)).toEqual([]);
    expect(await views.sitemapShard(sitemapShardOf('thuoc'))).toEqual([]);
    expect(await views.totals()).toEqual({ datasets: 0, releases: 0, rows: 0 });
    expect(await views.countsByFormat()).toEqual(new Map());
  });

  it('keeps one place for each dataset in the shards of the sitemap', async () => {
    const slugs = Array.from({ length: 12 }, (_, i) => `bo-du-lieu-${i}`);
    for (const slug of slugs) await put(anEntry(slug));
    const shards = new Set(slugs.map(sitemapShardOf));
    const found: string[] = [];
    for (const shard of shards) found.push(...words(await views.sitemapShard(shard)));
    expect(found.sort()).toEqual([...slugs].sort());
  });

  it('loses no count when publications come at once', async () => {
    const entries = Array.from({ length: 8 }, (_, i) => anEntry(`cung-luc-${i}`));
    await Promise.all(entries.map((entry) => put(entry)));
    expect(await views.totals()).toEqual({ datasets: 8, releases: 8, rows: 80 });
    expect(await views.countsByAgency()).toEqual(new Map([[theDeptOfHealth, 8]]));
    expect(await views.newest(100)).toHaveLength(8);
  });
};
