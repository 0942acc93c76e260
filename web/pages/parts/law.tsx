import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';
import type { LawCite, LawLimit, LawStretch } from '../law-props.ts';

type Span = { readonly from?: string | undefined; readonly until?: string | undefined };

/** `25/05/2020 – 18/08/2025`, `từ 19/08/2025`, `đến 28/02/2025`. */
export const spanWords = ({ from, until }: Span, lang: Lang): string => {
  const t = textsOf(lang).regulation;
  const days = { from: from ? showDay(from, lang) : '', until: until ? showDay(until, lang) : '' };
  if (from && until) return fill(t.fromUntil, days);
  if (from) return fill(t.fromOn, days);
  return until ? fill(t.untilDay, days) : '';
};

export const limitWords = (limit: LawLimit, lang: Lang): string => {
  const t = textsOf(lang).regulation;
  if (limit.kind === 'period') {
    const unit = t[limit.unit as 'month' | 'day' | 'working-day' | 'hour' | 'working-day-before'];
    return fill(t.period, { amount: limit.amount, unit });
  }
  return limit.kind === 'date'
    ? fill(t.beforeDate, { date: limit.before.split('-').reverse().join('/') })
    : t[limit.kind];
};

/** What a stretch says, in a few words. */
export const StretchWords = ({ stretch, lang }: { stretch: LawStretch; lang: Lang }) => {
  const t = textsOf(lang).regulation;
  if (stretch.state !== 'value') return <span class="chip warn">{t[stretch.state]}</span>;
  if (!stretch.limit) return null;
  return (
    <>
      <strong>{limitWords(stretch.limit, lang)}</strong>
      {stretch.isHouse ? <span class="chip warn">{t.house}</span> : null}
    </>
  );
};

const Cite = ({ cite, lang }: { cite: LawCite; lang: Lang }) => {
  const t = textsOf(lang).regulation;
  return (
    <li id={cite.anchor}>
      <strong lang="vi">{cite.label}</strong>
      <blockquote lang="vi">{cite.sentence}</blockquote>
      <small>
        {cite.confidence ? `${t.confidence}: ${t[cite.confidence]}. ` : ''}
        {t.source}: <span lang="vi">{cite.source}</span>
      </small>
    </li>
  );
};

export const Cites = ({ cites, lang }: { cites: readonly LawCite[]; lang: Lang }) => (
  <ul class="cites">
    {cites.map((cite) => (
      <Cite key={cite.label} cite={cite} lang={lang} />
    ))}
  </ul>
);

/** Stretch after stretch: its days, what it says, and what that rests on. */
export const Timeline = ({ stretches, lang }: { stretches: readonly LawStretch[]; lang: Lang }) => (
  <ol class="timeline">
    {stretches.map((stretch) => (
      <li key={stretch.from}>
        <p>
          {spanWords(stretch, lang)} <StretchWords stretch={stretch} lang={lang} />
        </p>
        {stretch.why ? <p lang="vi">{stretch.why}</p> : null}
        {stretch.cites.length > 0 ? <Cites cites={stretch.cites} lang={lang} /> : null}
      </li>
    ))}
  </ol>
);
