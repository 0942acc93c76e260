import { showDay } from '../display.ts';
import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import type { FollowsProps } from './props.ts';

/** A button that works without a script. Opening an address stops nothing; sending this form does. */
const StopForm = ({ action, label, name }: { action: string; label: string; name?: string }) => (
  <form method="post" action={action}>
    <button type="submit" class="quiet" {...(name ? { 'aria-label': name } : {})}>
      {label}
    </button>
  </form>
);

const Answer = ({ page }: { page: FollowsProps }) => {
  const { lang, about, happened, link, follows } = page;
  const t = textsOf(lang).follows;
  if (happened === 'stopped')
    return (
      <p class="note" role="status">
        {about ? fill(t.stopped, { title: about.title }) : t.stoppedAll}
      </p>
    );
  if (!about || !follows.some(({ dataset }) => dataset === about.dataset)) return null;
  return (
    <section class="panel">
      <h2>{fill(t.question, { title: about.title })}</h2>
      <p>{t.questionText}</p>
      <form method="post" action={paths.follows(lang, link, about.dataset)}>
        <button type="submit" class="primary">
          {t.stop}
        </button>
      </form>
    </section>
  );
};

/** What somebody follows by mail, for whoever holds the link of their letters. Made for each asking, never a file. */
export const renderFollows = (page: FollowsProps): string => {
  const { lang, follows, link, about } = page;
  const texts = textsOf(lang);
  const t = texts.follows;
  return renderPage({
    page,
    title: t.title,
    description: t.description,
    addressIn: (to) => paths.follows(to, link, about?.dataset),
    isPrivate: true,
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <Answer page={page} />
        {follows.length === 0 ? (
          <>
            <p class="lead">{t.none}</p>
            <p>{t.again}</p>
          </>
        ) : (
          <>
            <p>{t.keeps}</p>
            <ul class="follows">
              {follows.map(({ dataset, slug, title, since }) => (
                <li key={dataset}>
                  <span>
                    <a lang="vi" href={paths.dataset(lang, slug)}>
                      {title}
                    </a>{' '}
                    <small>{fill(t.since, { day: showDay(since.slice(0, 10), lang) })}</small>
                  </span>
                  <StopForm
                    action={paths.follows(lang, link, dataset)}
                    label={t.stop}
                    name={fill(t.stopOf, { title })}
                  />
                </li>
              ))}
            </ul>
            {follows.length > 1 ? <StopForm action={paths.follows(lang, link)} label={t.stopAll} /> : null}
          </>
        )}
        <p>
          <a href={paths.datasets(lang)}>{texts.site.datasets}</a>
        </p>
      </div>
    ),
  });
};
