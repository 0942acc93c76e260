import { trackSeedOf } from '../islands/track/seed.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import { OtherWays } from './parts/other-ways.tsx';
import { ScriptJson } from './parts/script-json.tsx';
import type { RequestsProps } from './props.ts';

/** Two ways from here: to send a request, and to follow one. Reached by a private link, the page shows that one. */
export const renderRequests = (page: RequestsProps): string => {
  const { lang } = page;
  const t = textsOf(lang).requests;
  return renderPage({
    page,
    title: t.title,
    description: t.lead,
    addressIn: paths.requests,
    section: 'requests',
    crumbs: [],
    islands: ['track'],
    head: <ScriptJson type="application/json" id="track-seed" value={trackSeedOf(page)} />,
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <p class="lead intro">{t.lead}</p>
        <noscript>
          <p class="note">{t.noscript}</p>
        </noscript>
        <section class="intro panel">
          <h2>{t.send}</h2>
          <p>{t.sendText}</p>
          <ul class="kinds">
            {page.kinds.map(({ id, title, explains }) => (
              <li key={id}>
                <strong>{title[lang]}.</strong> {explains[lang]}
              </li>
            ))}
          </ul>
          <a class="button" href={paths.requestForm(lang)}>
            {t.sendButton}
          </a>
        </section>
        <section class="panel track">
          <div class="intro">
            <h2>{t.follow}</h2>
            <p>{t.followText}</p>
          </div>
          <div data-island="track" />
        </section>
        <OtherWays page={page} />
      </div>
    ),
  });
};
