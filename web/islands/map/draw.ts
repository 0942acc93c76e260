import type { Feature, FeatureCollection } from 'geojson';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { MapTexts } from './model.ts';

const BLUE = '#0b4a8f';
const CHOSEN = '#b3151b';
/** Near enough to see one place among its neighbours; there is no ground to see below it. */
const NEAREST = 15;

const plain: L.PathOptions = { color: BLUE, weight: 2, fillColor: BLUE, fillOpacity: 0.25 };

/**
 * Draws shapes on nothing but themselves: no tiles of other people are asked for. `onChoose` is told the shape that
 * was pressed. Answers how to take the map away again.
 */
export const drawMap = (
  place: HTMLElement,
  features: readonly Feature[],
  texts: MapTexts,
  onChoose: (feature: Feature) => void,
): (() => void) => {
  const view = L.map(place, {
    preferCanvas: true,
    zoomControl: false,
    attributionControl: false,
    // Who scrolls the page does not mean the map.
    scrollWheelZoom: false,
    zoomSnap: 0.5,
  });
  L.control.zoom({ zoomInTitle: texts.nearer, zoomOutTitle: texts.farther }).addTo(view);
  L.control.scale({ imperial: false }).addTo(view);
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
  view.fitBounds(layer.getBounds(), { maxZoom: NEAREST, padding: [16, 16], animate: false });
  return () => {
    view.remove();
  };
};
