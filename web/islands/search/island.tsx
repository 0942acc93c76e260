import { useEffect, useRef, useState } from 'preact/hooks';
import { inWordsOf } from './labels.ts';
import { loadPage } from './load.ts';
import type { Answer, Query, Seed, Status } from './model.ts';
import { isPageItself, isUnfiltered, queryOfSearch, searchOfQuery } from './query.ts';
import { SearchView } from './view.tsx';

const TYPING_PAUSE_MS = 250;

/** The living search: the query lives in the address, typing is debounced, a newer question cancels an older one. */
export const SearchIsland = ({ lang, texts, answer: seeded }: Seed) => {
  const [query, setQuery] = useState<Query>(() => queryOfSearch(location.search));
  const [answer, setAnswer] = useState<Answer>(seeded);
  const [status, setStatus] = useState<Status>('ready');
  const [attempt, setAttempt] = useState(0);
  const running = useRef(new AbortController());
  const lastTyped = useRef(query.q);
  const isFirst = useRef(true);

  const ask = (cursor: string): void => {
    running.current.abort();
    const turn = new AbortController();
    running.current = turn;
    setStatus(cursor === '' ? 'loading' : 'more');
    loadPage(query, cursor, turn.signal).then(
      (given) => {
        const page = inWordsOf(seeded, given);
        setAnswer((before) => (cursor === '' ? page : { ...page, items: [...before.items, ...page.items] }));
        setStatus('ready');
      },
      () => {
        // Without a filter the static list is a true answer: it is shown rather than an error.
        if (turn.signal.aborted) return;
        setStatus(isUnfiltered(query) && cursor === '' ? 'ready' : 'failed');
      },
    );
  };

  useEffect(() => {
    // The page came with this answer: asking for it again would move what is being read, and cost a question a visit.
    const isAnswered = isFirst.current && isPageItself(query);
    isFirst.current = false;
    if (isAnswered) return undefined;
    const typed = lastTyped.current !== query.q;
    lastTyped.current = query.q;
    const timer = setTimeout(
      () => {
        history.replaceState(null, '', location.pathname + searchOfQuery(query));
        ask('');
      },
      typed ? TYPING_PAUSE_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [query, attempt]);

  return (
    <SearchView
      lang={lang}
      texts={texts}
      answer={answer}
      query={query}
      status={status}
      onChange={(change) => {
        // The shown answer belongs to the earlier question from now on.
        setStatus('loading');
        setQuery((before) => ({ ...before, ...change }));
      }}
      onMore={() => ask(answer.next ?? '')}
      onRetry={() => setAttempt((n) => n + 1)}
    />
  );
};
