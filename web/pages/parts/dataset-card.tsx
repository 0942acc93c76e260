import { displayNumber, showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import type { Lang, Texts } from '../../texts.ts';
import type { DatasetCard as Card } from '../props.ts';

/** What a card says in words; a plain part of the texts, so that an island can carry it without all of them. */
export type CardTexts = Pick<Texts['search'], 'published' | 'release' | 'rows'> & { demonstration: string };

export const cardTextsOf = (t: Texts): CardTexts => ({
  published: t.search.published,
  release: t.search.release,
  rows: t.search.rows,
  demonstration: t.site.demonstration,
});

/** A dataset in a list: title, whose it is, what it holds, how fresh. */
export const DatasetCard = ({
  card,
  lang,
  t,
  level,
}: {
  card: Card;
  lang: Lang;
  t: CardTexts;
  level: 2 | 3;
}) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article class="card dataset-card">
      <Heading lang="vi">
        <a href={paths.dataset(lang, card.slug)}>{card.title}</a>
      </Heading>
      <p class="card-agency" lang="vi">
        {card.agency.name}
      </p>
      <p class="card-text" lang="vi">
        {card.description.length > 180 ? `${card.description.slice(0, 178).trimEnd()}…` : card.description}
      </p>
      <p class="card-facts">
        {card.formats.map((format) => (
          <span class="chip format" key={format}>
            {format}
          </span>
        ))}
        {card.rows === undefined ? null : <span>{fill(t.rows, { n: displayNumber(card.rows, lang) })}</span>}
        <span>
          {fill(t.published, { day: showDay(card.publishedOn, lang) })} ·{' '}
          {fill(t.release, { n: card.release })}
        </span>
        {card.demonstration ? <span class="chip demo">{t.demonstration}</span> : null}
      </p>
    </article>
  );
};
