import type { Feature, FeatureCollection } from 'geojson';
import L from 'leaflet';
import type { MapTexts } from './model.ts';
import { openView, showAll } from './view.ts';

const LINE = '#3b4754';
const CHOSEN = '#b3151b';
const outline: L.PathOptions = { color: LINE, weight: 1, fillOpacity: 1 };

export type PlacesView = {
  /** Fills every shape anew. */
  readonly fill: (fillOf: (feature: Feature) => string) => void;
  readonly remove: () => void;
};

/** Draws the shapes of a boundary, to be filled. As SVG, because a fill may be a pattern. */
export const drawPlaces = (
  place: HTMLElement,
  features: readonly Feature[],
  texts: MapTexts,
  onChoose: (feature: Feature) => void,
): PlacesView => {
  const view = openView(place, texts, { preferCanvas: false });
  const collection: FeatureCollection = { type: 'FeatureCollection', features: [...features] };
  let chosen: L.Path | undefined;
  const layer = L.geoJSON(collection, {
    style: () => outline,
    pointToLayer: (_, at) => L.circleMarker(at, { ...outline, radius: 7 }),
    onEachFeature: (feature: Feature, shape) => {
      shape.on('click', () => {
        chosen?.setStyle({ color: LINE, weight: 1 });
        chosen = shape as L.Path;
        chosen.setStyle({ color: CHOSEN, weight: 3 }).bringToFront();
        onChoose(feature);
      });
    },
  }).addTo(view);
  showAll(view, layer);
  return {
    fill: (fillOf) => {
      layer.eachLayer((shape) => {
        const { feature } = shape as L.Path & { feature: Feature };
        (shape as L.Path).setStyle({ fillColor: fillOf(feature) });
      });
    },
    remove: () => {
      view.remove();
    },
  };
};
