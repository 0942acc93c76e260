import type { ComponentChildren } from 'preact';
import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { RequestSteps } from '../../request-steps.ts';
import { stepName, StepSentence } from '../../step-sentence.tsx';
import type { Lang } from '../../texts.ts';
import type { Standing } from '../request/model.ts';
import type { TrackTexts } from './seed.ts';

type Entry = Standing['timeline'][number];

/**
 * What happened, oldest first, each with its day, the due day from then on, and what was written where it may be read; below
 * a step stands what else belongs to it.
 */
export const Timeline = ({
  entries,
  lang,
  texts,
  steps,
  below,
}: {
  entries: readonly Entry[];
  lang: Lang;
  texts: TrackTexts;
  steps: RequestSteps;
  below?: ((entry: Entry) => ComponentChildren) | undefined;
}) => (
  <section>
    <h2>{texts.timeline}</h2>
    <ol class="timeline">
      {entries.map((entry) => {
        const { at, on, what, dueOn, text } = entry;
        return (
          <li key={`${at}${what}`}>
            <p class="when">
              <time dateTime={on}>{showDay(on, lang)}</time>
              {dueOn === undefined ? null : (
                <span class="chip">{fill(texts.due, { day: showDay(dueOn, lang) })}</span>
              )}
            </p>
            <p>
              <strong>{stepName(entry, steps)}.</strong>{' '}
              <StepSentence entry={entry} steps={steps} lang={lang} />
            </p>
            {text === undefined ? null : (
              <blockquote class="said" lang="vi">
                {text}
              </blockquote>
            )}
            {below?.(entry)}
          </li>
        );
      })}
    </ol>
  </section>
);
