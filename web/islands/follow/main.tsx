import { render } from 'preact';
import { FollowIsland } from './island.tsx';
import type { FollowSeed } from './seed.ts';

const place = document.querySelector('[data-island=follow]');
const seed = document.getElementById('follow-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && seed) render(<FollowIsland {...(JSON.parse(seed) as FollowSeed)} />, place);
