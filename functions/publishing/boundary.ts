import type { Release } from '../../shared/capabilities/publishing/model.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import type { PlaceValues } from '../../shared/kernel/place-values.ts';
import { placesOnBoundary } from '../../shared/kernel/places-on-boundary.ts';
import type { PlaceMap } from '../../web/pages/index.ts';
import { placesOf } from './kept-places.ts';
import { newestPublished, type Published } from './published-release.ts';
import type { RenderServices } from './render-frame.ts';

type Shapes = Published & { readonly file: Release['files'][number]; readonly places: PlaceValues };

const isBefore = (day: LocalDate | undefined, other: LocalDate | undefined): boolean =>
  day !== undefined && other !== undefined && day < other;

/** The boundary the settings name, while it is published as shapes that carry commune codes. */
const boundaryOf = async ({ store, files, boundary }: RenderServices): Promise<Shapes | undefined> => {
  if (!boundary) return undefined;
  const { slug, caseOfClaim } = boundary;
  const found = await newestPublished({ store, caseOfClaim }, slug);
  if ('problem' in found) return undefined;
  const file = found.release.files.find(({ role }) => role === 'geojson');
  const places = file && (await placesOf(files, found.release.uploadId));
  return places && { ...found, file, places };
};

/**
 * What a page needs to offer a map of a table by commune: only for a table that has figures, and only while at least one
 * of its communes stands in the published boundary. Where its codes are those of units before that boundary, the page
 * says so instead.
 */
export const placeMapOf = async (
  services: RenderServices,
  release: Release,
  places: PlaceValues | undefined,
): Promise<{ placeMap?: PlaceMap; formerUnits?: { column: string } }> => {
  const isTable = !release.files.some(({ role }) => role === 'geojson');
  if (!places || !isTable || (places.measures.length === 0 && !places.severalRows)) return {};
  const boundary = await boundaryOf(services);
  if (!boundary) return {};
  const { column } = places;
  if (placesOnBoundary(places, boundary.places).size === 0) {
    const areListed = places.places.some(({ name }) => name !== undefined);
    return areListed && isBefore(places.day, boundary.places.day) ? { formerUnits: { column } } : {};
  }
  const { dataset, file } = boundary;
  const { slug } = dataset;
  return {
    placeMap: {
      column,
      boundary: { slug, title: dataset.metadata.title, file: file.name, bytes: file.bytes },
    },
  };
};
