import type { Chart } from '../../../shared/kernel/chart.ts';
import { displayFigure, displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';
import { BarList } from './bar-list.tsx';
import { timeAxis, type At } from './scales.ts';
import { ColumnChart, LineChart } from './time-chart.tsx';
import { headingOf, placeOf, reasonsOf, saysOf, tickNames } from './words.ts';

type Shown = { readonly chart: Chart; readonly lang: Lang };

/** Rows over time: each column as wide as the span it counts, as far as the picture shows it. */
const TimeCounts = ({ chart, lang }: Shown) => {
  const across = timeAxis(chart);
  const at = chart.points.map(({ x }) => across.at(x));
  const gaps = at.slice(1).map((share, i) => share - (at[i] ?? 0));
  const width = Math.min(...gaps);
  // The last column needs room of its own to the right of where it begins.
  const squeeze = (share: number): number => share / (1 + width);
  const ticks = across.ticks.map(({ share, value }): At<string> => ({ share: squeeze(share), value }));
  const columns = chart.points.map(({ y }, i) => ({
    from: squeeze(at[i] ?? 0),
    to: squeeze((at[i] ?? 0) + width),
    y,
  }));
  return (
    <ColumnChart
      columns={columns}
      ticks={ticks}
      name={tickNames(ticks, lang)}
      says={saysOf(chart, lang)}
      lang={lang}
    />
  );
};

/** The distribution of a number: bars of equal width, named by where they begin. */
const Distribution = ({ chart, lang }: Shown) => {
  const n = chart.points.length;
  const ticks = chart.points
    .map(({ x }, i) => ({ share: i / n, value: x }))
    .filter((_, i) => i % Math.ceil(n / 4) === 0);
  return (
    <ColumnChart
      columns={chart.points.map(({ y }, i) => ({ from: i / n, to: (i + 1) / n, y }))}
      ticks={ticks}
      name={(place) => displayFigure(Number(Number(place).toPrecision(4)), lang)}
      says={saysOf(chart, lang)}
      lang={lang}
    />
  );
};

const amountOf = (chart: Chart, lang: Lang): string => chart.y?.column ?? textsOf(lang).charts.rowCount;

const Picture = ({ chart, lang }: Shown) => {
  const t = textsOf(lang).charts;
  switch (chart.rule) {
    case 'time-number':
    case 'year-number':
      return <LineChart chart={chart} lang={lang} />;
    case 'time':
      return <TimeCounts chart={chart} lang={lang} />;
    case 'number':
      return <Distribution chart={chart} lang={lang} />;
    case 'category-number':
    case 'category': {
      const shown = displayNumber(chart.points.length, lang);
      const caption =
        chart.places > chart.points.length
          ? fill(t.largest, { n: shown, of: displayNumber(chart.places, lang) })
          : undefined;
      return <BarList chart={chart} lang={lang} caption={caption} amount={amountOf(chart, lang)} />;
    }
  }
};

/** The numbers behind a picture; a list of bars is its own table. */
const Numbers = ({ chart, lang }: Shown) => {
  const t = textsOf(lang).charts;
  if (chart.rule === 'category' || chart.rule === 'category-number') return null;
  return (
    <details>
      <summary>{t.numbers}</summary>
      <div class="scroll" role="region" aria-label={t.regionLabel} tabindex={0}>
        <table class="data">
          <caption>{fill(t.numbersCaption, { heading: headingOf(chart, lang) })}</caption>
          <thead>
            <tr>
              <th scope="col" lang="vi">
                {chart.x.column}
              </th>
              <th scope="col" class="number">
                {amountOf(chart, lang)}
              </th>
            </tr>
          </thead>
          <tbody>
            {chart.points.map(({ x, y }) => (
              <tr key={x}>
                <th scope="row">{placeOf(chart, x, lang)}</th>
                <td class="number">{displayFigure(y, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** The one chart of the release, how it was chosen, and its numbers. */
export const ChartSection = ({ chart, lang }: Shown) => {
  const t = textsOf(lang).charts;
  return (
    <section id="chart">
      <h2>{t.title}</h2>
      <figure class="chart-figure">
        <figcaption>{headingOf(chart, lang)}</figcaption>
        <Picture chart={chart} lang={lang} />
      </figure>
      <Numbers chart={chart} lang={lang} />
      <details>
        <summary>{t.why}</summary>
        {reasonsOf(chart, lang).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </details>
    </section>
  );
};
