import type { Release } from '../../shared/capabilities/publishing/model.ts';
import type { PlaceValues } from '../../shared/kernel/place-values.ts';
import { placesOnBoundary } from '../../shared/kernel/places-on-boundary.ts';
import type { PlaceMap } from '../../web/pages/index.ts';
import { placesOf } from './kept-places.ts';
import { publishedRelease, type Published } from './published-release.ts';
import type { RenderServices } from './render-frame.ts';

type Shapes = Published & { readonly file: Release['files'][number]; readonly places: PlaceValues };

/** The boundary the settings name, while it is published as shapes that carry commune codes. */
const boundaryOf = async ({ store, files, boundary }: RenderServices): Promise<Shapes | undefined> => {
  if (!boundary) return undefined;
  const { slug, caseOfClaim } = boundary;
  const found = await publishedRelease({ store, caseOfClaim }, slug, undefined);
  if (typeof found === 'string') return undefined;
  const file = found.release.files.find(({ role }) => role === 'geojson');
  const places = file && (await placesOf(files, found.release.uploadId));
  return places && { ...found, file, places };
};

/**
 * What a page needs to offer a map of a table by commune: only for a table that has figures, and only while at least one
 * of its communes stands in the published boundary.
 */
export const placeMapOf = async (
  services: RenderServices,
  release: Release,
  places: PlaceValues | undefined,
): Promise<PlaceMap | undefined> => {
  const isTable = !release.files.some(({ role }) => role === 'geojson');
  if (!places || !isTable || (places.measures.length === 0 && !places.severalRows)) return undefined;
  const boundary = await boundaryOf(services);
  if (!boundary || placesOnBoundary(places, boundary.places).size === 0) return undefined;
  const { dataset, file } = boundary;
  return {
    column: places.column,
    boundary: { slug: dataset.slug, title: dataset.metadata.title, file: file.name, bytes: file.bytes },
  };
};
