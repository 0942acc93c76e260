import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { MapTexts } from './model.ts';

/** Near enough to see one place among its neighbours; there is no ground to see below it. */
const NEAREST = 15;

/** An empty map: no tiles of other people are asked for. */
export const openView = (place: HTMLElement, texts: MapTexts, options: L.MapOptions): L.Map => {
  const view = L.map(place, {
    zoomControl: false,
    attributionControl: false,
    // Who scrolls the page does not mean the map.
    scrollWheelZoom: false,
    zoomSnap: 0.5,
    ...options,
  });
  L.control.zoom({ zoomInTitle: texts.nearer, zoomOutTitle: texts.farther }).addTo(view);
  L.control.scale({ imperial: false }).addTo(view);
  return view;
};

export const showAll = (view: L.Map, layer: L.FeatureGroup): void => {
  view.fitBounds(layer.getBounds(), { maxZoom: NEAREST, padding: [16, 16], animate: false });
};
