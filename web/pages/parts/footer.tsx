import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { PageProps } from '../props.ts';
import { mailLink, phoneLink } from './links.ts';

/** Governing body, contact, licence and what machines read. */
export const Footer = ({ page: { lang, site } }: { page: PageProps }) => {
  const t = textsOf(lang).site;
  const { governingBody: body } = site;
  return (
    <footer class="footer">
      <div class="footer-columns">
        <section>
          <h2>{site.name[lang]}</h2>
          <p>
            {t.governedBy}: {body.name[lang]}
          </p>
          {body.address ? (
            <p lang="vi">
              {t.address}: {body.address}
            </p>
          ) : null}
        </section>
        <section>
          <h2>{t.contact}</h2>
          {body.phone ? (
            <p>
              {t.phone}: <a href={phoneLink(body.phone)}>{body.phone}</a>
            </p>
          ) : null}
          {body.email ? (
            <p>
              {t.email}: <a href={mailLink(body.email)}>{body.email}</a>
            </p>
          ) : null}
          <p>
            <a href={paths.requests(lang)}>{textsOf(lang).requests.title}</a>
          </p>
        </section>
        <section>
          <h2>{t.licence}</h2>
          <p>
            {t.licenceSentence} <a href={paths.terms(lang)}>{t.terms}</a>
          </p>
        </section>
        <section>
          <h2>{t.machine}</h2>
          <ul>
            <li>
              <a href={paths.regulation(lang)}>{t.regulation}</a>
            </li>
            <li>
              <a href={paths.openapi}>OpenAPI</a>
            </li>
            <li>
              <a href={paths.feed}>{t.feedShort}</a>
            </li>
            <li>
              <a href={paths.sitemap}>sitemap.xml</a>
            </li>
          </ul>
        </section>
      </div>
    </footer>
  );
};
