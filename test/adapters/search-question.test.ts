import fc from 'fast-check';
import type { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyChanges,
  openForReading,
  openForWriting,
  type SearchDocument,
} from '../../shared/adapters/sqlite/search-index.ts';
import { search, type SearchQuery } from '../../shared/adapters/sqlite/search-question.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, DatasetId, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant, LocalDate } from '../../shared/kernel/local-date.ts';
import { fold } from '../../shared/kernel/vietnamese-text.ts';

const words = ['trường học', 'Đường bộ', 'dân số', 'hòa bình', 'y tế xã'];
const topics = ['giao-duc', 'y-te', 'dia-phuong'];
const agencies = ['H54.05', 'H54.14'];

const documentOf = (i: number): SearchDocument => ({
  id: DatasetId.parse(uuidFrom(sha256(`dataset ${i}`))),
  slug: Slug.parse(`bo-du-lieu-${i}`),
  title: `${words[i % 5]} ${i % 7}`,
  description: `Số liệu ${words[(i * 3) % 5]}`,
  agency: AgencyCode.parse(agencies[i % 2]),
  agencyName: `Sở số ${i % 2}`,
  topic: topics[i % 3] ?? '',
  topicLabel: `Chủ đề ${i % 3}`,
  licence: 'dieu-18-nd47',
  keywords: [],
  formats: i % 4 === 0 ? ['CSV', 'GeoJSON'] : ['CSV', 'Parquet'],
  release: 1,
  publishedOn: LocalDate.parse(`2025-0${1 + (i % 9)}-15`),
  changedAt: Instant.parse('2025-06-16T02:00:00.000Z'),
  demonstration: true,
});

const all = Array.from({ length: 60 }, (_, i) => documentOf(i));
const withdrawn = all.slice(0, 5);
const standing = all.slice(5);
const folder = mkdtempSync(join(tmpdir(), 'search-question-'));
let db: DatabaseSync;

const put = (into: DatabaseSync, documents: readonly SearchDocument[], version: number, isGone = false) =>
  applyChanges(
    into,
    documents.map((document) => ({
      id: document.id,
      slug: document.slug,
      version,
      document: isGone ? undefined : document,
    })),
  );

beforeAll(() => {
  const path = join(folder, 'catalogue.sqlite');
  const writing = openForWriting(path);
  put(writing, all, 1);
  put(writing, withdrawn, 2, true);
  // Changed again: its row in the index is a new one.
  put(writing, standing.slice(10, 20), 3);
  writing.close();
  db = openForReading(path);
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** What a person would count by hand: every typed word begins some word of the document. */
const says = (document: SearchDocument, q: string): boolean => {
  const { title, agencyName, topicLabel, description } = document;
  const there = wordsOf([title, agencyName, topicLabel, description].join(' '));
  return wordsOf(q).every((word) => there.some((one) => one.startsWith(word)));
};

type Filter = 'topic' | 'agency' | 'format';
const passes = (document: SearchDocument, query: SearchQuery, without?: Filter): boolean =>
  says(document, query.q) &&
  (without === 'topic' || !query.topic || document.topic === query.topic) &&
  (without === 'agency' || !query.agency || document.agency === query.agency) &&
  (without === 'format' || !query.format || document.formats.includes(query.format));

const countsBy = (query: SearchQuery, without: Filter, valuesOf: (one: SearchDocument) => string[]) => {
  const counts: Record<string, number> = {};
  for (const one of standing.filter((document) => passes(document, query, without)))
    for (const value of valuesOf(one)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

const query: fc.Arbitrary<SearchQuery> = fc.record({
  q: fc.constantFrom('', 'truong hoc', 'Đường', 'duong bo', 'hoà bình', 'so', 'không có chữ này', '3'),
  topic: fc.constantFrom(undefined, ...topics, 'khong-co'),
  agency: fc.constantFrom(undefined, ...agencies, 'H54.99'),
  format: fc.constantFrom(undefined, 'CSV', 'GeoJSON', 'Parquet', 'XLSX'),
  sort: fc.constantFrom(undefined, 'relevance' as const, 'newest' as const, 'title' as const),
  limit: fc.constantFrom(1, 7, 100),
  offset: fc.constantFrom(0, 3, 50),
});

describe('a question put to the catalogue', () => {
  it('has the total, facets and documents that counting by hand gives', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const answer = search(db, asked);
        const kept = standing.filter((document) => passes(document, asked));
        expect(answer.total).toBe(kept.length);
        expect(answer.items.length).toBe(Math.max(0, Math.min(asked.limit, kept.length - asked.offset)));
        const ids = new Set(kept.map(({ id }) => id));
        expect(answer.items.every(({ id }) => ids.has(id))).toBe(true);
        const shown = (list: readonly { value: string; count: number }[]) =>
          Object.fromEntries(list.map(({ value, count }) => [value, count]));
        expect(shown(answer.facets.topic)).toEqual(countsBy(asked, 'topic', ({ topic }) => [topic]));
        expect(shown(answer.facets.agency)).toEqual(countsBy(asked, 'agency', ({ agency }) => [agency]));
        expect(shown(answer.facets.format)).toEqual(countsBy(asked, 'format', ({ formats }) => formats));
      }),
      { numRuns: 120 },
    );
  });

  it('page by page gives every document once, in any order', () => {
    for (const sort of ['relevance', 'newest', 'title'] as const) {
      const pages = [0, 10, 20, 30, 40, 50].flatMap(
        (offset) => search(db, { q: 'so', sort, limit: 10, offset }).items,
      );
      expect(new Set(pages.map(({ id }) => id)).size).toBe(standing.length);
    }
  });

  it('by day has the newest first, by title what Vietnamese readers look for without marks', () => {
    const days = search(db, { q: '', sort: 'newest', limit: 100, offset: 0 }).items.map(
      (one) => one.publishedOn,
    );
    expect(days).toEqual(days.toSorted().reverse());
    const titles = search(db, { q: '', sort: 'title', limit: 100, offset: 0 }).items.map(({ title }) =>
      fold(title),
    );
    expect(titles).toEqual(titles.toSorted());
  });

  it('by day has the latest of one day first, as the list of the newest has', () => {
    const entries = Array.from({ length: 12 }, (_, i) => ({
      ...documentOf(i),
      publishedOn: LocalDate.parse('2025-06-16'),
      changedAt: Instant.parse(`2025-06-16T02:${10 + ((i * 7) % 12)}:00.000Z`),
    }));
    const writing = openForWriting(join(folder, 'one-day.sqlite'));
    put(writing, entries, 1);
    const found = search(writing, { q: '', sort: 'newest', limit: 12, offset: 0 }).items;
    writing.close();
    expect(found.map(({ changedAt }) => changedAt)).toEqual(
      entries
        .map(({ changedAt }) => changedAt)
        .toSorted()
        .reverse(),
    );
  });

  it('is answered anew once the index it is put to was written', () => {
    const path = join(folder, 'another.sqlite');
    const writing = openForWriting(path);
    put(writing, all.slice(0, 1), 1);
    expect(search(writing, { q: '', limit: 10, offset: 0 }).total).toBe(1);
    put(writing, all.slice(1, 3), 1);
    expect(search(writing, { q: '', limit: 10, offset: 0 }).total).toBe(3);
    writing.close();
  });

  it.each(['"', "'; DROP TABLE doc; --", 'a OR b', 'NEAR(', '*', '—'])(
    'of %j is words, never syntax',
    (q) => {
      expect(() => search(db, { q, limit: 10, offset: 0 })).not.toThrow();
    },
  );
});
