import type { Actor } from '../../events/envelope.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { takeNotice } from '../../shared/capabilities/duties/decide.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { CaseId, CorrelationId, NewId } from '../../shared/kernel/ids.ts';
import { dayOf, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { calendarWarning } from '../../shared/regulation/law-check.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';

const morning: Actor = { kind: 'system', name: 'morning' };
const PAGE = 100;

type MorningServices = {
  readonly store: CaseStore;
  readonly newId: NewId;
  /** How many rules and open deadlines pass the last day of the known calendar. */
  readonly measure: (beyondCalendar: number) => void;
};

const warnOfCalendar = (today: LocalDate, open: readonly Deadline[]): number => {
  const warning = calendarWarning(today, rulebook, open);
  if (!warning) return 0;
  logger.warn('calendar-ends', { ...warning });
  return warning.newly.length + warning.open;
};

/**
 * Says what is due to be said today. Reads only what falls due; takes the day from its event. Run twice it says
 * nothing new; run late it says the latest rung and records those it skipped. It warns when a deadline could pass the last
 * day whose calendar is known, while there is time to enter the next year's.
 */
export const morningRun =
  ({ store, newId, measure }: MorningServices) =>
  async (at: Instant, correlation?: CorrelationId): Promise<{ read: number; noticed: number }> => {
    const today = dayOf(at);
    const due: CaseId[] = [];
    const deadlines: Deadline[] = [];
    let cursor: string | undefined;
    // First the list, then the changes: each change moves its case to another place in the index.
    do {
      const page = await store.list<Duty>('notice', dutyKeys.notices, {
        limit: PAGE,
        upTo: dutyKeys.noticesUpTo(today),
        ...(cursor ? { cursor } : {}),
      });
      due.push(...page.items.map((item) => item.caseId));
      deadlines.push(...page.items.map((item) => item.state.deadline));
      cursor = page.next;
    } while (cursor);
    let noticed = 0;
    for (const caseId of due) {
      const changed = await changeCase(store, newId, duties, {
        caseId,
        context: { at, by: morning, correlation },
        decide: (duty: Duty | undefined) => takeNotice({ today }, duty),
      });
      if (isRefusal(changed)) throw new Error(`Notice of ${caseId} met ${changed.refused}`);
      if (changed.changed) noticed += 1;
    }
    measure(warnOfCalendar(today, deadlines));
    logger.info('morning-run', { today, read: due.length, noticed });
    return { read: due.length, noticed };
  };
