import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import { TermsSentences } from './parts/terms-sentences.tsx';
import type { TermsProps } from './props.ts';

/** The terms of use in full, each sentence with its place in the law. */
export const renderTerms = (page: TermsProps): string => {
  const { lang, terms } = page;
  const t = textsOf(lang).terms;
  return renderPage({
    page,
    title: t.title,
    description: t.lead,
    addressIn: paths.terms,
    section: 'terms',
    crumbs: [],
    children: (
      <div class="wrap narrow">
        <h1>{terms.title[lang]}</h1>
        <p class="lead">{t.lead}</p>
        <TermsSentences terms={terms} lang={lang} cites level={2} />
        <h2>{t.privacy}</h2>
        <p>{t.privacyText}</p>
      </div>
    ),
  });
};
