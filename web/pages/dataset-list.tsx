import { paths } from '../paths.ts';
import { SearchView } from '../islands/search/view.tsx';
import { islandTextsOf, staticAnswerOf } from '../islands/search/seed.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import { ScriptJson } from './parts/script-json.tsx';
import type { DatasetListProps } from './props.ts';

/** The list of datasets: the first page as a file, and the search island over it. */
export const renderDatasetList = (page: DatasetListProps): string => {
  const { lang } = page;
  const t = textsOf(lang);
  const seed = { lang, texts: islandTextsOf(t), answer: staticAnswerOf(page) };
  return renderPage({
    page,
    title: t.search.title,
    description: t.search.description,
    addressIn: paths.datasets,
    section: 'datasets',
    crumbs: [],
    islands: ['search'],
    children: (
      <div class="wrap">
        <h1>{t.search.title}</h1>
        <noscript>
          <p class="note">{t.search.noscript}</p>
        </noscript>
        <div data-island="search">
          <SearchView
            lang={lang}
            texts={seed.texts}
            answer={seed.answer}
            query={{ q: '', topic: '', agency: '', format: '', sort: '' }}
            status="ready"
          />
        </div>
        <ScriptJson type="application/json" id="search-seed" value={seed} />
      </div>
    ),
  });
};
