import type { Feature } from 'geojson';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { displayFigure, displayNumber, showDay, showTime } from '../../display.ts';
import { fill } from '../../fill.ts';
import { colourOf } from './classes.ts';
import type { PlacesView } from './draw-places.ts';
import type { PlacesSeed } from './model.ts';
import type { LoadedPlaces } from './places-island.tsx';
import { PlacesChoice } from './places-choice.tsx';
import { Legend, NO_FIGURE, NO_FIGURE_FILL, NoFigurePattern } from './places-legend.tsx';
import { NotDrawn, PlacesTable } from './places-table.tsx';
import { codeIn, drawnOn, firstChoice, type Choice, type PlaceLine } from './places.ts';

type Shown = { readonly loaded: LoadedPlaces; readonly seed: PlacesSeed };

/** Which rows a figure stands for, and of which day the codes are. */
const HowCounted = ({
  loaded: { table, shapes },
  seed: { texts: t, lang },
  choice,
}: Shown & { choice: Choice }) => {
  const { period, day, rowsWithoutCode } = table;
  const sentences = [
    choice.measure === 'rows' ? t['how-rows'] : t[`how-${choice.summary}`],
    ...(period ? [fill(t.period, { column: period.column, value: showTime(period.value, lang) })] : []),
    ...(rowsWithoutCode > 0 ? [fill(t.withoutCode, { n: displayNumber(rowsWithoutCode, lang) })] : []),
    ...(day ? [fill(t.day, { day: showDay(day, lang) })] : []),
    ...(shapes.isWhole ? [] : [t.boundaryPart]),
  ];
  return <p class="hint">{sentences.join(' ')}</p>;
};

const Told = ({
  line,
  seed: { texts: t, lang },
  unit,
}: {
  line: PlaceLine;
  seed: PlacesSeed;
  unit: string;
}) => (
  <p>
    <strong lang="vi">{line.name ?? line.code}</strong> ({line.code}):{' '}
    {line.figure === undefined ? t.noFigure : `${displayFigure(line.figure, lang)}${unit}`}
  </p>
);

/** The map with its choice, its legend, and the table that says the same. */
export const PlacesPicture = ({ loaded, seed }: Shown) => {
  const { table, boundary, shapes, drawer } = loaded;
  const { texts: t, shapeTexts, lang } = seed;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<PlacesView>(undefined);
  const [choice, setChoice] = useState<Choice>(() => firstChoice(table));
  const [pressed, setPressed] = useState<Feature>();
  const drawn = useMemo(() => drawnOn(table, boundary, choice), [table, boundary, choice]);
  const byCode = useMemo(
    () => new Map(drawn.lines.filter(({ isDrawn }) => isDrawn).map((line) => [line.code, line])),
    [drawn],
  );
  const lineOf = (feature: Feature): PlaceLine | undefined =>
    byCode.get(codeIn(feature, boundary.column) ?? '');
  useEffect(() => {
    if (!place.current) return undefined;
    view.current = drawer.drawPlaces(place.current, shapes.features, shapeTexts, setPressed);
    return () => view.current?.remove();
  }, [drawer, shapes, shapeTexts]);
  useEffect(() => {
    view.current?.fill((feature) => {
      const shade = lineOf(feature)?.shade;
      return shade === undefined ? NO_FIGURE_FILL : colourOf(shade, drawn.classes.length);
    });
  }, [drawn, drawer, shapes, shapeTexts]);
  const coloured = [...byCode.values()].filter(({ shade }) => shade !== undefined).length;
  const measure = choice.measure === 'rows' ? undefined : table.measures[choice.measure];
  const unit = measure?.unit === undefined ? '' : ` ${measure.unit}`;
  const told = pressed && lineOf(pressed);
  return (
    <>
      <PlacesChoice table={table} choice={choice} onChoose={setChoice} texts={t} />
      <p role="status">
        {fill(t.drawn, {
          n: displayNumber(coloured, lang),
          none: displayNumber(byCode.size - coloured, lang),
        })}
      </p>
      <NoFigurePattern id={NO_FIGURE} />
      <div ref={place} class="map" role="region" aria-label={t.region} />
      <Legend drawn={drawn} none={byCode.size - coloured} seed={seed} unit={unit} />
      <div class="map-chosen" aria-live="polite">
        {told ? <Told line={told} seed={seed} unit={unit} /> : <p class="hint">{t.choose}</p>}
      </div>
      <HowCounted loaded={loaded} seed={seed} choice={choice} />
      <NotDrawn lines={drawn.lines} seed={seed} />
      <PlacesTable drawn={drawn} seed={seed} heading={measure?.column ?? t.rows} unit={measure?.unit} />
    </>
  );
};
