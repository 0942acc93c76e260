import type { Case, CaseStore } from '../../shared/capabilities/case-store.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';

const PAGE = 50;

/** How many duties a look reads before it says "at least so many". */
export const MOST_READ = 500;

/** How many open deadlines need somebody to find out something first. */
export type OpenDeadlines = {
  /** Those whose day is not known. */
  readonly unknown: number;
  /** Of these, those of requests: a person waits. */
  readonly unknownOfRequests: number;
  /** Those that pass the last day whose calendar is known. */
  readonly beyondCalendar: number;
  /** There may be more: the look ended at its bound. */
  readonly atLeast: boolean;
};

/** Reads from one end of the open duties while what it finds still counts, up to a bound. */
const readWhile = async (
  store: Pick<CaseStore, 'list'>,
  order: { newestFirst?: boolean; upTo?: string },
  most: number,
  goesOn: (duty: Duty) => boolean,
): Promise<{ found: Duty[]; atLeast: boolean }> => {
  const found: Duty[] = [];
  let cursor: string | undefined;
  do {
    if (found.length >= most) return { found, atLeast: true };
    const page: { items: Case<Duty>[]; next?: string } = await store.list<Duty>(
      'status',
      dutyKeys.all('open'),
      { ...order, limit: PAGE, ...(cursor ? { cursor } : {}) },
    );
    const duties = page.items.map(({ state }) => state);
    found.push(...duties);
    cursor = duties.every(goesOn) ? page.next : undefined;
  } while (cursor);
  return { found, atLeast: false };
};

const isProvisional = ({ deadline }: Duty) => 'provisional' in deadline && deadline.provisional;

/**
 * Looks at both ends of the open duties as their days order them: those without a day stand first, the latest days last,
 * behind them only clocks that stand still. What lies between is not read. A request is seen by the duty to answer it.
 */
export const lookAtOpen = async (
  store: Pick<CaseStore, 'list'>,
  lastKnownDay: LocalDate,
  most = MOST_READ,
): Promise<OpenDeadlines> => {
  const isLate = ({ deadline }: Duty) =>
    deadline.kind === 'stopped' || (deadline.kind === 'known' && deadline.dueOn > lastKnownDay);
  const [first, last] = await Promise.all([
    readWhile(store, { upTo: dutyKeys.withoutDay }, most, () => true),
    readWhile(store, { newestFirst: true }, most, isLate),
  ]);
  const unknown = first.found.filter(({ deadline }) => deadline.kind === 'unknown');
  return {
    unknown: unknown.length,
    unknownOfRequests: unknown.filter(({ subject }) => subject.type === 'request').length,
    beyondCalendar: last.found.filter((duty) => isLate(duty) && isProvisional(duty)).length,
    atLeast: first.atLeast || last.atLeast,
  };
};
