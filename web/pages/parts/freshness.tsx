import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { SumSteps } from '../../sum-steps.tsx';
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
      {known && due.isHouse ? (
        <p>
          <span class="chip warn">{textsOf(lang).regulation.house}</span>
        </p>
      ) : null}
      {known && due.isProvisional ? (
        <p>
          <span class="chip warn">{t.dueProvisional}</span>
        </p>
      ) : null}
      <details>
        <summary>{known ? t.dueHow : t.dueUnknownHow}</summary>
        {known ? (
          <SumSteps steps={due.sumInWords} rule={due.rule} cites={due.cites} lang={lang} />
        ) : (
          <p lang="vi">{due.unknownWhy}</p>
        )}
        <p>
          <a href={paths.rule(lang, due.rule)}>{textsOf(lang).regulation.openRule}</a>
        </p>
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
