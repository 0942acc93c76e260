import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { DatasetCard } from '../../pages/parts/dataset-card.tsx';
import { paths } from '../../paths.ts';
import type { Lang } from '../../texts.ts';
import { Filters } from './filters.tsx';
import type { Answer, Query, SearchTexts, Sort, Status } from './model.ts';

export type SearchViewProps = {
  lang: Lang;
  texts: SearchTexts;
  answer: Answer;
  query: Query;
  status: Status;
  onChange?: (change: Partial<Query>) => void;
  onMore?: () => void;
  onRetry?: () => void;
};

const ignore = (): void => undefined;

const countWords = ({ texts: t, answer, query, status, lang }: SearchViewProps): string => {
  if (status === 'loading') return t.loading;
  if (status === 'failed') return t.error;
  const n = displayNumber(answer.total, lang);
  return query.q.trim() === '' ? fill(t.count, { n }) : fill(t.countFor, { n, q: query.q.trim() });
};

const SearchBox = ({
  props,
  change,
}: {
  props: SearchViewProps;
  change: (change: Partial<Query>) => void;
}) => {
  const { texts: t, query, lang } = props;
  return (
    <form
      class="search-form"
      role="search"
      action={paths.datasets(lang)}
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        props.onRetry?.();
      }}
    >
      <label for="q">{t.label}</label>
      <div class="search-row">
        <input
          id="q"
          name="q"
          type="search"
          maxlength={200}
          autocomplete="off"
          placeholder={t.placeholder}
          value={query.q}
          onInput={(event) => change({ q: event.currentTarget.value })}
        />
        <button type="submit" class="primary">
          {t.button}
        </button>
      </div>
    </form>
  );
};

const Results = (props: SearchViewProps) => {
  const { texts: t, answer, status, lang } = props;
  if (status === 'failed')
    return (
      <div class="empty" role="alert">
        <p>
          <strong>{t.error}</strong> {t.errorAdvice}
        </p>
        <button type="button" class="primary" onClick={props.onRetry ?? ignore}>
          {t.retry}
        </button>
      </div>
    );
  if (answer.items.length === 0)
    return (
      <p class="empty">
        <strong>{t.empty}</strong> {t.emptyAdvice}
      </p>
    );
  return (
    <>
      <div class="cards one" aria-busy={status === 'loading'}>
        {answer.items.map((card) => (
          <DatasetCard key={card.slug} card={card} lang={lang} t={t.card} level={3} />
        ))}
      </div>
      {answer.next ? (
        <p class="more">
          <button type="button" class="quiet" disabled={status === 'more'} onClick={props.onMore ?? ignore}>
            {status === 'more' ? t.loading : t.more}
          </button>
        </p>
      ) : null}
    </>
  );
};

/** Search box, filters and results. The same view is the static first page and the living island. */
export const SearchView = (props: SearchViewProps) => {
  const { texts: t, query, answer } = props;
  const change = props.onChange ?? ignore;
  return (
    <>
      <SearchBox props={props} change={change} />
      <div class="search-layout">
        <Filters lang={props.lang} texts={t} facets={answer.facets} query={query} onChange={change} />
        <section class="search-results">
          <div class="section-head">
            <h2 class="count-line" aria-live="polite">
              {countWords(props)}
            </h2>
            <label class="sort">
              <span>{t.sort}</span>
              <select
                value={query.sort === '' ? (query.q.trim() === '' ? 'newest' : 'relevance') : query.sort}
                onChange={(event) => change({ sort: event.currentTarget.value as Sort })}
              >
                <option value="relevance">{t['sort-relevance']}</option>
                <option value="newest">{t['sort-newest']}</option>
                <option value="title">{t['sort-title']}</option>
              </select>
            </label>
          </div>
          <Results {...props} />
        </section>
      </div>
    </>
  );
};
