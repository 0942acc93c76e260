import { useEffect, useState } from 'preact/hooks';
import { loadPage } from '../search/load.ts';
import type { Answer } from '../search/model.ts';
import { queryOfSearch } from '../search/query.ts';

const TYPING_PAUSE_MS = 400;

/** The answer to the first question that finds something, once the typing rests; the last one's when none does. */
export const useSearch = (questions: readonly string[]): Answer | undefined => {
  const [answer, setAnswer] = useState<Answer>();
  const asked = questions.join('\n');
  useEffect(() => {
    if (asked === '') {
      setAnswer(undefined);
      return undefined;
    }
    const turn = new AbortController();
    const ask = async (): Promise<void> => {
      for (const q of asked.split('\n')) {
        const found = await loadPage({ ...queryOfSearch(''), q }, '', turn.signal);
        setAnswer(found);
        if (found.total > 0) return;
      }
    };
    // The form works as well where search does not.
    const timer = setTimeout(() => void ask().catch(() => undefined), TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      turn.abort();
    };
  }, [asked]);
  return answer;
};
