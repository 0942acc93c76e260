import { Dimension, type Indicator, type Quality } from '../../../shared/kernel/quality.ts';
import { fill } from '../../fill.ts';
import { indicatorWords } from '../../quality-words.ts';
import { textsOf, type Lang } from '../../texts.ts';

type Props = { readonly quality: Quality; readonly lang: Lang };

const sumOf = (indicators: readonly Indicator[]): number =>
  indicators.reduce((sum, { points }) => sum + points, 0);

const DimensionRow = ({ dimension, quality, lang }: Props & { dimension: Dimension }) => {
  const t = textsOf(lang).quality;
  const of = quality.indicators.filter((one) => one.dimension === dimension);
  const [points, most] = [sumOf(of.filter(({ met }) => met)), sumOf(of)];
  return (
    <tr>
      <th scope="row">{t[dimension]}</th>
      <td class="bar-cell">
        <svg class="bar" width="100%" height="16" aria-hidden="true" focusable="false">
          <rect class="chart-rest" width="100%" y="1" height="14" rx="2" />
          <rect class="chart-bar" width={`${((100 * points) / most).toFixed(1)}%`} y="1" height="14" rx="2" />
        </svg>
      </td>
      <td class="number">{fill(t.of, { points, most })}</td>
    </tr>
  );
};

const IndicatorRow = ({ indicator: { id, points, met }, lang }: { indicator: Indicator; lang: Lang }) => {
  const t = textsOf(lang).quality;
  const words = indicatorWords(lang, id);
  return (
    <tr>
      <th scope="row">{words.name}</th>
      <td class="number">{fill(t.of, { points: met ? points : 0, most: points })}</td>
      <td>
        <span class={met ? 'chip ok' : 'chip warn'}>{met ? t.met : t.unmet}</span>
      </td>
      <td>{met ? words.has : `${words.lacks} ${words.mend}`}</td>
    </tr>
  );
};

const Indicators = ({ quality, lang }: Props) => {
  const t = textsOf(lang).quality;
  return (
    <details>
      <summary>{t.all}</summary>
      <div class="scroll" role="region" aria-label={t.regionLabel} tabindex={0}>
        <table class="data">
          <caption>{t.allCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.indicator}</th>
              <th scope="col" class="number">
                {t.points}
              </th>
              <th scope="col">{t.met}</th>
              <th scope="col">{t.why}</th>
            </tr>
          </thead>
          <tbody>
            {quality.indicators.map((indicator) => (
              <IndicatorRow key={indicator.id} indicator={indicator} lang={lang} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** How well a dataset describes itself: the score, the five dimensions, what to mend next; every indicator on demand. */
export const QualitySection = ({ quality, lang }: Props) => {
  const t = textsOf(lang).quality;
  const next = quality.indicators.find(({ id }) => id === quality.next[0]);
  return (
    <section id="quality">
      <h2>{t.title}</h2>
      <p class="quality-score">
        <strong>{fill(t.score, { score: quality.score, most: quality.most })}</strong>{' '}
        <span class={quality.grade === 'excellent' || quality.grade === 'good' ? 'chip ok' : 'chip warn'}>
          {t[`grade-${quality.grade}`]}
        </span>
      </p>
      <p class="hint">{t.lead}</p>
      <table class="bars">
        <caption>{t.byDimension}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{t.dimension}</th>
            <th scope="col" colSpan={2}>
              {t.points}
            </th>
          </tr>
        </thead>
        <tbody>
          {Dimension.options.map((dimension) => (
            <DimensionRow key={dimension} dimension={dimension} quality={quality} lang={lang} />
          ))}
        </tbody>
      </table>
      <p>
        <strong>{t.next}:</strong>{' '}
        {next?.mendedBy === 'agency'
          ? fill(t.nextLine, { mend: indicatorWords(lang, next.id).mend, points: next.points })
          : t.nothing}
      </p>
      <Indicators quality={quality} lang={lang} />
    </section>
  );
};
