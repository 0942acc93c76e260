import * as z from 'zod';
import { DatasetId } from '../shared/kernel/ids.ts';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { defineEvent, type Fact } from './envelope.ts';

/**
 * How often files of a dataset were downloaded on a day, as the access logs tell it: the whole number of that day. Told
 * again with another number, it corrects what was said before.
 */
export const DownloadsCounted = defineEvent(
  'DownloadsCounted',
  1,
  z.object({ datasetId: DatasetId, day: LocalDate, count: z.int().nonnegative() }),
);

export const downloadsEvents = [DownloadsCounted] as const;

export type DownloadsEvent = Fact<(typeof downloadsEvents)[number]>;
