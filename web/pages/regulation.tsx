import { showDay } from '../display.ts';
import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf, type Lang } from '../texts.ts';
import type { LawDay, RegulationProps } from './law-props.ts';
import { renderPage } from './parts/layout.tsx';
import { spanWords, StretchWords } from './parts/law.tsx';

const Rules = ({ rules, lang }: RegulationProps) => (
  <ol class="rules">
    {rules.map((rule) => (
      <li key={rule.id}>
        <p>
          {rule.code ? <span class="chip">{rule.code}</span> : null}{' '}
          <a lang="vi" href={paths.rule(lang, rule.id)}>
            {rule.title}
          </a>
        </p>
        <ul>
          {rule.stretches.map((stretch) => (
            <li key={stretch.from}>
              <StretchWords stretch={stretch} lang={lang} /> <small>{spanWords(stretch, lang)}</small>
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ol>
);

const Instruments = ({ instruments, lang }: RegulationProps) => {
  const t = textsOf(lang).regulation;
  return (
    <ul class="instruments">
      {instruments.map((one) => (
        <li key={one.id} id={one.id}>
          <strong lang="vi">{one.citedAs}</strong> <span lang="vi">{one.title}</span>
          <small>
            {[spanWords({ from: one.from, until: one.until }, lang), t[one.confidence]]
              .filter(Boolean)
              .join(' · ')}
          </small>
          {one.notes.map((note) => (
            <small key={note} lang="vi">
              {note}
            </small>
          ))}
        </li>
      ))}
    </ul>
  );
};

const Days = ({ days, lang }: { days: readonly LawDay[]; lang: Lang }) => (
  <ul class="days">
    {days.map(({ day, why }) => (
      <li key={day}>
        <time datetime={day}>{showDay(day, lang)}</time> <span lang="vi">{why}</span>
      </li>
    ))}
  </ul>
);

const Calendars = ({ calendars, lang }: RegulationProps) => {
  const t = textsOf(lang).regulation;
  return (
    <>
      {calendars.map(({ year, daysOff, workedInstead }) => (
        <section key={year} id={`lich-${year}`}>
          <h3>{year}</h3>
          <p>{t.daysOff}</p>
          <Days days={daysOff} lang={lang} />
          <p>{workedInstead.length > 0 ? t.worked : t.noneWorked}</p>
          {workedInstead.length > 0 ? <Days days={workedInstead} lang={lang} /> : null}
        </section>
      ))}
    </>
  );
};

const Titled = ({ items, lang }: { items: RegulationProps['grounds']; lang: Lang }) => (
  <ul>
    {items.map(({ id, title, stretches }) => (
      <li key={id} id={id}>
        {title[lang]}
        {stretches.map((stretch) => (
          <small key={stretch.from}>
            {spanWords(stretch, lang)}: <StretchWords stretch={stretch} lang={lang} />{' '}
            <span lang="vi">{stretch.why ?? stretch.cites.map(({ label }) => label).join('; ')}</span>
          </small>
        ))}
      </li>
    ))}
  </ul>
);

const Roles = ({ roles, lang }: RegulationProps) => (
  <>
    {roles.map(({ id, label, powers }) => (
      <section key={id}>
        <h3 lang="vi">{label}</h3>
        <ul>
          {powers.map((power) => (
            <li key={power.id}>
              <span lang="vi">{power.title}</span>
              {power.stretches.map((stretch) => (
                <small key={stretch.from}>
                  {spanWords(stretch, lang)}: <StretchWords stretch={stretch} lang={lang} />
                  <span lang="vi">{stretch.cites.map(({ label: cite }) => cite).join('; ')}</span>
                </small>
              ))}
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
);

const Bodies = ({ bodies, lang }: RegulationProps) => (
  <ul>
    {bodies.map((body) => (
      <li key={body.id} id={body.id}>
        <span lang="vi">{body.name}</span>
        <small>{spanWords({ from: body.from, until: body.until }, lang)}</small>
        {body.into.length > 0 ? (
          <small lang="vi">{fill(textsOf('vi').regulation.into, { heirs: body.into.join(', ') })}</small>
        ) : null}
        {body.note ? <small lang="vi">{body.note}</small> : null}
      </li>
    ))}
  </ul>
);

/** The rulebook itself, as open data: what every deadline of the portal rests on. */
export const renderRegulation = (page: RegulationProps): string => {
  const { lang } = page;
  const t = textsOf(lang).regulation;
  const sections = [
    ['rules', <Rules {...page} />, t.rulesNote],
    ['instruments', <Instruments {...page} />],
    ['calendars', <Calendars {...page} />],
    ['grounds', <Titled items={page.grounds} lang={lang} />, t.groundsNote],
    ['templates', <Titled items={page.templates} lang={lang} />, t.templatesNote],
    ['roles', <Roles {...page} />],
    ['bodies', <Bodies {...page} />],
  ] as const;
  return renderPage({
    page,
    title: t.title,
    description: t.lead,
    addressIn: paths.regulation,
    section: 'regulation',
    crumbs: [],
    head: <link rel="alternate" type="application/json" href={paths.regulationFile} />,
    children: (
      <div class="wrap narrow law">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <p>
          <a class="button" href={paths.regulationFile}>
            {t.json}
          </a>
        </p>
        <nav aria-label={t.contents}>
          <ul class="law-contents">
            {sections.map(([id]) => (
              <li key={id}>
                <a href={`#${id}`}>{t[id]}</a>
              </li>
            ))}
          </ul>
        </nav>
        {sections.map(([id, content, note]) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{t[id]}</h2>
            {note ? <p class="note">{note}</p> : null}
            {content}
          </section>
        ))}
      </div>
    ),
  });
};
