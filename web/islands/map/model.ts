import type { Lang, Texts } from '../../texts.ts';

export type MapTexts = Texts['map'];
export type PlaceMapTexts = Texts['placeMap'];

/** What a page tells the island of shapes: the published GeoJSON file and its size in bytes. */
export type ShapesSeed = {
  readonly kind: 'shapes';
  readonly lang: Lang;
  readonly texts: MapTexts;
  readonly file: string;
  readonly bytes: number;
};

/** What a page tells the island of figures by commune: where they are, and the boundary they are drawn on. */
export type PlacesSeed = {
  readonly kind: 'places';
  readonly lang: Lang;
  readonly texts: PlaceMapTexts;
  readonly shapeTexts: MapTexts;
  readonly figures: string;
  readonly boundary: { readonly figures: string; readonly file: string; readonly bytes: number };
};

export type Seed = ShapesSeed | PlacesSeed;

/** What a phone may be asked to load and draw at once. Of a larger file the first shapes are shown. */
export const MOST_BYTES = 3_000_000;
export const MOST_FEATURES = 5000;
