import { whyTold, type Telling } from '../../../shared/kernel/sum-told.ts';
import { showDay, showHour } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { SumSteps } from '../../sum-steps.tsx';
import type { RequestSteps } from '../../request-steps.ts';
import type { Lang } from '../../texts.ts';
import type { ClockTexts, Clocked, Standing } from './model.ts';

type Props = Clocked & { lang: Lang; texts: ClockTexts; telling: Telling };

/** The sum on demand; each citation leads to its place in the rulebook. */
const Sum = ({ deadline, lang, texts, telling }: Props) => (
  <details>
    <summary>{deadline.kind === 'known' ? texts.sum : texts.why}</summary>
    <SumSteps deadline={deadline} lang={lang} telling={telling} />
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

/** What makes a day less than the law's own: beside the day itself, so that nobody reads one without the other. */
const Marks = ({ deadline, texts }: Pick<Props, 'deadline' | 'texts'>) =>
  deadline.kind === 'known' ? (
    <>
      {deadline.basis === 'house' ? (
        <span class="chip warn">{deadline.inLaw ? texts.atOnceMark : texts.houseMark}</span>
      ) : null}{' '}
      {deadline.provisional ? <span class="chip warn">{texts.provisionalMark}</span> : null}{' '}
    </>
  ) : null;

/** By when an answer is owed, or in plain words why no day can be said; the sum on demand. */
export const Clock = (props: Props & { isOpen?: boolean; overdue?: boolean }) => {
  const { deadline, lang, texts, telling, isOpen = true, overdue = false } = props;
  return (
    <div class={overdue ? 'clock overdue' : 'clock'}>
      <p class="clock-label">{texts.due}</p>
      <p class="clock-day">
        {headline(props, isOpen)} <Marks deadline={deadline} texts={texts} />
        {overdue ? <span class="chip bad">{texts.overdue}</span> : null}
      </p>
      {deadline.kind === 'known' ? null : (
        // Why a rule is not known, the rulebook says in Vietnamese.
        <p lang={deadline.kind === 'unknown' ? 'vi' : lang}>{whyTold(deadline, telling)}</p>
      )}
      {deadline.kind === 'known' && deadline.basis === 'house' ? (
        <p>{deadline.inLaw ? texts.atOnceHouse : texts.house}</p>
      ) : null}
      {'provisional' in deadline && deadline.provisional ? <p>{texts.provisional}</p> : null}
      <Sum {...props} />
    </div>
  );
};

/** Due days that were replaced, each with why and with its own sum. */
export const EarlierDays = ({
  earlier,
  steps,
  ...shown
}: {
  earlier: Standing['earlierDeadlines'];
  steps: RequestSteps;
} & Omit<Props, 'deadline'>) => {
  const { lang, texts } = shown;
  return earlier.length === 0 ? null : (
    <details class="earlier">
      <summary>{fill(texts.earlier, { n: earlier.length })}</summary>
      <ul>
        {earlier.map(({ deadline, replacedOn, because, why }, i) => (
          <li key={i}>
            {fill(deadline.kind === 'known' ? texts.earlierLine : texts.earlierWithoutDay, {
              ...(deadline.kind === 'known'
                ? { day: showDay(deadline.dueOn, lang) }
                : { state: texts[deadline.kind] }),
              on: showDay(replacedOn, lang),
              because: steps.because[because],
            })}{' '}
            <Marks deadline={deadline} texts={texts} />
            {why === undefined ? null : <p lang="vi">{why}</p>}
            <Sum deadline={deadline} {...shown} />
          </li>
        ))}
      </ul>
    </details>
  );
};
