import type { Instant, LocalDate } from './local-date.ts';

// Apart from `local-date.ts`: islands of public pages show days and carry no schemas.

const PROVINCE_OFFSET_MS = 7 * 3_600_000;

/** `16/06/2025`, as people and letters write it. */
export const displayDay = (day: LocalDate): string => day.split('-').reverse().join('/');

/** `14:05` in the province, as people write a moment of a day. */
export const displayTime = (at: Instant): string =>
  new Date(Date.parse(at) + PROVINCE_OFFSET_MS).toISOString().slice(11, 16);

const english = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `16 June 2025`. */
export const displayDayInEnglish = (day: string): string => english.format(new Date(`${day}T00:00:00Z`));
