import type { Actor } from '../../events/envelope.ts';
import { currentBook } from '../../shared/adapters/current-book.ts';
import type { CommandContext } from '../../shared/capabilities/case-store.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { CorrelationId } from '../../shared/kernel/ids.ts';
import { dayOf, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { calendarWarning, lastKnownDay } from '../../shared/regulation/law-check.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';
import { handOverOfEnded } from './hand-over.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';
import { lookAtOpen } from './open-deadlines.ts';
import { recomputeOpen } from './recompute-open.ts';
import { say, takeUpLeft, type NoticeServices } from './take-notices.ts';

const morning: Actor = { kind: 'system', name: 'morning' };

/** What the alarms watch: how many deadlines need somebody to find out something first. */
export type Measured = {
  /** Rules and open deadlines that pass the last day of the known calendar. */
  readonly beyondCalendar: number;
  /** Open deadlines whose day is not known. */
  readonly unknown: number;
};

type MorningServices = NoticeServices & {
  readonly measure: (measured: Measured) => void;
  /** The rulebook of this version of the portal. */
  readonly shipped?: Rulebook;
};

/** Warns of deadlines that nobody can be sure of, while there is time to find out. */
const lookAhead = async (
  store: NoticeServices['store'],
  today: LocalDate,
  book: Rulebook,
): Promise<Measured> => {
  const open = await lookAtOpen(store, lastKnownDay(book));
  const warning = calendarWarning(today, book, open.beyondCalendar);
  if (warning) logger.warn('calendar-ends', { ...warning, atLeast: open.atLeast });
  if (open.unknown > 0) logger.warn('deadlines-unknown', { ...open });
  return { beyondCalendar: (warning?.newly.length ?? 0) + open.beyondCalendar, unknown: open.unknown };
};

/** The register of one morning: the list of agencies is read once, whoever asks. */
const readOnce = (registry: Registry): Registry => {
  let agencies: ReturnType<Registry['agencies']> | undefined;
  return { ...registry, agencies: () => (agencies ??= registry.agencies()) };
};

/**
 * Says what is due to be said today, in one digest a person. Reads only what falls due; takes the day from its event. Run
 * twice it says nothing new; run late it says the latest rung and records those it skipped; broken off, the next run takes
 * up what is left. Where the rulebook is another than yesterday, it sets open duties to be computed again. It warns of
 * deadlines that are not known, or could pass the last day whose calendar is known, while there is time to enter them.
 */
export const morningRun =
  ({ measure, registry, shipped, ...rest }: MorningServices) =>
  async (
    at: Instant,
    correlation?: CorrelationId,
  ): Promise<{ read: number; noticed: number; handedOver: number }> => {
    const services = { ...rest, registry: readOnce(registry) };
    const today = dayOf(at);
    const context: CommandContext = { at, by: morning, correlation };
    await takeUpLeft(services, today, context);
    const handedOver = await handOverOfEnded(services, today, context);
    const due = await listAll<Duty>(services.store, 'notice', dutyKeys.notices, dutyKeys.noticesUpTo(today));
    const noticed = await say(services, due, today, context);
    const book = await currentBook(services.store, shipped);
    await recomputeOpen({ ...services, ...(shipped && { shipped }) }).begin(book, today, context);
    measure(await lookAhead(services.store, today, book));
    logger.info('morning-run', { today, read: due.length, noticed, handedOver });
    return { read: due.length, noticed, handedOver };
  };
