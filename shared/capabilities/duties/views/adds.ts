import type { AgencyCode } from '../../../kernel/ids.ts';
import { addDays, daysBetween, type LocalDate } from '../../../kernel/local-date.ts';
import { ADDS_NOTHING, type Adds } from '../../figures.ts';
import { dueSoonDays } from '../ladder.ts';
import type { Duty } from '../model.ts';

/** `2025-06`: the month of a day. */
export const monthOf = (day: LocalDate): string => day.slice(0, 7);

/** The sheets in which duties are counted, and the names of their rows. */
export const dutySheets = {
  /** Closed duties: a row an agency, kind and month. */
  closedIn: (year: string) => `duties#${year}`,
  closedRow: (agency: AgencyCode, kind: Duty['kind'], month: string) => `${agency}#${kind}#${month.slice(5)}`,
  /** Open duties: a row an agency and kind. */
  open: 'duties#open',
  openRow: (agency: AgencyCode, kind: Duty['kind']) => `${agency}#${kind}`,
  /** Open duties by their due day, each a row of its own. */
  due: 'duties#due',
} as const;

/** How many open duties are due in a month, by the month; of these by a day the house set; those whose day is unknown. */
export const dueIn = (month: string): string => `due#${month}`;
export const dueByHouseIn = (month: string): string => `house-due#${month}`;
export const UNKNOWN_DAY = 'unknown-day';

const one = (sheet: string, row: string, what: string, n = 1) => ({ sheet, row, what, n });

/** Counted where a person must look: by the month of its due day, and in the list of its days. A clock that stands still adds nothing. */
const addsOfOpen = ({ id, agency, kind, deadline }: Duty): Adds => {
  const row = dutySheets.openRow(agency, kind);
  if (deadline.kind === 'unknown') return { counts: [one(dutySheets.open, row, UNKNOWN_DAY)], places: [] };
  if (deadline.kind !== 'known') return ADDS_NOTHING;
  const { dueOn } = deadline;
  const soonFrom = addDays(dueOn, -dueSoonDays({ kind, deadline }));
  const month = monthOf(dueOn);
  const isHouse = deadline.basis === 'house';
  return {
    counts: [
      one(dutySheets.open, row, dueIn(month)),
      ...(isHouse ? [one(dutySheets.open, row, dueByHouseIn(month))] : []),
    ],
    places: [
      {
        sheet: dutySheets.due,
        row: `${dueOn}#${id}`,
        says: { agency, kind, soonFrom, ...(isHouse && { basis: 'house' }) },
      },
    ],
  };
};

/** Handed on when it was late already: that counts for who let it be, in the month it was due there. */
const addsOfLateHandOvers = ({ kind, handOvers = [] }: Duty): Adds['counts'] =>
  handOvers.flatMap(({ from, late }) => {
    if (!late) return [];
    const sheet = dutySheets.closedIn(late.dueOn.slice(0, 4));
    const row = dutySheets.closedRow(from, kind, monthOf(late.dueOn));
    const counted = (what: string, n?: number) => one(sheet, row, what, n);
    return [counted('handed-on-late'), ...(late.basis === 'house' ? [counted('late-by-house')] : [])];
  });

/**
 * What a duty adds to the figures: of whoever owes it, and of whoever was late with it before.
 */
export const addsOf = (duty: Duty): Adds => {
  const { counts, places } = addsOfOwing(duty);
  return { counts: [...counts, ...addsOfLateHandOvers(duty)], places };
};

/**
 * It counts for the agency that owes it, or owed it when it was closed. Done ones count in
 * the month they were due, in time or late; waived ones and those done without a due day in the month they were closed.
 */
const addsOfOwing = (duty: Duty): Adds => {
  if (duty.status === 'open') return addsOfOpen(duty);
  const { agency, kind, deadline, closed } = duty;
  const isByDueDay = duty.status === 'fulfilled' && deadline.kind === 'known';
  const day = isByDueDay ? deadline.dueOn : closed.on;
  const sheet = dutySheets.closedIn(day.slice(0, 4));
  const row = dutySheets.closedRow(agency, kind, monthOf(day));
  const counted = (what: string, n?: number) => one(sheet, row, what, n);
  if (duty.status === 'waived') return { counts: [counted('waived')], places: [] };
  if (!isByDueDay) return { counts: [counted('without-day')], places: [] };
  const late = daysBetween(deadline.dueOn, closed.on);
  if (late <= 0) return { counts: [counted('in-time')], places: [] };
  const byHouse = deadline.basis === 'house' ? [counted('late-by-house')] : [];
  return { counts: [counted('late'), counted('days-late', late), ...byHouse], places: [] };
};
