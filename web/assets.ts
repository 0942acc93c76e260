import * as z from 'zod';
import type { Assets } from './pages/props.ts';

/** The parts of a Vite manifest that addresses are made from. */
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).optional() }),
);
export type Manifest = z.infer<typeof Manifest>;

/** Where each built part comes from. */
export const sources = {
  css: 'web/styles/site.css',
  search: 'web/islands/search/main.tsx',
  suggest: 'web/islands/suggest/main.tsx',
  copy: 'web/islands/copy/main.ts',
  rows: 'web/islands/rows/main.tsx',
  follow: 'web/islands/follow/main.tsx',
  ask: 'web/islands/ask/main.tsx',
  track: 'web/islands/track/main.tsx',
  map: 'web/islands/map/main.tsx',
  desk: 'web/desk/main.tsx',
  deskCss: 'web/styles/desk.css',
} as const;

/** The address of a built part. Throws when the build lacks it: a page without its stylesheet must not be published. */
export const assetAddress = (manifest: Manifest, part: keyof typeof sources): string => {
  const entry = manifest[sources[part]];
  if (!entry) throw new Error(`The web build has no ${sources[part]}`);
  return `/${entry.file}`;
};

/** What pages need to know of the build, from the manifest's JSON. */
export const assetsOf = (manifestJson: unknown): Assets => {
  const manifest = Manifest.parse(manifestJson);
  return { css: assetAddress(manifest, 'css'), island: (name) => assetAddress(manifest, name) };
};
