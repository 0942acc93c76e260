import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, Release } from '../props.ts';

const Due = ({ page: { nextUpdateDue: due, lang } }: { page: DatasetProps }) => {
  const t = textsOf(lang).dataset;
  if (!due) return null;
  const known = 'dueOn' in due;
  return (
    <>
      <p class={known ? 'due' : 'due unknown'}>
        {known ? (
          <time datetime={due.dueOn}>{fill(t.dueBadge, { day: showDay(due.dueOn, lang) })}</time>
        ) : (
          t.dueUnknownBadge
        )}
      </p>
      <details>
        <summary>{known ? t.dueHow : t.dueUnknownHow}</summary>
        {known ? (
          <ol class="sum" lang="vi">
            {due.sumInWords.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        ) : (
          <p lang="vi">{due.unknownWhy}</p>
        )}
      </details>
    </>
  );
};

/** When the data was updated, and by which day the law wants the next update, with the sum on demand. */
export const Freshness = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const t = textsOf(page.lang).dataset;
  return (
    <section class="freshness" id="freshness">
      <h2>{t.modified}</h2>
      <p class="big">
        <time datetime={release.publishedOn}>{showDay(release.publishedOn, page.lang)}</time>
      </p>
      <Due page={page} />
    </section>
  );
};
