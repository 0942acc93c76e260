import type { Lang, Texts } from '../../texts.ts';

export type MapTexts = Texts['map'];

/** What a page tells the island: the published GeoJSON file and its size in bytes. */
export type Seed = {
  readonly lang: Lang;
  readonly texts: MapTexts;
  readonly file: string;
  readonly bytes: number;
};

/** What a phone may be asked to load and draw at once. Of a larger file the first shapes are shown. */
export const MOST_BYTES = 3_000_000;
export const MOST_FEATURES = 5000;
