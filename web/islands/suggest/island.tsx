import { useEffect, useState } from 'preact/hooks';
import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import type { Lang } from '../../texts.ts';
import { loadPage } from '../search/load.ts';
import type { Answer } from '../search/model.ts';
import { queryOfSearch, searchOfQuery } from '../search/query.ts';
import type { SuggestTexts } from './seed.ts';

const TYPING_PAUSE_MS = 250;
const SHORTEST = 2;
const SHOWN = 5;

/** The first few datasets that match what is being typed. When search does not answer, the form still works. */
export const Suggestions = ({
  input,
  lang,
  texts,
}: {
  input: HTMLInputElement;
  lang: Lang;
  texts: SuggestTexts;
}) => {
  const [q, setQ] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    const typed = (): void => setQ(input.value.trim());
    input.addEventListener('input', typed);
    return () => input.removeEventListener('input', typed);
  }, [input]);
  useEffect(() => {
    setAnswer(undefined);
    if (q.length < SHORTEST) return undefined;
    const turn = new AbortController();
    const timer = setTimeout(() => {
      loadPage({ ...queryOfSearch(''), q }, '', turn.signal).then(setAnswer, () => undefined);
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      turn.abort();
    };
  }, [q]);
  if (!answer) return null;
  const all = paths.datasets(lang) + searchOfQuery({ ...queryOfSearch(''), q });
  return (
    <div class="suggestions">
      <p role="status">
        {answer.total === 0
          ? `${texts.empty} ${texts.emptyAdvice}`
          : fill(texts.countFor, { n: displayNumber(answer.total, lang), q })}
      </p>
      <ul>
        {answer.items.slice(0, SHOWN).map(({ slug, title, agency }) => (
          <li key={slug}>
            <a lang="vi" href={paths.dataset(lang, slug)}>
              {title} <small>{agency.name}</small>
            </a>
          </li>
        ))}
        {answer.total > SHOWN ? (
          <li>
            <a href={all}>{texts.more}</a>
          </li>
        ) : null}
      </ul>
    </div>
  );
};
