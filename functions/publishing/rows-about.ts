import { displayDay } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { API_BASE } from '../../shared/contract/operations.ts';
import type { RowsAnswer } from '../../shared/contract/rows.ts';
import type { Published } from './published-release.ts';

/** The address of a question: the one that was asked, with some parameters set or, by `undefined`, left out. */
export const rowsAddress = (
  slug: string,
  rawQuery: string,
  changes: Readonly<Record<string, string | undefined>>,
): string => {
  const query = new URLSearchParams(rawQuery);
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  const text = query.toString();
  return `${API_BASE}/datasets/${slug}/rows${text ? `?${text}` : ''}`;
};

/** What stands beside the rows: of which release they are, under which terms, and how to name the source. */
export const aboutRelease = (
  { dataset, release }: Published,
  publicUrl: string,
): Pick<RowsAnswer, 'dataset' | 'release' | 'licence' | 'source' | 'demonstration'> => {
  const { title, licence: id } = dataset.metadata;
  const licence = rulebook.licences.get(id);
  const url = `${publicUrl}/datasets/${dataset.slug}/`;
  return {
    dataset: { id: dataset.id, slug: dataset.slug, title, url },
    release: {
      number: release.number,
      publishedOn: release.publishedOn,
      latest: release.number === dataset.releases.at(-1)?.number,
    },
    licence: { id, label: licence?.label ?? { vi: id, en: id }, url: licence?.url ?? `${publicUrl}/terms/` },
    source: `${title}, bản phát hành ${release.number} ngày ${displayDay(release.publishedOn)}, ${url}`,
    demonstration: dataset.demonstration,
  };
};
