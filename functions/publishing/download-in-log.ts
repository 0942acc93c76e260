import type { AccessLogField } from '../../shared/contract/access-log.ts';
import { dayOf, instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { Slug } from '../../shared/kernel/ids.ts';

/** What of a line decides whether it was a download, in the order `downloadIn` takes them. */
export const DOWNLOAD_FIELDS = [
  'date',
  'time',
  'cs-method',
  'cs-uri-stem',
  'sc-status',
  'sc-range-start',
] as const satisfies readonly AccessLogField[];

/** The permanent address of a release file, in its one spelling: what is escaped or climbs is another address. */
const RELEASE_FILE = /^\/datasets\/([a-z0-9-]{1,80})\/releases\/[1-9]\d{0,8}\/[a-z0-9][a-z0-9._-]{0,120}$/;

/** The whole file, or a part that begins at its beginning: a download in many parts has one such part. */
const isBeginning = (status: string, rangeStart: string): boolean =>
  status === '200' || (status === '206' && rangeStart === '0');

/**
 * The download a line tells of: which dataset, by its slug, on which day in the province. Undefined for everything
 * else: pages, redirects from `latest`, HEAD, later parts, what the reader had already (304), errors, nonsense.
 */
export const downloadIn = (line: readonly string[]): { slug: Slug; day: LocalDate } | undefined => {
  const [date = '', time = '', method, path = '', status = '', rangeStart = ''] = line;
  if (method !== 'GET' || !isBeginning(status, rangeStart)) return undefined;
  const slug = Slug.safeParse(RELEASE_FILE.exec(path)?.[1]).data;
  if (!slug || !/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}:\d{2}$/.test(time)) return undefined;
  const at = Date.parse(`${date}T${time}Z`);
  return Number.isNaN(at) ? undefined : { slug, day: dayOf(instant(at)) };
};
