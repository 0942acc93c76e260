import { useEffect, useRef, useState } from 'preact/hooks';
import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { Filters } from './filters.tsx';
import { csvAddress, loadRows, Refused } from './load.ts';
import type { Answer, Question, Seed, Status } from './model.ts';
import { isAsking, nothingAsked, questionOf, searchOf } from './question.ts';
import { RowsTable } from './table.tsx';

const empty: Answer = { items: [], total: 0, limits: { maxFileRows: Infinity } };

/**
 * Questions to the table, kept in the page's address. Until somebody asks, the static preview stands and nothing is
 * requested: a page view costs no function.
 */
export const RowsIsland = ({
  lang,
  texts: t,
  slug,
  columns,
  preview,
}: Seed & { preview: HTMLElement | null }) => {
  const [draft, setDraft] = useState<Question>(() => questionOf(location.search, columns));
  const [asked, setAsked] = useState<Question>(draft);
  const [answer, setAnswer] = useState<Answer>(empty);
  const [status, setStatus] = useState<Status>('idle');
  const [words, setWords] = useState('');
  const running = useRef(new AbortController());

  useEffect(() => {
    const returned = (): void => {
      const question = questionOf(location.search, columns);
      setDraft(question);
      setAsked(question);
    };
    addEventListener('popstate', returned);
    return () => removeEventListener('popstate', returned);
  }, []);

  useEffect(() => {
    running.current.abort();
    if (!isAsking(asked)) {
      setStatus('idle');
      return;
    }
    const turn = new AbortController();
    running.current = turn;
    setStatus('loading');
    loadRows(slug, asked, turn.signal).then(
      (page) => {
        setAnswer(page);
        setStatus('ready');
      },
      (error: unknown) => {
        if (turn.signal.aborted) return;
        setWords(error instanceof Refused ? error.message : '');
        setStatus(error instanceof Refused ? 'refused' : 'failed');
      },
    );
  }, [asked]);

  const shows = status === 'ready' || (status === 'loading' && answer !== empty);
  useEffect(() => {
    if (preview) preview.hidden = shows;
  }, [shows]);

  const ask = (question: Question): void => {
    history.pushState(null, '', location.pathname + searchOf(question) + location.hash);
    setDraft(question);
    setAsked(question);
  };

  const said =
    status === 'loading'
      ? t.loading
      : status === 'ready'
        ? fill(t.found, { n: displayNumber(answer.total, lang) })
        : '';
  return (
    <>
      <form
        class="rows-form"
        role="search"
        aria-label={t.title}
        onSubmit={(event) => {
          event.preventDefault();
          ask({ ...draft, filters: draft.filters.filter(({ value }) => value.trim() !== ''), cursor: '' });
        }}
      >
        <label for="rows-q">{t.search}</label>
        <div class="search-row">
          <input
            id="rows-q"
            type="search"
            maxlength={200}
            autocomplete="off"
            value={draft.q}
            onInput={(event) => setDraft({ ...draft, q: event.currentTarget.value })}
          />
          <button type="submit" class="primary">
            {t.ask}
          </button>
        </div>
        <Filters
          texts={t}
          columns={columns}
          filters={draft.filters}
          onChange={(filters) => setDraft({ ...draft, filters })}
        />
      </form>
      <p class="rows-status" role="status">
        {said}
      </p>
      {status === 'refused' || status === 'failed' ? (
        <p class="empty" role="alert">
          <strong>{status === 'refused' ? t.refused : t.failed}</strong> {words}
        </p>
      ) : null}
      {shows ? (
        <>
          <RowsTable
            answer={answer}
            columns={columns}
            sort={asked.sort}
            busy={status === 'loading'}
            lang={lang}
            texts={t}
            onSort={(sort) => ask({ ...asked, sort, cursor: '' })}
          />
          <p class="rows-actions">
            {asked.cursor === '' ? null : (
              <button type="button" class="quiet" onClick={() => ask({ ...asked, cursor: '' })}>
                {t.first}
              </button>
            )}
            {answer.next ? (
              <button
                type="button"
                class="quiet"
                onClick={() => ask({ ...asked, cursor: answer.next ?? '' })}
              >
                {t.next}
              </button>
            ) : null}
            <a class="button quiet" href={csvAddress(slug, asked)}>
              {t.csv}
            </a>
            <button type="button" class="quiet" onClick={() => ask(nothingAsked)}>
              {t.clear}
            </button>
          </p>
          {answer.total > answer.limits.maxFileRows ? (
            <p class="hint">{fill(t.csvLimit, { n: displayNumber(answer.limits.maxFileRows, lang) })}</p>
          ) : null}
        </>
      ) : (
        <p class="rows-actions">
          <button type="button" class="quiet" onClick={() => ask({ ...nothingAsked, all: true })}>
            {t.all}
          </button>
        </p>
      )}
    </>
  );
};
