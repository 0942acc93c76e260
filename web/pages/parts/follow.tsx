import { followSeedOf } from '../../islands/follow/seed.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps } from '../props.ts';
import { ScriptJson } from './script-json.tsx';

/** How to hear of the next release: by mail, or without leaving an address. */
export const Follow = ({ page: { dataset, lang } }: { page: DatasetProps }) => {
  const t = textsOf(lang).follow;
  return (
    <section id="follow">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      <h3>{t.byMail}</h3>
      <div data-island="follow" />
      <noscript>
        <p>{t.noscript}</p>
      </noscript>
      <ScriptJson type="application/json" id="follow-seed" value={followSeedOf(lang, dataset.slug)} />
      <h3>{t.byAtom}</h3>
      <p>
        <a href={paths.datasetFeed(dataset.slug)} type="application/atom+xml">
          {t.datasetFeed}
        </a>
      </p>
      <p>
        <a href={paths.feed} type="application/atom+xml">
          {t.portalFeed}
        </a>
      </p>
    </section>
  );
};
