import type { DatasetId } from '../../../kernel/ids.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

export type CatalogueTotals = { datasets: number; releases: number; rows: number };

/** What is published, ready to be listed. Rebuilt from the ledger at any time; nothing is decided on it. */
export type CatalogueViews = {
  /**
   * Puts the dataset's entry as of a case version in every list, or takes it out. An older version than the stored
   * one changes nothing. Says whether it changed anything.
   */
  save(id: DatasetId, version: number, entry: CatalogueEntry | undefined): Promise<boolean>;
  /** Newest publication first. */
  newest(limit: number): Promise<CatalogueEntry[]>;
  ofAgency(code: string, limit: number): Promise<CatalogueEntry[]>;
  sitemapShard(shard: number): Promise<CatalogueEntry[]>;
  totals(): Promise<CatalogueTotals>;
  countsByAgency(): Promise<Map<string, number>>;
  countsByTopic(): Promise<Map<string, number>>;
  countsByFormat(): Promise<Map<string, number>>;
};
