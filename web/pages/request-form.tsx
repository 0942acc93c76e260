import { askSeedOf } from '../islands/ask/seed.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import { OtherWays } from './parts/other-ways.tsx';
import { ScriptJson } from './parts/script-json.tsx';
import type { RequestFormProps } from './props.ts';

/** Where a request is written and sent. */
export const renderRequestForm = (page: RequestFormProps): string => {
  const { lang } = page;
  const { requestForm: t, requests } = textsOf(lang);
  return renderPage({
    page,
    title: t.title,
    description: requests.lead,
    addressIn: (to) => paths.requestForm(to),
    section: 'requests',
    crumbs: [{ label: requests.title, href: paths.requests(lang) }],
    islands: ['ask'],
    head: <ScriptJson type="application/json" id="ask-seed" value={askSeedOf(page)} />,
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <p class="lead intro">{t.lead}</p>
        <noscript>
          <p class="note">{requests.noscript}</p>
        </noscript>
        <div data-island="ask" />
        <OtherWays page={page} />
      </div>
    ),
  });
};
