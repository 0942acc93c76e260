import type { ColumnProfile } from '../../../shared/contract/uploads.ts';
import { displayFigure, displayNumber, showTime } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';
import { label } from './words.ts';

const WIDTH = 120;
const HEIGHT = 32;

/** All bars in one path: a page of a hundred columns stays light. */
const Bars = ({ counts, says }: { counts: readonly number[]; says: string }) => {
  const most = Math.max(...counts, 1);
  const step = WIDTH / Math.max(counts.length, 4);
  const path = counts
    .map((count, i) => {
      // What is there is seen, however little it is.
      const height = count === 0 ? 0 : Math.max(1, Math.round((count / most) * HEIGHT));
      const x = (i * step).toFixed(1);
      return `M${x} ${HEIGHT}v-${height}h${(step * 0.85).toFixed(1)}v${height}z`;
    })
    .join('');
  return (
    <svg
      class="small-chart"
      role="img"
      aria-label={says}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <path class="chart-bar" d={path} />
      <path class="chart-base" d={`M0 ${HEIGHT - 0.5}h${WIDTH}`} />
    </svg>
  );
};

const mostOf = <One extends { readonly count: number }>(bars: readonly One[]): One | undefined =>
  bars.reduce<One | undefined>((best, bar) => (best && best.count >= bar.count ? best : bar), undefined);

const Numbers = ({ column, lang }: { column: ColumnProfile; lang: Lang }) => {
  const bars = column.histogram ?? [];
  const most = mostOf(bars);
  const figure = (value: number): string => displayFigure(value, lang);
  const says = fill(textsOf(lang).charts.numbersAre, {
    column: column.name,
    min: figure(Number(column.min)),
    max: figure(Number(column.max)),
    from: figure(most?.from ?? 0),
    to: figure(most?.to ?? 0),
    n: displayNumber(most?.count ?? 0, lang),
  });
  return <Bars counts={bars.map(({ count }) => count)} says={says} />;
};

const Times = ({ column, lang }: { column: ColumnProfile; lang: Lang }) => {
  const t = textsOf(lang).charts;
  const { unit = 'day', bars = [] } = column.times ?? {};
  const most = mostOf(bars);
  const says = fill(t.timesAre, {
    unit: t[`unit-${unit}`],
    column: column.name,
    min: showTime(bars[0]?.from ?? '', lang),
    max: showTime(bars.at(-1)?.from ?? '', lang),
    most: showTime(most?.from ?? '', lang),
    n: displayNumber(most?.count ?? 0, lang),
  });
  return <Bars counts={bars.map(({ count }) => count)} says={says} />;
};

const Values = ({ column, lang }: { column: ColumnProfile; lang: Lang }) => {
  const t = textsOf(lang).charts;
  const top = column.top ?? [];
  const list = top
    .slice(0, 5)
    .map(({ value, count }) => fill(t.valueIs, { value: label(value), n: displayNumber(count, lang) }))
    .join('; ');
  return (
    <Bars counts={top.map(({ count }) => count)} says={fill(t.valuesAre, { column: column.name, list })} />
  );
};

/** How the values of a column lie: bars of a number, of time, or of the values met most. */
export const SmallChart = ({ column, lang }: { column: ColumnProfile; lang: Lang }) => {
  if ((column.histogram?.length ?? 0) > 1) return <Numbers column={column} lang={lang} />;
  if ((column.times?.bars.length ?? 0) > 1) return <Times column={column} lang={lang} />;
  const top = column.top ?? [];
  if (top.length === 0) return <>–</>;
  if (top.length > 1 && top.every(({ count }) => count === 1))
    return <small>{textsOf(lang).charts.eachOnce}</small>;
  return <Values column={column} lang={lang} />;
};
