import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { paths } from '../../paths.ts';
import { textsOf, type Lang } from '../../texts.ts';
import type { IslandName, PageProps } from '../props.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';

export type Crumb = { readonly label: string; readonly href: string; readonly data?: boolean };

export type LayoutProps = {
  readonly page: PageProps;
  readonly title: string;
  readonly description: string;
  /** Address of this page in a language; absent for pages without an address of their own (404). */
  readonly addressIn?: (lang: Lang) => string;
  /** For whoever was given its address, and nobody else: no search engine, no address in its head. */
  readonly isPrivate?: boolean;
  readonly section?: 'datasets' | 'agencies' | 'requests' | 'developers' | 'terms' | 'regulation';
  /** From the home page down to, and without, this page. */
  readonly crumbs?: readonly Crumb[];
  readonly islands?: readonly IslandName[];
  /** Extra metadata elements. */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
};

const Breadcrumb = ({ crumbs, here, lang }: { crumbs: readonly Crumb[]; here: string; lang: Lang }) => {
  const t = textsOf(lang).site;
  return (
    <nav class="breadcrumb" aria-label={t.breadcrumb}>
      <ol>
        <li>
          <a href={paths.home(lang)}>{t.home}</a>
        </li>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href} {...(crumb.data ? { lang: 'vi' } : {})}>
              {crumb.label}
            </a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
};

const Document = (props: LayoutProps) => {
  const { page, title, description, addressIn, isPrivate = false } = props;
  const { lang, site, assets } = page;
  const t = textsOf(lang);
  const fullTitle =
    addressIn?.(lang) === paths.home(lang) ? site.name[lang] : `${title} – ${site.name[lang]}`;
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{fullTitle}</title>
        <meta name="description" content={description.slice(0, 300)} />
        <meta name="theme-color" content="#0b4a8f" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        {addressIn && !isPrivate ? (
          <>
            <link rel="canonical" href={site.url + addressIn(lang)} />
            <link rel="alternate" hreflang="vi" href={site.url + addressIn('vi')} />
            <link rel="alternate" hreflang="en" href={site.url + addressIn('en')} />
            <link rel="alternate" hreflang="x-default" href={site.url + addressIn('vi')} />
            <meta property="og:url" content={site.url + addressIn(lang)} />
          </>
        ) : (
          <meta name="robots" content="noindex" />
        )}
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description.slice(0, 300)} />
        <meta property="og:site_name" content={site.name[lang]} />
        <meta property="og:type" content="website" />
        <link rel="alternate" type="application/atom+xml" title={t.site.feed} href={paths.feed} />
        {props.head}
        {(props.islands ?? []).map((name) => (
          <script key={name} type="module" src={assets.island(name)} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {t.site.skip}
        </a>
        <Header page={page} section={props.section} otherAddress={addressIn} />
        {props.crumbs ? <Breadcrumb crumbs={props.crumbs} here={title} lang={lang} /> : null}
        <main id="main" tabindex={-1}>
          {props.children}
        </main>
        <Footer page={page} />
      </body>
    </html>
  );
};

/** A whole HTML page in NFC, whatever form the data came in. */
export const renderPage = (props: LayoutProps): string =>
  `<!doctype html>\n${render(<Document {...props} />)}\n`.normalize('NFC');
