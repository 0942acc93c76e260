import type { Actor } from '../../events/envelope.ts';
import type { CommandContext } from '../../shared/capabilities/case-store.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { CorrelationId } from '../../shared/kernel/ids.ts';
import { dayOf, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { calendarWarning } from '../../shared/regulation/law-check.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';
import { handOverOfEnded } from './hand-over.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';
import { say, takeUpLeft, type NoticeServices } from './take-notices.ts';

const morning: Actor = { kind: 'system', name: 'morning' };

type MorningServices = NoticeServices & {
  /** How many rules and open deadlines pass the last day of the known calendar. */
  readonly measure: (beyondCalendar: number) => void;
};

const warnOfCalendar = (today: LocalDate, open: readonly Deadline[]): number => {
  const warning = calendarWarning(today, rulebook, open);
  if (!warning) return 0;
  logger.warn('calendar-ends', { ...warning });
  return warning.newly.length + warning.open;
};

/** The register of one morning: the list of agencies is read once, whoever asks. */
const readOnce = (registry: Registry): Registry => {
  let agencies: ReturnType<Registry['agencies']> | undefined;
  return { ...registry, agencies: () => (agencies ??= registry.agencies()) };
};

/**
 * Says what is due to be said today, in one digest a person. Reads only what falls due; takes the day from its event. Run
 * twice it says nothing new; run late it says the latest rung and records those it skipped; broken off, the next run takes
 * up what is left. It warns when a deadline could pass the last day whose calendar is known, while there is time to enter
 * the next year's.
 */
export const morningRun =
  ({ measure, registry, ...rest }: MorningServices) =>
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
    const states = due.map(({ state }) => state);
    const noticed = await say(services, states, today, context);
    measure(
      warnOfCalendar(
        today,
        states.map(({ deadline }) => deadline),
      ),
    );
    logger.info('morning-run', { today, read: due.length, noticed, handedOver });
    return { read: due.length, noticed, handedOver };
  };
