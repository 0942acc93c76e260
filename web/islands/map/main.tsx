import { render } from 'preact';
import { MapIsland } from './island.tsx';
import type { Seed } from './model.ts';

const place = document.querySelector<HTMLElement>('[data-island=map]');
const seed = document.getElementById('map-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && seed) render(<MapIsland {...(JSON.parse(seed) as Seed)} />, place);
