import { displayFigure, displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { colourOf } from './classes.ts';
import type { PlacesSeed } from './model.ts';
import type { Drawn } from './places.ts';

export const NO_FIGURE = 'map-no-figure';
export const NO_FIGURE_FILL = `url(#${NO_FIGURE})`;

/** Stripes where there is nothing to colour: a colour alone would look like a small figure. */
export const NoFigurePattern = ({ id }: { id: string }) => (
  <svg class="map-pattern" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" fill="#ffffff" />
        <rect width="2" height="7" fill="#8a939d" />
      </pattern>
    </defs>
  </svg>
);

const Swatch = ({ fill: colour }: { fill: string }) => (
  <svg width="28" height="18" aria-hidden="true" focusable="false">
    <rect x="0.5" y="0.5" width="27" height="17" fill={colour} stroke="#3b4754" />
  </svg>
);

/** What each colour stands for, with the limits of its class. */
export const Legend = ({
  drawn: { classes },
  none,
  seed: { texts: t, lang },
  unit,
}: {
  drawn: Drawn;
  none: number;
  seed: PlacesSeed;
  unit: string;
}) => (
  <ul class="map-legend" aria-label={t.legend}>
    {classes.map(({ from, to, count }, i) => (
      <li key={to}>
        <Swatch fill={colourOf(i, classes.length)} />
        {fill(from === to ? t.classOne : t.class, {
          from: displayFigure(from, lang),
          to: displayFigure(to, lang),
          unit,
          n: displayNumber(count, lang),
        })}
      </li>
    ))}
    {none > 0 ? (
      <li>
        <Swatch fill={NO_FIGURE_FILL} />
        {fill(t.classNone, { n: displayNumber(none, lang) })}
      </li>
    ) : null}
  </ul>
);
