import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { Lang } from '../../texts.ts';
import type { Standing } from '../request/model.ts';
import type { TrackTexts } from './seed.ts';

const nameOf = (what: string, texts: TrackTexts): string => {
  const names: Readonly<Record<string, unknown>> = texts;
  const name = names[what];
  return typeof name === 'string' ? name : what;
};

/** What happened, oldest first, each with its day, the due day from then on, and what was written where it may be read. */
export const Timeline = ({
  entries,
  lang,
  texts,
}: {
  entries: Standing['timeline'];
  lang: Lang;
  texts: TrackTexts;
}) => (
  <section>
    <h2>{texts.timeline}</h2>
    <ol class="timeline">
      {entries.map(({ at, on, what, label, dueOn, text }) => (
        <li key={`${at}${what}`}>
          <p class="when">
            <time dateTime={on}>{showDay(on, lang)}</time>
            {dueOn === undefined ? null : (
              <span class="chip">{fill(texts.due, { day: showDay(dueOn, lang) })}</span>
            )}
          </p>
          <p>
            <strong>{nameOf(what, texts)}.</strong> <span lang="vi">{label}</span>
          </p>
          {text === undefined ? null : (
            <blockquote class="said" lang="vi">
              {text}
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  </section>
);
