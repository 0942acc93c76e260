import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { PageProps } from '../props.ts';
import { mailLink, phoneLink } from './links.ts';

/** For whoever does not send here: the office, the post, and whom to call. */
export const OtherWays = ({ page: { lang, site } }: { page: PageProps }) => {
  const texts = textsOf(lang);
  const t = texts.requests;
  const { name, phone, email } = site.governingBody;
  return (
    <section class="intro">
      <h2>{t.otherWays}</h2>
      <ul>
        <li>{t.atOffice}</li>
        <li>{t.byPost}</li>
      </ul>
      <p>
        {t.addresses} <a href={paths.agencies(lang)}>{texts.site.agencies}</a>.
        {phone ? (
          <>
            {' '}
            {fill(t.ask, { body: name[lang] })} <a href={phoneLink(phone)}>{phone}</a>
          </>
        ) : null}
        {email ? (
          <>
            {' '}
            {t.askMail} <a href={mailLink(email)}>{email}</a>
          </>
        ) : null}
      </p>
    </section>
  );
};
