import type { Case, CaseStore } from '../../shared/capabilities/case-store.ts';

const PAGE = 100;
/** How many cases are written side by side. */
const AT_ONCE = 8;

/** Every case under a key, read before any of them changes its place. */
export const listAll = async <State>(
  store: CaseStore,
  index: 'notice' | 'owner',
  key: string,
  upTo?: string,
): Promise<Case<State>[]> => {
  const found: Case<State>[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list<State>(index, key, {
      limit: PAGE,
      ...(upTo === undefined ? {} : { upTo }),
      ...(cursor ? { cursor } : {}),
    });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found;
};

/** Does the same for each, a few at a time. */
export const sideBySide = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};
