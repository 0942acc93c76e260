import { paths } from '../../paths.ts';
import { textsOf, type Lang } from '../../texts.ts';
import type { PageProps } from '../props.ts';
import type { LayoutProps } from './layout.tsx';
import { Mark } from './mark.tsx';

export type HeaderProps = {
  page: PageProps;
  section: LayoutProps['section'];
  otherAddress: ((lang: Lang) => string) | undefined;
};

/** Banner: the portal's name, the main menu, the other language, the officers' door. */
export const Header = ({ page, section, otherAddress }: HeaderProps) => {
  const { lang, site } = page;
  const t = textsOf(lang).site;
  const other: Lang = lang === 'vi' ? 'en' : 'vi';
  const menu = [
    { id: 'datasets', label: t.datasets, href: paths.datasets(lang) },
    { id: 'agencies', label: t.agencies, href: paths.agencies(lang) },
    { id: 'requests', label: t.requests, href: paths.requests(lang) },
    { id: 'developers', label: t.developers, href: paths.developers(lang) },
    { id: 'terms', label: t.terms, href: paths.terms(lang) },
  ];
  return (
    <header class="banner">
      <div class="banner-row">
        <a class="brand" href={paths.home(lang)}>
          <Mark />
          <span class="brand-text">
            <span class="brand-body">{site.governingBody.name[lang]}</span>
            <span class="brand-name">{site.name[lang]}</span>
          </span>
        </a>
        <div class="banner-side">
          <a
            class="language"
            lang={other}
            hreflang={other}
            href={(otherAddress ?? paths.home)(other)}
            title={t.otherLanguageLong}
          >
            {t.otherLanguage}
          </a>
          <a class="officers" href={paths.desk}>
            {t.officers}
          </a>
        </div>
      </div>
      <nav class="menu" aria-label={t.mainMenu}>
        <ul>
          {menu.map((item) => (
            <li key={item.id}>
              <a href={item.href} {...(item.id === section ? { 'aria-current': 'true' as const } : {})}>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
};
