import type { SearchDocument } from '../../shared/adapters/sqlite/search-index.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, DatasetId, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { Instant, LocalDate } from '../../shared/kernel/local-date.ts';
import { slugOf } from '../../shared/kernel/vietnamese-text.ts';
import { seeded } from './seeded.ts';
import { places, subjects, syllables } from './vietnamese-table.ts';

const topics = [
  'giao-duc',
  'y-te',
  'giao-thong',
  'nong-nghiep',
  'tai-chinh',
  'moi-truong',
  'dia-phuong',
  'van-hoa',
  'lao-dong',
  'cong-nghiep',
  'dan-cu',
  'co-so-ha-tang',
];
const AGENCIES = 300;
const formatSets = [
  ['CSV', 'Parquet', 'JSON'],
  ['CSV', 'Parquet', 'JSON', 'GeoJSON'],
];

const picker = (random: () => number) => ({
  of: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T,
  words(n: number): string {
    return Array.from({ length: n }, () => this.of(syllables)).join(' ');
  },
});

/** A catalogue as large as a province's could be: titles, descriptions of some forty words, 300 agencies, twelve topics. */
export const catalogueOf = (count: number, seed: number): SearchDocument[] => {
  const random = seeded(seed);
  const pick = picker(random);
  return Array.from({ length: count }, (_, i) => {
    const title = `${pick.of(subjects)} ${pick.words(3)} ${pick.of(places)}`;
    const agency = 1 + Math.floor(random() * AGENCIES);
    const topic = pick.of(topics);
    const day = `20${15 + Math.floor(random() * 10)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-15`;
    return {
      id: DatasetId.parse(uuidFrom(sha256(`dataset ${seed} ${i}`))),
      slug: Slug.parse(`${slugOf(title)}-${i}`),
      title,
      description: `${pick.words(40)}.`,
      agency: AgencyCode.parse(`H54.${agency}`),
      agencyName: `Cơ quan ${pick.of(places)} ${agency}`,
      topic,
      topicLabel: topic.replaceAll('-', ' '),
      licence: 'dieu-18-nd47',
      keywords: [pick.words(2), pick.words(2)],
      formats: pick.of(formatSets),
      release: 1,
      publishedOn: LocalDate.parse(day),
      changedAt: Instant.parse(`${day}T02:00:00.000Z`),
      rows: Math.floor(random() * 10_000),
      demonstration: true,
    };
  });
};

export type CatalogueQuestion = { readonly q: string; readonly topic?: string };

/** What people type: one to three words, half of the time without accents, some within a topic, some nothing at all. */
export const catalogueQuestions = (count: number, seed: number): CatalogueQuestion[] => {
  const random = seeded(seed);
  const pick = picker(random);
  const plain = (text: string): string => slugOf(text).replaceAll('-', ' ');
  return Array.from({ length: count }, () => {
    const kind = random();
    const words =
      kind < 0.1
        ? ''
        : kind < 0.4
          ? pick.of(subjects)
          : kind < 0.6
            ? pick.of(places)
            : pick.words(1 + Math.floor(random() * 3));
    return {
      q: random() < 0.5 ? plain(words) : words,
      ...(random() < 0.2 ? { topic: pick.of(topics) } : {}),
    };
  });
};
