import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { SumSteps } from '../../sum-steps.tsx';
import { tellingOn } from '../../telling.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, Release } from '../props.ts';

const Due = ({ page }: { page: DatasetProps }) => {
  const { nextUpdateDue: due, lang } = page;
  const t = textsOf(lang).dataset;
  if (!due) return null;
  const known = due.kind === 'known';
  return (
    <>
      <p class={known ? 'due' : 'due unknown'}>
        {known ? (
          <time datetime={due.dueOn}>{fill(t.dueBadge, { day: showDay(due.dueOn, lang) })}</time>
        ) : (
          t.dueUnknownBadge
        )}
      </p>
      {known && due.basis === 'house' ? (
        <p>
          <span class="chip warn">{textsOf(lang).regulation.house}</span>
        </p>
      ) : null}
      {known && due.provisional ? (
        <p>
          <span class="chip warn">{t.dueProvisional}</span>
        </p>
      ) : null}
      <details>
        <summary>{known ? t.dueHow : t.dueUnknownHow}</summary>
        <SumSteps deadline={due} lang={lang} telling={tellingOn(page)} />
        <p>
          <a href={paths.rule(lang, due.ruleId)}>{textsOf(lang).regulation.openRule}</a>
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
