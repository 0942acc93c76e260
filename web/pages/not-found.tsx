import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import type { PageProps } from './props.ts';

/** The page for an address that is not ours, with a search box. */
export const renderNotFound = (page: PageProps): string => {
  const { lang } = page;
  const texts = textsOf(lang);
  const t = texts.notFound;
  return renderPage({
    page,
    title: t.title,
    description: t.lead,
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <p>{t.advice}</p>
        <form class="search-form" role="search" action={paths.datasets(lang)} method="get">
          <label for="q">{texts.home.searchLabel}</label>
          <div class="search-row">
            <input id="q" name="q" type="search" maxlength={200} autocomplete="off" />
            <button type="submit" class="primary">
              {texts.home.searchButton}
            </button>
          </div>
        </form>
        <p>
          <a href={paths.home(lang)}>{texts.site.home}</a>
        </p>
      </div>
    ),
  });
};
