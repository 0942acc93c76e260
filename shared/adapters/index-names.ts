import type { IndexName } from '../capabilities/case-store.ts';

/** Index and attribute names as the data stack defines them. */
export const indexNames = {
  owner: { index: 'byOwner', key: 'ownerKey', sort: 'ownerSort' },
  kind: { index: 'byKind', key: 'kindKey', sort: 'kindSort' },
  status: { index: 'byStatus', key: 'statusKey', sort: 'statusSort' },
  notice: { index: 'byNotice', key: 'noticeKey', sort: 'noticeSort' },
} as const satisfies Record<IndexName, { index: string; key: string; sort: string }>;

/** The attributes a cursor of an index holds: the item's own key and its place in the index, no more and no less. */
export const cursorParts = (index: IndexName): readonly string[] => [
  'pk',
  'sk',
  indexNames[index].key,
  indexNames[index].sort,
];
