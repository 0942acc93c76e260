import { render } from 'preact';
import type { TrackSeed } from './seed.ts';
import { TrackIsland } from './island.tsx';

const place = document.querySelector('[data-island=track]');
const seed = document.getElementById('track-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && seed) render(<TrackIsland {...(JSON.parse(seed) as TrackSeed)} />, place);
