import type { Case, CaseStore } from '../../shared/capabilities/case-store.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';

export type DutiesAsked = {
  readonly agency: AgencyCode | undefined;
  readonly kind: Duty['kind'] | undefined;
  readonly deadline: 'unknown' | undefined;
  readonly group: 'open' | 'closed';
  readonly limit: number;
  readonly cursor: string | undefined;
};

/** How often one answer looks further for duties of a kind among others: a page may be short, and says where to go on. */
const LOOKS = 20;

/** Duties in the order of their day; of one kind or without a day, as many as a bounded number of looks finds. */
export const listDuties = async (
  store: CaseStore,
  { agency, kind, deadline, group, limit, cursor }: DutiesAsked,
): Promise<{ items: Case<Duty>[]; next?: string }> => {
  const items: Case<Duty>[] = [];
  let next = cursor;
  for (let look = 0; look < ((kind ?? deadline) ? LOOKS : 1) && items.length < limit; look += 1) {
    const page = await store.list<Duty>(
      agency ? 'owner' : 'status',
      agency ? dutyKeys.ofAgency(agency, group) : dutyKeys.all(group),
      {
        limit: limit - items.length,
        newestFirst: group === 'closed',
        // Those without a day stand together, first.
        ...(deadline ? { upTo: dutyKeys.withoutDay } : {}),
        ...(next ? { cursor: next } : {}),
      },
    );
    items.push(
      ...page.items.filter(
        ({ state }) => (!kind || state.kind === kind) && (!deadline || state.deadline.kind === deadline),
      ),
    );
    next = page.next;
    if (!next) break;
  }
  return { items, ...(next ? { next } : {}) };
};
