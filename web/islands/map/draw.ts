import type { Feature, FeatureCollection } from 'geojson';
import L from 'leaflet';
import type { MapTexts } from './model.ts';
import { openView, showAll } from './view.ts';

const BLUE = '#0b4a8f';
const CHOSEN = '#b3151b';

const plain: L.PathOptions = { color: BLUE, weight: 2, fillColor: BLUE, fillOpacity: 0.25 };

/**
 * Draws shapes on nothing but themselves. `onChoose` is told the shape that was pressed. Answers how to take the map
 * away again.
 */
export const drawMap = (
  place: HTMLElement,
  features: readonly Feature[],
  texts: MapTexts,
  onChoose: (feature: Feature) => void,
): (() => void) => {
  const view = openView(place, texts, { preferCanvas: true });
  const collection: FeatureCollection = { type: 'FeatureCollection', features: [...features] };
  let chosen: L.Path | undefined;
  const layer = L.geoJSON(collection, {
    style: () => plain,
    pointToLayer: (_, at) => L.circleMarker(at, { ...plain, radius: 6, fillOpacity: 0.7 }),
    onEachFeature: (feature: Feature, shape) => {
      shape.on('click', () => {
        chosen?.setStyle({ color: BLUE, fillColor: BLUE });
        chosen = shape as L.Path;
        chosen.setStyle({ color: CHOSEN, fillColor: CHOSEN });
        onChoose(feature);
      });
    },
  }).addTo(view);
  showAll(view, layer);
  return () => {
    view.remove();
  };
};
