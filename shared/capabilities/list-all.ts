import type { Case, CaseStore, IndexName } from './case-store.ts';

const PAGE = 100;

/** Every case under a key, up to a bound of its sort part, read before any of them changes its place. */
export const listAll = async <State>(
  store: Pick<CaseStore, 'list'>,
  index: IndexName,
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
