import { displayBytes } from '../../display.ts';
import { fill } from '../../fill.ts';
import { MOST_BYTES, type Seed } from '../../islands/map/model.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, Release } from '../props.ts';
import { ScriptJson } from './script-json.tsx';

const geojsonOf = ({ files }: Release) => files.find(({ role }) => role === 'geojson');

export const hasMap = (release: Release): boolean => geojsonOf(release) !== undefined;

/** What there is to see on a map; the map itself is drawn in the browser when it is asked for. */
export const MapSection = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const file = geojsonOf(release);
  if (!file) return null;
  const { lang, dataset } = page;
  const t = textsOf(lang).map;
  const address = paths.releaseFile(dataset.slug, release.number, file.name);
  const size = displayBytes(file.bytes, lang);
  const seed: Seed = { lang, texts: t, file: address, bytes: file.bytes };
  return (
    <section id="map">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      {file.bytes > MOST_BYTES ? (
        <p class="note">{fill(t.large, { size, most: displayBytes(MOST_BYTES, lang) })}</p>
      ) : null}
      <div data-island="map" />
      <ScriptJson type="application/json" id="map-seed" value={seed} />
      <p>
        <a href={address} download={file.name}>
          {fill(t.file, { name: file.name, size })}
        </a>
      </p>
    </section>
  );
};
