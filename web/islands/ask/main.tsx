import { render } from 'preact';
import { AskIsland } from './island.tsx';
import type { AskSeed } from './seed.ts';

const place = document.querySelector('[data-island=ask]');
const seed = document.getElementById('ask-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && seed) render(<AskIsland {...(JSON.parse(seed) as AskSeed)} />, place);
