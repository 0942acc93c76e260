import { displayNumber } from '../display.ts';
import { suggestSeedOf } from '../islands/suggest/seed.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { cardTextsOf, DatasetCard } from './parts/dataset-card.tsx';
import { renderPage } from './parts/layout.tsx';
import { ScriptJson } from './parts/script-json.tsx';
import type { HomeProps } from './props.ts';

const Counters = ({ counters, lang }: Pick<HomeProps, 'counters' | 'lang'>) => {
  const t = textsOf(lang).home;
  const all = [
    [counters.datasets, t.countDatasets],
    [counters.agencies, t.countAgencies],
    [counters.releases, t.countReleases],
    [counters.rows, t.countRows],
  ] as const;
  return (
    <dl class="counters" aria-label={t.counters}>
      {all.map(([value, label]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{displayNumber(value, lang)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Hero = ({ page }: { page: HomeProps }) => {
  const { lang } = page;
  const t = textsOf(lang).home;
  return (
    <div class="hero">
      <div class="wrap">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <form class="search-form" role="search" action={paths.datasets(lang)} method="get">
          <label for="q">{t.searchLabel}</label>
          <div class="search-row">
            <input
              id="q"
              name="q"
              type="search"
              maxlength={200}
              autocomplete="off"
              aria-describedby="q-hint"
            />
            <button type="submit" class="primary">
              {t.searchButton}
            </button>
          </div>
          <p class="hint" id="q-hint">
            {t.searchHint}
          </p>
          <div data-island="suggest" />
        </form>
        <Counters counters={page.counters} lang={lang} />
      </div>
    </div>
  );
};

const Topics = ({ topics, lang }: Pick<HomeProps, 'topics' | 'lang'>) => (
  <ul class="tiles">
    {topics.map((topic) => (
      <li key={topic.id}>
        <a class="tile" href={`${paths.datasets(lang)}?topic=${encodeURIComponent(topic.id)}`}>
          <span>{topic.label[lang]}</span>
          <span class="count">{displayNumber(topic.count, lang)}</span>
        </a>
      </li>
    ))}
  </ul>
);

const Agencies = ({ agencies, lang }: Pick<HomeProps, 'agencies' | 'lang'>) => (
  <ul class="tiles wide">
    {agencies.map((agency) => (
      <li key={agency.code}>
        <a class="tile" href={paths.agency(lang, agency.code)}>
          <span lang="vi">{agency.name}</span>
          <span class="count">{displayNumber(agency.datasets, lang)}</span>
        </a>
      </li>
    ))}
  </ul>
);

const How = ({ lang }: Pick<HomeProps, 'lang'>) => {
  const t = textsOf(lang).home;
  const steps = [
    [t.how1, t.how1Text],
    [t.how2, t.how2Text],
    [t.how3, t.how3Text],
  ] as const;
  return (
    <ol class="steps">
      {steps.map(([name, text]) => (
        <li key={name}>
          <strong>{name}</strong>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
};

/** The front page: search, counters, topics, what is new, who publishes, how to use it. */
export const renderHome = (page: HomeProps): string => {
  const { lang } = page;
  const texts = textsOf(lang);
  const t = texts.home;
  return renderPage({
    page,
    title: page.site.name[lang],
    description: `${t.title}. ${t.lead}`,
    addressIn: paths.home,
    islands: ['suggest'],
    head: <ScriptJson type="application/json" id="suggest-seed" value={suggestSeedOf(lang, texts)} />,
    children: (
      <>
        <Hero page={page} />
        <div class="wrap">
          {page.topics.length > 0 ? (
            <section>
              <h2>{t.topics}</h2>
              <Topics topics={page.topics} lang={lang} />
            </section>
          ) : null}
          <section>
            <div class="section-head">
              <h2>{t.newest}</h2>
              <a href={paths.datasets(lang)}>{t.allDatasets}</a>
            </div>
            {page.newest.length > 0 ? (
              <div class="cards">
                {page.newest.map((card) => (
                  <DatasetCard key={card.slug} card={card} lang={lang} t={cardTextsOf(texts)} level={3} />
                ))}
              </div>
            ) : (
              <p class="empty">{t.empty}</p>
            )}
          </section>
          <section>
            <div class="section-head">
              <h2>{t.agencies}</h2>
              <a href={paths.agencies(lang)}>{t.allAgencies}</a>
            </div>
            <Agencies agencies={page.agencies} lang={lang} />
          </section>
          <section>
            <h2>{t.ask}</h2>
            <p>{t.askText}</p>
            <a class="button quiet" href={paths.requests(lang)}>
              {t.askButton}
            </a>
          </section>
          <section>
            <h2>{t.how}</h2>
            <How lang={lang} />
            <p class="note">
              {t.forProgrammersText} <a href={paths.developers(lang)}>{t.forProgrammers}</a>
            </p>
          </section>
        </div>
      </>
    ),
  });
};
