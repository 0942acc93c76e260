import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { CopyButton } from './parts/copy-button.tsx';
import { renderPage } from './parts/layout.tsx';
import type { PageProps } from './props.ts';

const Code = ({ code, page }: { code: string; page: PageProps }) => {
  const t = textsOf(page.lang).site;
  return (
    <div class="code">
      <pre tabindex={0}>
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={`${t.copy}: ${code}`} short={t.copy} done={t.copied} />
    </div>
  );
};

/** A short page for programmers; the whole is in OpenAPI. */
export const renderDevelopers = (page: PageProps): string => {
  const { lang, site } = page;
  const t = textsOf(lang).developers;
  const api = site.url + paths.api;
  return renderPage({
    page,
    title: t.title,
    description: t.lead,
    addressIn: paths.developers,
    section: 'developers',
    crumbs: [],
    islands: ['copy'],
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <p>
          <a class="button" href={paths.openapi}>
            {t.openapi}
          </a>
        </p>
        <h2>{t.search}</h2>
        <p>{t.searchText}</p>
        <Code page={page} code={`curl '${api}/datasets?q=duong+bo&limit=20'`} />
        <h2>{t.whole}</h2>
        <p>{t.wholeText}</p>
        <Code
          page={page}
          code={`curl --compressed -O '${site.url}${paths.catalogueLines}'\ncurl --compressed -O '${site.url}${paths.catalogueTable}'`}
        />
        <h2>{t.one}</h2>
        <Code page={page} code={`curl '${api}/datasets/{slug}'`} />
        <h2>{t.rows}</h2>
        <p>{t.rowsText}</p>
        <Code
          page={page}
          code={`curl '${api}/datasets/{slug}/rows?q=thai+binh&sort=-{column}&limit=100'\ncurl '${api}/datasets/{slug}/rows?{column}__gte=100&format=csv'\ncurl '${api}/datasets/{slug}/rows?group={column}&aggregate=count'\ncurl '${api}/datasets/{slug}/openapi.json'`}
        />
        <h2>{t.files}</h2>
        <p>{t.filesText}</p>
        <Code
          page={page}
          code={`curl -L -O '${site.url}/datasets/{slug}/latest/{file}'\ncurl -O '${site.url}/datasets/{slug}/releases/{n}/{file}'`}
        />
        <h2>{t.verify}</h2>
        <p>{t.verifyText}</p>
        <Code page={page} code={'sha256sum {file}'} />
        <h2>{t.requests}</h2>
        <p>{t.requestsText}</p>
        <Code page={page} code={`curl '${api}/requests/{code}'`} />
        <h2>{t.change}</h2>
        <p>{t.changeText}</p>
        <Code page={page} code={`curl '${site.url}${paths.feed}'`} />
      </div>
    ),
  });
};
