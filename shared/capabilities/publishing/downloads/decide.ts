import type { DownloadsEvent } from '../../../../events/downloads.ts';
import type { DatasetId } from '../../../kernel/ids.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { closedThrough, countOn, type Downloads } from './model.ts';

/**
 * What the logs of some days say: for each day a fact where its number is new. The first number of a day and a corrected
 * one are the same fact; a number that is known already says nothing.
 */
export const countDownloads = (
  {
    datasetId,
    days,
  }: { datasetId: DatasetId; days: readonly { readonly day: LocalDate; readonly count: number }[] },
  downloads: Downloads | undefined,
): readonly DownloadsEvent[] | Refusal<'day-closed'> => {
  const closed = downloads && days.find(({ day }) => day <= closedThrough(downloads));
  if (closed) return refuse('day-closed', { day: closed.day });
  return [...days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .filter(({ day, count }) => count !== (downloads ? countOn(downloads, day) : 0))
    .map(({ day, count }) => ({ type: 'DownloadsCounted', data: { datasetId, day, count } }));
};
