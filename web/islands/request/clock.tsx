import { citesOf } from '../../../shared/kernel/cites.ts';
import { showDay, showHour } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { SumSteps } from '../../sum-steps.tsx';
import type { Lang } from '../../texts.ts';
import type { ClockTexts, Clocked, Standing } from './model.ts';

type Props = Clocked & { lang: Lang; texts: ClockTexts };

/** The sum on demand, in the words of the law, which are Vietnamese; each citation leads to its place in the rulebook. */
const Sum = ({ deadline, sumInWords, lang, texts }: Props) => (
  <details>
    <summary>{deadline.kind === 'known' ? texts.sum : texts.why}</summary>
    <SumSteps steps={sumInWords} rule={deadline.ruleId} cites={citesOf(deadline)} lang={lang} />
    <p>
      <a href={paths.rule(lang, deadline.ruleId)}>{texts.rule}</a>
    </p>
  </details>
);

const headline = ({ deadline, lang, texts }: Props, isOpen: boolean): string => {
  if (deadline.kind !== 'known') return texts[deadline.kind];
  const day = showDay(deadline.dueOn, lang);
  const hour = deadline.dueAt ? `${showHour(deadline.dueAt, lang)}, ` : '';
  return fill(isOpen ? texts.dueOn : texts.wasDue, { day: hour + day });
};

/** By when an answer is owed, or in plain words why no day can be said; the sum on demand. */
export const Clock = (props: Props & { isOpen?: boolean; overdue?: boolean }) => {
  const { deadline, texts, isOpen = true, overdue = false } = props;
  return (
    <div class={overdue ? 'clock overdue' : 'clock'}>
      <p class="clock-label">{texts.due}</p>
      <p class="clock-day">
        {headline(props, isOpen)} {overdue ? <span class="chip bad">{texts.overdue}</span> : null}
      </p>
      {deadline.kind === 'known' ? null : <p lang="vi">{deadline.why}</p>}
      {'provisional' in deadline && deadline.provisional ? <p>{texts.provisional}</p> : null}
      <Sum {...props} />
    </div>
  );
};

/** Due days that were replaced, each with why and with its own sum. */
export const EarlierDays = ({
  earlier,
  lang,
  texts,
}: {
  earlier: Standing['earlierDeadlines'];
  lang: Lang;
  texts: ClockTexts;
}) =>
  earlier.length === 0 ? null : (
    <details class="earlier">
      <summary>{fill(texts.earlier, { n: earlier.length })}</summary>
      <ul>
        {earlier.map(({ deadline, sumInWords, replacedOn, because }, i) => (
          <li key={i}>
            {fill(texts.earlierLine, {
              day: deadline.kind === 'known' ? showDay(deadline.dueOn, lang) : texts[deadline.kind],
              on: showDay(replacedOn, lang),
              because,
            })}
            <Sum deadline={deadline} sumInWords={sumInWords} lang={lang} texts={texts} />
          </li>
        ))}
      </ul>
    </details>
  );
