import type { Deadline } from '../../kernel/deadline.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { Complexity, RequestChannel, RequestKind } from '../../kernel/request.ts';
import { computeDeadline, type DeadlineAsked } from '../../regulation/deadline.ts';
import { requestRule } from '../../regulation/request-rules.ts';
import type { Rulebook } from '../../regulation/rulebook.ts';
import type { DeadlineRule } from '../../regulation/schema.ts';
import type { Pause } from './model.ts';

/** What the due day of an answer depends on. */
export type Clock = {
  readonly kind: RequestKind;
  readonly channel: RequestChannel;
  readonly complexity: Complexity;
  readonly clockStartOn: LocalDate;
  /** Its moment, for limits in hours. */
  readonly clockStartAt?: Instant;
  readonly receivedOn: LocalDate;
  readonly pauses: readonly Pause[];
  readonly extendedOn?: LocalDate;
};

/** The clock of an agency that sees the request for the first time. */
export const afresh = (
  { kind, channel, receivedOn }: Pick<Clock, 'kind' | 'channel' | 'receivedOn'>,
  on: LocalDate,
  at: Instant,
): Clock => ({
  kind,
  channel,
  receivedOn,
  complexity: 'simple',
  clockStartOn: on,
  clockStartAt: at,
  pauses: [],
});

/** The rulebook's name for what stops the clock of a request. */
const CLARIFICATION = 'clarification';

const answerRule = ({ kind, channel, complexity }: Clock, book: Rulebook): DeadlineRule => {
  const named = book.requestKinds.get(kind)?.rule;
  const found =
    named === undefined
      ? requestRule(channel, complexity === 'complex' ? 'answer' : 'simple', book)
      : book.deadlines.get(named);
  if (!found) throw new Error(`The rulebook holds no limit for ${kind} by ${channel}`);
  return found;
};

/** A limit that nothing stops is not asked about stops. Which day's law governs, the rule itself says. */
const counted = (
  clock: Clock,
  rule: DeadlineRule,
  book: Rulebook,
  more: Partial<DeadlineAsked>,
): Deadline => {
  const startedBy = book.requestKinds.get(clock.kind)?.startedBy;
  return computeDeadline(
    {
      rule: rule.id,
      ...(startedBy && { startedBy }),
      startOn: clock.clockStartOn,
      ...(clock.clockStartAt && { startAt: clock.clockStartAt }),
      governedOn: rule.governedBy.day === 'clock-start' ? clock.clockStartOn : clock.receivedOn,
      ...(rule.stoppedBy.includes(CLARIFICATION) && {
        stops: clock.pauses.map(({ from, to }) => ({ rule: CLARIFICATION, from, ...(to && { to }) })),
      }),
      ...more,
    },
    book,
  );
};

/** What is asked after the due day stops a clock that has run out no more: the day stands, though the law of stops be unknown. */
const ask = (clock: Clock, rule: DeadlineRule, book: Rulebook, more: Partial<DeadlineAsked> = {}): Deadline =>
  clock.pauses.reduce<{ pauses: Pause[]; deadline: Deadline }>(
    (before, pause) => {
      if (before.deadline.kind === 'known' && pause.from > before.deadline.dueOn) return before;
      const pauses = [...before.pauses, pause];
      return { pauses, deadline: counted({ ...clock, pauses }, rule, book, more) };
    },
    { pauses: [], deadline: counted({ ...clock, pauses: [] }, rule, book, more) },
  ).deadline;

/** By when the answer is due, with the whole sum. */
export const clockOf = (clock: Clock, book: Rulebook): Deadline => {
  const { extendedOn, complexity, channel } = clock;
  const extension =
    extendedOn && complexity === 'complex' ? requestRule(channel, 'extension', book) : undefined;
  return ask(
    clock,
    answerRule(clock, book),
    book,
    extension && extendedOn ? { extension: { rule: extension.id, grantedOn: extendedOn } } : {},
  );
};

/** The first day of which the rulebook says anything of this limit: before it lie slips of the pen, not letters. */
export const firstDayKnown = (clock: Clock, book: Rulebook): LocalDate | undefined =>
  answerRule(clock, book)
    .values.map(({ from }) => from)
    .sort()[0];

/** By when an answer the agency itself found wrong must be put right; nothing where the law knows no such duty. */
export const correctionDeadline = (
  kind: RequestKind,
  discoveredOn: LocalDate,
  book: Rulebook,
): Deadline | undefined => {
  const rule = book.requestKinds.get(kind)?.foundWrong;
  return rule === undefined
    ? undefined
    : computeDeadline({ rule, startOn: discoveredOn, governedOn: discoveredOn }, book);
};

/** By when the requester must be told that the information has to be gathered; nothing where the law names no such step. */
export const noticeDeadline = (clock: Clock, book: Rulebook): Deadline | undefined => {
  const rule = clock.kind === 'information' ? requestRule(clock.channel, 'notice', book) : undefined;
  return rule && ask(clock, rule, book);
};
