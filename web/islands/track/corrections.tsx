import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { Clock, EarlierDays } from '../request/clock.tsx';
import type { Standing } from '../request/model.ts';
import type { TrackSeed } from './seed.ts';

/** What the agency itself found wrong in its answer: since when it knows, by when it must be put right, and whether it is. */
export const Corrections = ({ seed, corrections }: { seed: TrackSeed } & Pick<Standing, 'corrections'>) => {
  const { lang, texts, clock, telling, steps } = seed;
  const clockTexts = {
    ...clock,
    due: clock.correction,
    dueOn: clock.correctionDueOn,
    wasDue: clock.correctionWasDue,
  };
  return (
    <>
      {corrections.map(({ discoveredOn, correctedOn, deadline, overdue, earlierDeadlines }) => (
        <section class="note" key={discoveredOn + (correctedOn ?? '')}>
          <h2>{texts.correctionTitle}</h2>
          <p>
            {correctedOn
              ? fill(texts.correctedText, {
                  day: showDay(discoveredOn, lang),
                  on: showDay(correctedOn, lang),
                })
              : fill(texts.correctionText, { day: showDay(discoveredOn, lang) })}
          </p>
          <Clock
            deadline={deadline}
            lang={lang}
            texts={clockTexts}
            telling={telling}
            isOpen={correctedOn === undefined}
            overdue={overdue}
          />
          <EarlierDays
            earlier={earlierDeadlines}
            steps={steps}
            lang={lang}
            texts={clockTexts}
            telling={telling}
          />
        </section>
      ))}
    </>
  );
};
