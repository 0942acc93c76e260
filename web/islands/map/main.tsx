import { render } from 'preact';
import { ShapesIsland } from './shapes-island.tsx';
import type { Seed } from './model.ts';
import { PlacesIsland } from './places-island.tsx';

const place = document.querySelector<HTMLElement>('[data-island=map]');
const text = document.getElementById('map-seed')?.textContent;
if (place && text) {
  // The seed is written by our own renderer into this very page.
  const seed = JSON.parse(text) as Seed;
  render(seed.kind === 'places' ? <PlacesIsland {...seed} /> : <ShapesIsland {...seed} />, place);
}
