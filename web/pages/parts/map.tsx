import { displayBytes } from '../../display.ts';
import { fill } from '../../fill.ts';
import { MOST_BYTES, type PlacesSeed, type ShapesSeed } from '../../islands/map/model.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, PlaceMap, Release } from '../props.ts';
import { ScriptJson } from './script-json.tsx';

const geojsonOf = ({ files }: Release) => files.find(({ role }) => role === 'geojson');

export const drawsMap = ({ placeMap }: DatasetProps, release: Release): boolean =>
  placeMap !== undefined || geojsonOf(release) !== undefined;

/** A map, or why there is none. */
export const hasMapSection = (page: DatasetProps, release: Release): boolean =>
  drawsMap(page, release) || page.formerUnits !== undefined;

/** The shapes of the release itself. */
const Shapes = ({
  page: { lang, dataset },
  release,
  file,
}: {
  page: DatasetProps;
  release: Release;
  file: Release['files'][number];
}) => {
  const t = textsOf(lang).map;
  const address = paths.releaseFile(dataset.slug, release.number, file.name);
  const size = displayBytes(file.bytes, lang);
  const seed: ShapesSeed = { kind: 'shapes', lang, texts: t, file: address, bytes: file.bytes };
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

/** The figures of a table on the boundary that the portal itself publishes. */
const Places = ({
  page: { lang, dataset },
  map: { column, boundary },
}: {
  page: DatasetProps;
  map: PlaceMap;
}) => {
  const { map: shapeTexts, placeMap: t } = textsOf(lang);
  const seed: PlacesSeed = {
    kind: 'places',
    lang,
    texts: t,
    shapeTexts,
    figures: paths.figures(dataset.slug),
    boundary: {
      figures: paths.figures(boundary.slug),
      file: paths.latestFile(boundary.slug, boundary.file),
      bytes: boundary.bytes,
    },
  };
  return (
    <section id="map">
      <h2>{shapeTexts.title}</h2>
      <p>{fill(t.lead, { column })}</p>
      <p>
        {t.boundary}{' '}
        <a href={paths.dataset(lang, boundary.slug)} lang="vi">
          {boundary.title}
        </a>
      </p>
      <div data-island="map" />
      <ScriptJson type="application/json" id="map-seed" value={seed} />
    </section>
  );
};

/** Why a table by commune has no map: its communes are not those that the published boundary shows. */
const NoMap = ({ page: { lang }, column }: { page: DatasetProps; column: string }) => {
  const { map, placeMap } = textsOf(lang);
  return (
    <section id="map">
      <h2>{map.title}</h2>
      <p>{fill(placeMap.formerUnits, { column })}</p>
    </section>
  );
};

/** What there is to see on a map; the map itself is drawn in the browser when it is asked for. */
export const MapSection = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const file = geojsonOf(release);
  if (file) return <Shapes page={page} release={release} file={file} />;
  if (page.placeMap) return <Places page={page} map={page.placeMap} />;
  return page.formerUnits ? <NoMap page={page} column={page.formerUnits.column} /> : null;
};
