import type { Chart } from '../../../shared/kernel/chart.ts';
import { displayFigure } from '../../display.ts';
import type { Lang } from '../../texts.ts';
import { headingOf, placeOf } from './words.ts';

const percent = (share: number): string => `${(Math.max(0, share) * 100).toFixed(2)}%`;

/** A bar between two shares of its row's width; the number beside it says the same. */
const Bar = ({ from, to }: { from: number; to: number }) => (
  <svg class="bar" width="100%" height="16" aria-hidden="true" focusable="false">
    <rect class="chart-bar" x={percent(from)} width={percent(to - from)} y="1" height="14" rx="2" />
  </svg>
);

/** Categories side by side: a table with a bar in each row, so that it reads as a table without eyes or colours. */
export const BarList = ({
  chart,
  lang,
  caption,
  amount,
}: {
  chart: Chart;
  lang: Lang;
  /** Said only when it says more than the heading above. */
  caption: string | undefined;
  amount: string;
}) => {
  const values = chart.points.map(({ y }) => y);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const share = (y: number): number => (high === low ? 0 : (y - low) / (high - low));
  return (
    <table class="bars" aria-label={headingOf(chart, lang)}>
      {caption ? <caption>{caption}</caption> : null}
      <thead>
        <tr>
          <th scope="col" lang="vi">
            {chart.x.column}
          </th>
          <th scope="col" colSpan={2} class="number" lang={chart.y ? 'vi' : lang}>
            {amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {chart.points.map(({ x, y }) => (
          <tr key={x}>
            <th scope="row" lang="vi">
              {placeOf(chart, x, lang)}
            </th>
            <td class="bar-cell">
              <Bar from={share(Math.min(0, y))} to={share(Math.max(0, y))} />
            </td>
            <td class="number">{displayFigure(y, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
