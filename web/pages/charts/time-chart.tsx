import type { ComponentChildren } from 'preact';
import type { Chart } from '../../../shared/kernel/chart.ts';
import { displayShort } from '../../display.ts';
import type { Lang } from '../../texts.ts';
import { heightAxis, timeAxis, type At, type HeightAxis } from './scales.ts';
import { saysOf, tickNames } from './words.ts';

/** In CSS pixels; widths are shares, so that letters keep their size on a phone. */
const TOP = 10;
const PLOT = 210;
const HEIGHT = TOP + PLOT + 24;
const AMOUNTS = 58;
/** The plot's own units, stretched to its width. */
const SPAN = 1000;
/** With more points a dot for each would be a thick line. */
const MOST_DOTS = 40;

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const pixel = (share: number): number => Math.round(TOP + share * PLOT);

const Rules = ({ axis }: { axis: HeightAxis }) => (
  <>
    {axis.ticks.map(({ share, value }) => (
      <line key={value} class="chart-rule" x1="0" x2="100%" y1={pixel(share)} y2={pixel(share)} />
    ))}
  </>
);

const anchorOf = (share: number): 'start' | 'middle' | 'end' =>
  share < 0.12 ? 'start' : share > 0.88 ? 'end' : 'middle';

/** Letters that fit beside one another on a phone. */
const ROOM = 32;

/** As many names as there is room for, from the first in even steps. */
const thinned = (ticks: readonly At<string>[], name: (place: string) => string): readonly At<string>[] => {
  const longest = Math.max(...ticks.map(({ value }) => name(value).length), 1);
  const step = Math.ceil(ticks.length / Math.max(2, Math.floor(ROOM / longest)));
  return ticks.filter((_, i) => i % step === 0);
};

const Places = ({ ticks, name }: { ticks: readonly At<string>[]; name: (place: string) => string }) => (
  <>
    {thinned(ticks, name).map(({ share, value }) => (
      <text
        key={value}
        class="chart-text"
        x={percent(share)}
        y={TOP + PLOT + 18}
        text-anchor={anchorOf(share)}
      >
        {name(value)}
      </text>
    ))}
  </>
);

type FrameProps = {
  says: string;
  axis: HeightAxis;
  ticks: readonly At<string>[];
  name: (place: string) => string;
  lang: Lang;
  children: ComponentChildren;
};

/** Amounts stand beside the picture in letters of their own size; the picture takes what width is left. */
const Frame = ({ says, axis, ticks, name, lang, children }: FrameProps) => (
  <div class="chart-frame">
    <svg class="chart" width={AMOUNTS} height={HEIGHT} aria-hidden="true" focusable="false">
      {axis.ticks.map(({ share, value }) => (
        <text key={value} class="chart-text" x={AMOUNTS - 8} y={pixel(share) + 4} text-anchor="end">
          {displayShort(value, lang)}
        </text>
      ))}
    </svg>
    <svg class="chart" role="img" aria-label={says} width="100%" height={HEIGHT}>
      <Rules axis={axis} />
      {children}
      <Places ticks={ticks} name={name} />
    </svg>
  </div>
);

const Plot = ({ children }: { children: ComponentChildren }) => (
  <svg
    x="0"
    y={TOP}
    width="100%"
    height={PLOT}
    viewBox={`0 0 ${SPAN} ${SPAN}`}
    preserveAspectRatio="none"
    class="chart-plot"
  >
    {children}
  </svg>
);

/** Values over time as a line. */
export const LineChart = ({ chart, lang }: { chart: Chart; lang: Lang }) => {
  const across = timeAxis(chart);
  const up = heightAxis(
    chart.points.map(({ y }) => y),
    false,
  );
  const at = chart.points.map(({ x, y }) => [across.at(x), up.at(y)] as const);
  const line = at.map(([x, y]) => `${Math.round(x * SPAN)},${Math.round(y * SPAN)}`).join(' ');
  return (
    <Frame
      says={saysOf(chart, lang)}
      axis={up}
      ticks={across.ticks}
      name={tickNames(across.ticks, lang)}
      lang={lang}
    >
      <Plot>
        <polyline class="chart-line" points={line} vector-effect="non-scaling-stroke" />
      </Plot>
      {at.length <= MOST_DOTS
        ? at.map(([x, y], i) => <circle key={i} class="chart-dot" cx={percent(x)} cy={pixel(y)} r="3" />)
        : null}
    </Frame>
  );
};

type Column = { readonly from: number; readonly to: number; readonly y: number };

/** Counts side by side: rows over time, or the distribution of a number. Positions are shares of the width. */
export const ColumnChart = ({
  columns,
  ticks,
  name,
  says,
  lang,
}: {
  columns: readonly Column[];
  ticks: readonly At<string>[];
  name: (place: string) => string;
  says: string;
  lang: Lang;
}) => {
  const up = heightAxis(
    columns.map(({ y }) => y),
    true,
  );
  return (
    <Frame says={says} axis={up} ticks={ticks} name={name} lang={lang}>
      <Plot>
        {columns.map(({ from, to, y }) => (
          <rect
            key={from}
            class="chart-bar"
            x={(from * SPAN).toFixed(1)}
            width={((to - from) * SPAN * 0.9).toFixed(1)}
            y={(up.at(y) * SPAN).toFixed(1)}
            height={((1 - up.at(y)) * SPAN).toFixed(1)}
          />
        ))}
      </Plot>
    </Frame>
  );
};
