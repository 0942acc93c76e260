import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, Release } from '../props.ts';
import { CopyButton } from './copy-button.tsx';
import { mailLink, phoneLink } from './links.ts';

/** One sentence that names agency, title, version, day and address. */
export const citationOf = ({ dataset, lang, site }: DatasetProps, release: Release): string =>
  fill(textsOf(lang).dataset.citation, {
    agency: dataset.agency.name,
    year: release.publishedOn.slice(0, 4),
    title: dataset.title,
    n: release.number,
    day: showDay(release.publishedOn, lang),
    portal: site.name[lang],
    url: site.url + paths.dataset(lang, dataset.slug),
  });

export const Cite = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const t = textsOf(page.lang);
  const citation = citationOf(page, release);
  return (
    <section id="cite">
      <h2>{t.dataset.cite}</h2>
      <blockquote class="citation">{citation}</blockquote>
      <CopyButton
        text={citation}
        label={`${t.site.copy}: ${t.dataset.cite}`}
        short={t.site.copy}
        done={t.site.copied}
      />
    </section>
  );
};

/** Who answers for the dataset, and the form that already says which one an error report is about. */
export const Contact = ({ page }: { page: DatasetProps }) => {
  const { dataset, lang } = page;
  const t = textsOf(lang);
  return (
    <section id="contact">
      <h2>{t.dataset.contact}</h2>
      <p>
        <strong lang="vi">{dataset.contact.name}</strong>
        <br />
        <a href={mailLink(dataset.contact.email)}>{dataset.contact.email}</a>
        {dataset.contact.phone ? (
          <>
            <br />
            <a href={phoneLink(dataset.contact.phone)}>{dataset.contact.phone}</a>
          </>
        ) : null}
      </p>
      <p>{t.dataset.reportText}</p>
      <a
        class="button quiet"
        href={paths.requestForm(lang, { kind: 'error-report', slug: dataset.slug })}
        rel="nofollow"
      >
        {t.dataset.report}
      </a>
    </section>
  );
};
