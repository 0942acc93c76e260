import type { Preview } from '../../../shared/contract/uploads.ts';
import { displayBytes, displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';
import type { Seed } from '../../islands/rows/model.ts';
import type { DatasetProps, NoPreview } from '../props.ts';
import { latestOf } from '../schema-org.ts';
import { cut } from './cut.ts';
import { ScriptJson } from './script-json.tsx';

const ROWS_SHOWN = 25;

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

const whyNot = (reason: NoPreview, lang: Lang): string =>
  fill(
    textsOf(lang).dataset[`noPreview-${reason.why}`],
    reason.why === 'too-large'
      ? { size: displayBytes(reason.bytes, lang), most: displayBytes(reason.most, lang) }
      : {},
  );

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
      {page.preview && !page.noPreview ? (
        <div id="preview-rows">
          <PreviewTable preview={page.preview} numeric={numeric} lang={page.lang} />
        </div>
      ) : (
        <p class="empty">
          <strong>{t.noPreview}.</strong> {whyNot(page.noPreview ?? { why: 'not-kept' }, page.lang)}
        </p>
      )}
    </section>
  );
};
