import type { Feature } from 'geojson';
import { useEffect, useRef, useState } from 'preact/hooks';
import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import type * as Drawer from './draw.ts';
import { loadShapes, type Shapes } from './load.ts';
import type { ShapesSeed } from './model.ts';
import { ShowButton } from './show-button.tsx';

const MOST_PROPERTIES = 12;
const LONGEST = 200;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : value === null ? '–' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

const Properties = ({ feature }: { feature: Feature }) => (
  <dl class="facts" lang="vi">
    {Object.entries(feature.properties ?? {})
      .slice(0, MOST_PROPERTIES)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
  </dl>
);

type Drawn = { readonly shapes: Shapes; readonly drawer: typeof Drawer };

const Picture = ({
  drawn: { shapes, drawer },
  texts,
  lang,
}: { drawn: Drawn } & Pick<ShapesSeed, 'texts' | 'lang'>) => {
  const place = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Feature>();
  useEffect(
    () => (place.current ? drawer.drawMap(place.current, shapes.features, texts, setChosen) : undefined),
    [drawer, shapes, texts],
  );
  const n = displayNumber(shapes.features.length, lang);
  return (
    <>
      <p role="status">{fill(shapes.isWhole ? texts.drawn : texts.drawnPart, { n })}</p>
      <div ref={place} class="map" role="region" aria-label={texts.region} />
      <div class="map-chosen" aria-live="polite">
        {chosen ? <Properties feature={chosen} /> : <p class="hint">{texts.choose}</p>}
      </div>
    </>
  );
};

type State = 'waiting' | 'loading' | 'failed' | Drawn;

/** A button; the file and what draws it are loaded when somebody asks for the map, not before. */
export const ShapesIsland = ({ lang, texts, file, bytes }: ShapesSeed) => {
  const [state, setState] = useState<State>('waiting');
  const show = async (): Promise<void> => {
    setState('loading');
    try {
      const [shapes, drawer] = await Promise.all([loadShapes(file, bytes), import('./draw.ts')]);
      setState({ shapes, drawer });
    } catch {
      setState('failed');
    }
  };
  if (typeof state === 'object')
    return state.shapes.features.length > 0 ? (
      <Picture drawn={state} texts={texts} lang={lang} />
    ) : (
      <p class="note">{texts.nothing}</p>
    );
  return <ShowButton state={state} texts={texts} failed={texts.failed} show={() => void show()} />;
};
