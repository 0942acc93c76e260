import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { CaseId } from '../../shared/kernel/ids.ts';

const PAGE = 100;

/**
 * The open duties whose due day a rule gives, oldest list first read, then changed by the caller: each change moves its
 * duty to another place in the index.
 */
export const openDutiesUnder = async (store: CaseStore, rule: string): Promise<CaseId[]> => {
  const found: CaseId[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list<Duty>('status', dutyKeys.all('open'), {
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    found.push(
      ...page.items.filter(({ state }) => state.deadline.ruleId === rule).map(({ caseId }) => caseId),
    );
    cursor = page.next;
  } while (cursor);
  return found;
};
