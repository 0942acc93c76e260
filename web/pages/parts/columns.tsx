import type { ColumnProfile } from '../../../shared/contract/uploads.ts';
import { displayFigure, displayNumber, showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';
import { SmallChart } from '../charts/small-chart.tsx';
import type { DatasetProps } from '../props.ts';
import { cut } from './cut.ts';

/** A page stays light however many columns a table has. */
const MOST_DRAWN = 60;

const isNumber = ({ type }: ColumnProfile): boolean => type === 'integer' || type === 'decimal';

const boundOf = (bound: string | undefined, column: ColumnProfile, lang: Lang): string => {
  if (bound === undefined) return '';
  if (isNumber(column) && Number.isFinite(Number(bound))) return displayFigure(Number(bound), lang);
  return column.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(bound) ? showDay(bound, lang) : cut(bound);
};

const Range = ({ column, lang }: { column: ColumnProfile; lang: Lang }) => {
  const { min, max, mean, quartiles } = column;
  if (min === undefined && max === undefined) return <>–</>;
  return (
    <>
      <span lang="vi">{`${boundOf(min, column, lang)} – ${boundOf(max, column, lang)}`}</span>
      {mean === undefined || !quartiles ? null : (
        <small class="below">
          {fill(textsOf(lang).charts.mean, {
            mean: displayFigure(mean, lang),
            median: displayFigure(quartiles[1], lang),
          })}
        </small>
      )}
    </>
  );
};

const missingWords = (missing: number, rows: number | undefined, lang: Lang): string => {
  const n = displayNumber(missing, lang);
  if (missing === 0 || !rows) return n;
  const share = (100 * missing) / rows;
  const shown = share < 0.1 ? `< ${displayNumber(0.1, lang)}` : displayNumber(share, lang);
  return fill(textsOf(lang).charts.missingShare, { n, share: shown });
};

type RowProps = { column: ColumnProfile; rows: number | undefined; drawn: boolean; lang: Lang };

const ColumnRow = ({ column, rows, drawn, lang }: RowProps) => {
  const t = textsOf(lang).dataset;
  const distinct = column.distinct === undefined ? undefined : displayNumber(column.distinct, lang);
  const examples = (column.top ?? []).slice(0, 3).map(({ value }) => cut(value));
  return (
    <tr>
      <th scope="row" lang="vi">
        {column.name}
      </th>
      <td>
        {t[`type-${column.type}`]}
        {column.unit === undefined ? null : (
          <small class="below">
            {t.unit}: <span lang="vi">{cut(column.unit)}</span>
          </small>
        )}
      </td>
      <td>{drawn ? <SmallChart column={column} lang={lang} /> : '–'}</td>
      <td class="number">{missingWords(column.missing, rows, lang)}</td>
      <td class="number">
        {distinct === undefined
          ? '–'
          : column.distinctIsExact === false
            ? fill(t.about, { n: distinct })
            : distinct}
      </td>
      <td>
        <Range column={column} lang={lang} />
      </td>
      <td lang="vi">{examples.length > 0 ? examples.join(' · ') : '–'}</td>
    </tr>
  );
};

/** What each column holds and how its values lie, as counted when the file was checked. */
export const ColumnsSection = ({
  page: { columns, lang },
  rows,
}: {
  page: DatasetProps;
  rows: number | undefined;
}) => {
  const texts = textsOf(lang);
  const t = texts.dataset;
  return (
    <section id="columns">
      <h2>{t.columns}</h2>
      <div class="scroll" role="region" aria-label={t.columnsRegion} tabindex={0}>
        <table class="data">
          <caption>{fill(t.columnsCaption, { n: displayNumber(columns.length, lang) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.type}</th>
              <th scope="col">{texts.charts.shape}</th>
              <th scope="col" class="number">
                {t.missing}
              </th>
              <th scope="col" class="number">
                {t.distinct}
              </th>
              <th scope="col">{t.range}</th>
              <th scope="col">{t.examples}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, i) => (
              <ColumnRow key={column.name} column={column} rows={rows} drawn={i < MOST_DRAWN} lang={lang} />
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > MOST_DRAWN ? (
        <p class="hint">{fill(texts.charts.notDrawn, { n: MOST_DRAWN })}</p>
      ) : null}
    </section>
  );
};
