import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import type { RuleProps } from './law-props.ts';
import { Cites, Timeline } from './parts/law.tsx';
import { renderPage } from './parts/layout.tsx';

/** One rule at its own address: what it says through the years, by which articles, and how it is counted. */
export const renderRule = (page: RuleProps): string => {
  const { lang, rule } = page;
  const t = textsOf(lang).regulation;
  const related = [
    [t.extends, rule.extends],
    [t.extendedBy, rule.extendedBy],
  ] as const;
  return renderPage({
    page,
    title: rule.title,
    description: rule.title,
    addressIn: (other) => paths.rule(other, rule.id),
    section: 'regulation',
    crumbs: [{ label: t.title, href: paths.regulation(lang) }],
    head: <link rel="alternate" type="application/json" href={paths.ruleFile(rule.id)} />,
    children: (
      <div class="wrap narrow law">
        {rule.code ? (
          <p>
            <span class="chip">{rule.code}</span>
          </p>
        ) : null}
        <h1 lang="vi">{rule.title}</h1>
        <h2>{t.timeline}</h2>
        <Timeline stretches={rule.stretches} lang={lang} />
        <h2>{t.starts}</h2>
        <ul>
          {rule.starts.map(({ reason, confidence }) => (
            <li key={reason}>
              <span lang="vi">{reason}</span> <small>({t[confidence]})</small>
            </li>
          ))}
        </ul>
        {rule.methods.length > 0 ? <h2>{t.counting}</h2> : null}
        {rule.methods.map(({ title, cites }) => (
          <div key={title}>
            <p lang="vi">{title}</p>
            <Cites cites={cites} lang={lang} />
          </div>
        ))}
        {rule.stops.length > 0 ? <h2>{t.stopsTitle}</h2> : null}
        {rule.stops.map(({ title, stretches }) => (
          <div key={title}>
            <p lang="vi">{title}</p>
            <Timeline stretches={stretches} lang={lang} />
          </div>
        ))}
        {related.map(([label, other]) =>
          other ? (
            <p key={label}>
              {label}:{' '}
              <a lang="vi" href={paths.rule(lang, other.id)}>
                {other.title}
              </a>
            </p>
          ) : null,
        )}
        <h2>{t.governed}</h2>
        <p lang="vi">{rule.governedWhy}</p>
        <p>
          <a href={paths.ruleFile(rule.id)}>{t.ruleJson}</a>
        </p>
      </div>
    ),
  });
};
