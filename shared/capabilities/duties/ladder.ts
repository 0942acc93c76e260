import type { DutyKind } from '../../../events/duties.ts';
import { addDays, type LocalDate } from '../../kernel/local-date.ts';
import type { DutyKindInLaw, Ladder, Rung } from '../../regulation/practice.ts';
import { rulebook, type Rulebook } from '../../regulation/rulebook.ts';
import { entryOn } from '../../regulation/series.ts';
import type { Duty } from './model.ts';

/** What the rulebook says of a kind of duty: its title, rule, ladder and what closes it. */
export const kindInLaw = (kind: DutyKind): DutyKindInLaw => {
  const found = rulebook.dutyKinds.get(kind);
  if (!found) throw new Error(`The rulebook holds no duty kind ${kind}`);
  return found;
};

type LadderValue = Ladder['values'][number];

/**
 * The ladder by which a duty reminds. It is the one in use when the clock started, so that a duty's history folds to
 * the same state after the house changes its practice. A clock older than the practice takes the first one.
 */
const ladderOn = (kind: DutyKind, startOn: LocalDate, book: Rulebook): LadderValue => {
  const values = book.ladders.get(kindInLaw(kind).ladder)?.values;
  const value = values && (entryOn(values, startOn) ?? values[0]);
  if (!value) throw new Error(`The rulebook holds no ladder for ${kind}`);
  return value;
};

/** What the agency hears when its deadline moved and it had no part in that. */
export const MOVED = 'moved';

/** What a notice says, and to whom: of a rung, or of a deadline that moved. */
export const noticeWords = (
  { kind, deadline }: Pick<Duty, 'kind' | 'deadline'>,
  rung: string,
  book: Rulebook = rulebook,
): Pick<Rung, 'label' | 'tells'> | undefined => {
  if (rung === MOVED) return book.ladders.get(kindInLaw(kind).ladder)?.moved;
  const turn = turnOf(rung);
  return turn === undefined
    ? rungsOf({ kind, deadline }, book).find(({ id }) => id === rung)
    : againOf({ kind, deadline }, turn, book);
};

/** A rung with the day on which it is reached. */
export type DatedRung = Rung & { readonly noticeOn: LocalDate };

/** The rungs of a duty, earliest first. A duty whose deadline is unknown has none: it is alarmed, not reminded. */
export const rungsOf = (
  { kind, deadline }: Pick<Duty, 'kind' | 'deadline'>,
  book: Rulebook = rulebook,
): DatedRung[] =>
  deadline.kind !== 'known'
    ? []
    : ladderOn(kind, deadline.sum.startOn, book).rungs.map((rung) => ({
        ...rung,
        noticeOn: addDays(deadline.dueOn, rung.offsetDays),
      }));

const AGAIN = /^again-(\d+)$/;

/** Which repetition a notice was: `again-3` is the third. */
const turnOf = (rung: string): number | undefined => {
  const turn = AGAIN.exec(rung)?.[1];
  return turn === undefined ? undefined : Number(turn);
};

/** What is said after the last rung for the first, second, nth time; nothing where the house does not say it again. */
const againOf = (
  { kind, deadline }: Pick<Duty, 'kind' | 'deadline'>,
  turn: number,
  book: Rulebook,
): DatedRung | undefined => {
  if (deadline.kind !== 'known') return undefined;
  const { rungs, again } = ladderOn(kind, deadline.sum.startOn, book);
  const last = rungs.at(-1);
  if (!again || !last) return undefined;
  const offsetDays = last.offsetDays + turn * again.everyDays;
  return {
    id: `again-${turn}`,
    offsetDays,
    noticeOn: addDays(deadline.dueOn, offsetDays),
    tells: again.tells,
    label: { vi: again.label.vi.replace('{days}', String(offsetDays)) },
  };
};

type Reminded = Pick<Duty, 'kind' | 'deadline' | 'reachedRungs'>;

/** The repetition that comes next. */
const nextAgain = (duty: Reminded, book: Rulebook = rulebook): DatedRung | undefined =>
  againOf(duty, Math.max(0, ...duty.reachedRungs.map((rung) => turnOf(rung) ?? 0)) + 1, book);

/** What is to be said by a day and has not been, earliest first: rungs, and after the last one what is said again. */
export const rungsReached = (duty: Reminded, today: LocalDate): DatedRung[] => {
  const reached = rungsOf(duty).filter(
    ({ id, noticeOn }) => noticeOn <= today && !duty.reachedRungs.includes(id),
  );
  let next = nextAgain(duty);
  for (let turn = next && turnOf(next.id); next && turn !== undefined && next.noticeOn <= today;) {
    reached.push(next);
    turn += 1;
    next = againOf(duty, turn, rulebook);
  }
  return reached;
};

/** How many days before the due day a duty counts as due soon; 0 when the day is unknown. */
export const dueSoonDays = (
  { kind, deadline }: Pick<Duty, 'kind' | 'deadline'>,
  book: Rulebook = rulebook,
): number => (deadline.kind !== 'known' ? 0 : ladderOn(kind, deadline.sum.startOn, book).dueSoonDays);

/** The longest time for which any duty counts as due soon. */
export const longestSoon = (): number =>
  Math.max(
    ...[...rulebook.ladders.values()].flatMap(({ values }) => values.map(({ dueSoonDays }) => dueSoonDays)),
  );

/** The first day after the due day: from then on the duty is overdue. */
export const overdueFrom = (dueOn: LocalDate): LocalDate => addDays(dueOn, 1);

/** The next day on which the morning run has something to say about a duty, if any is left. */
export const nextNoticeOn = (
  duty: Pick<Duty, 'kind' | 'deadline' | 'reachedRungs' | 'overdueSince' | 'untoldSince'>,
  book: Rulebook = rulebook,
): LocalDate | undefined => {
  if (duty.deadline.kind === 'unknown') return duty.untoldSince;
  if (duty.deadline.kind !== 'known') return undefined;
  const ahead = rungsOf(duty, book)
    .filter((rung) => !duty.reachedRungs.includes(rung.id))
    .map((rung) => rung.noticeOn);
  const becomingOverdue = duty.overdueSince ? [] : [overdueFrom(duty.deadline.dueOn)];
  const again = nextAgain(duty, book)?.noticeOn;
  const untold = duty.untoldSince ? [duty.untoldSince] : [];
  return [...untold, ...ahead, ...becomingOverdue, ...(again ? [again] : [])].sort()[0];
};
