import type { ColumnProfile, Preview } from '../../../shared/contract/uploads.ts';
import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';
import type { Seed } from '../../islands/rows/model.ts';
import type { DatasetProps } from '../props.ts';
import { latestOf } from '../schema-org.ts';
import { ScriptJson } from './script-json.tsx';

const ROWS_SHOWN = 25;
const CELL_LONGEST = 120;

const cut = (text: string): string =>
  text.length > CELL_LONGEST ? `${text.slice(0, CELL_LONGEST - 1)}…` : text;

const PreviewTable = ({
  preview,
  numeric,
  lang,
}: {
  preview: Preview;
  numeric: ReadonlySet<string>;
  lang: Lang;
}) => {
  const t = textsOf(lang).dataset;
  const rows = preview.rows.slice(0, ROWS_SHOWN);
  const shown = displayNumber(rows.length, lang);
  return (
    <div class="scroll" role="region" aria-label={t.previewRegion} tabindex={0}>
      <table class="data" lang="vi">
        <caption lang={lang}>
          {fill(t.previewCaption, { shown, total: displayNumber(preview.totalRows, lang) })}
        </caption>
        <thead>
          <tr>
            {preview.columns.map((name) => (
              <th scope="col" key={name} class={numeric.has(name) ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place} class={numeric.has(preview.columns[place] ?? '') ? 'number' : undefined}>
                  {cell === null || cell === '' ? (
                    <span class="void" lang={lang}>
                      {t.missingCell}
                    </span>
                  ) : (
                    cut(cell)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** The portal answers questions about rows of a table that was converted. */
export const hasRows = ({ releases, columns }: DatasetProps): boolean =>
  columns.length > 0 && latestOf(releases).files.some(({ role }) => role === 'parquet');

/** Where the island asks for rows; without JavaScript there is the preview alone. */
const AskRows = ({ page: { dataset, columns, lang } }: { page: DatasetProps }) => {
  const seed: Seed = {
    lang,
    texts: textsOf(lang).rows,
    slug: dataset.slug,
    columns: columns.map(({ name, type }) => ({ name, type })),
  };
  return (
    <>
      <div data-island="rows" />
      <ScriptJson type="application/json" id="rows-seed" value={seed} />
    </>
  );
};

/** The first rows, or a sentence saying why there are none. */
export const PreviewSection = ({ page }: { page: DatasetProps }) => {
  const t = textsOf(page.lang).dataset;
  const numeric = new Set(
    page.columns.filter(({ type }) => type === 'integer' || type === 'decimal').map(({ name }) => name),
  );
  return (
    <section id="preview">
      <h2>{t.preview}</h2>
      {hasRows(page) ? <AskRows page={page} /> : null}
      {page.preview && page.preview.columns.length > 0 ? (
        <div id="preview-rows">
          <PreviewTable preview={page.preview} numeric={numeric} lang={page.lang} />
        </div>
      ) : (
        <p class="empty">
          <strong>{t.noPreview}.</strong>{' '}
          {page.noPreviewWhy ? <span lang="vi">{page.noPreviewWhy}</span> : t.noPreviewDefault}
        </p>
      )}
    </section>
  );
};

const ColumnRow = ({ column, lang }: { column: ColumnProfile; lang: Lang }) => {
  const t = textsOf(lang).dataset;
  const distinct = column.distinct === undefined ? undefined : displayNumber(column.distinct, lang);
  const examples = (column.top ?? []).slice(0, 3).map(({ value }) => cut(value));
  return (
    <tr>
      <th scope="row" lang="vi">
        {column.name}
      </th>
      <td>{t[`type-${column.type}`]}</td>
      <td class="number">{displayNumber(column.missing, lang)}</td>
      <td class="number">
        {distinct === undefined
          ? '–'
          : column.distinctIsExact === false
            ? fill(t.about, { n: distinct })
            : distinct}
      </td>
      <td lang="vi">
        {column.min === undefined && column.max === undefined
          ? '–'
          : `${cut(column.min ?? '')} – ${cut(column.max ?? '')}`}
      </td>
      <td lang="vi">{examples.length > 0 ? examples.join(' · ') : '–'}</td>
    </tr>
  );
};

/** What each column holds, as counted when the file was checked. */
export const ColumnsSection = ({ page: { columns, lang } }: { page: DatasetProps }) => {
  const t = textsOf(lang).dataset;
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
            {columns.map((column) => (
              <ColumnRow key={column.name} column={column} lang={lang} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
