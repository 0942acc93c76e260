type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };
type ListPage<Item> = (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>;

/** So much of a list is read for one answer, in pages of so much: what is not found by then is asked for with `next`. */
const MOST_READ = 1000;
const READ_AT_ONCE = 200;

/**
 * What of a list is wanted, a page of it: reads on until the page is full, the list ends, or as much was read as one
 * answer may cost. `next` goes on right behind the last item that was looked at.
 */
export const readOn = async <Item>(
  list: ListPage<Item>,
  isWanted: (item: Item) => boolean,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<Item>> => {
  const items: Item[] = [];
  let next = cursor;
  let read = 0;
  do {
    const from = next === undefined ? {} : { cursor: next };
    const left = limit - items.length;
    // Where everything is wanted, the first page is the answer.
    let page = await list({ limit: read === 0 ? left : Math.max(left, READ_AT_ONCE), ...from });
    const wanted = page.items.flatMap((item, at) => (isWanted(item) ? [at] : []));
    const lastThatFits = wanted[left - 1];
    // More than fits: the same again up to the last that does, so that `next` stands behind it.
    if (lastThatFits !== undefined && lastThatFits + 1 < page.items.length)
      page = await list({ limit: lastThatFits + 1, ...from });
    items.push(...page.items.filter(isWanted));
    read += page.items.length;
    next = page.next;
  } while (next !== undefined && items.length < limit && read < MOST_READ);
  return { items, ...(next === undefined ? {} : { next }) };
};
