import { render } from 'preact';
import { RowsIsland } from './island.tsx';
import type { Seed } from './model.ts';

const place = document.querySelector<HTMLElement>('[data-island=rows]');
const seed = document.getElementById('rows-seed')?.textContent;
// The seed is written by our own renderer into this very page.
if (place && seed)
  render(
    <RowsIsland {...(JSON.parse(seed) as Seed)} preview={document.getElementById('preview-rows')} />,
    place,
  );
