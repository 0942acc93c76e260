import { render } from 'preact';
import { Suggestions } from './island.tsx';
import type { SuggestSeed } from './seed.ts';

const place = document.querySelector('[data-island=suggest]');
const input = document.querySelector<HTMLInputElement>('input[name=q]');
const seed = document.getElementById('suggest-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && input && seed)
  render(<Suggestions input={input} {...(JSON.parse(seed) as SuggestSeed)} />, place);
