import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps } from '../props.ts';

/** How to hear of the next release without leaving an address. */
export const Follow = ({ page: { dataset, lang } }: { page: DatasetProps }) => {
  const t = textsOf(lang).follow;
  return (
    <section id="follow">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
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
