import { hydrate } from 'preact';
import { SearchIsland } from './island.tsx';
import type { Seed } from './model.ts';

const place = document.querySelector('[data-island=search]');
const seed = document.getElementById('search-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && seed) hydrate(<SearchIsland {...(JSON.parse(seed) as Seed)} />, place);
