import type { Citation, Deadline } from './deadline.ts';

type Place = { [Part in 'article' | 'clause' | 'point']?: string | undefined } & Pick<Citation, 'instrument'>;

/** A stable name for links: `nd-47-2020-dieu-20-khoan-3`. Point đ is `dd`, since point d exists too. */
export const anchorOf = (place: Place): string =>
  [
    place.instrument,
    place.article && `dieu-${place.article}`,
    place.clause && `khoan-${place.clause}`,
    place.point && `diem-${place.point.replace('đ', 'dd')}`,
  ]
    .filter(Boolean)
    .join('-');

/** Every place in the law that a deadline names. */
export const citesOf = (deadline: Deadline): Citation[] => {
  if (deadline.kind === 'at-once' || deadline.kind === 'no-limit') return deadline.cites;
  if (deadline.kind === 'unknown') return [];
  const { cites, stops = [] } = deadline.sum;
  const extension = deadline.kind === 'known' ? deadline.sum.extension : undefined;
  return [...cites, ...stops.flatMap((stop) => stop.cites), ...(extension?.cites ?? [])];
};
