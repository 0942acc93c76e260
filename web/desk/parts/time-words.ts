import { dayOf, displayDay, type Instant, type LocalDate } from '../../../shared/kernel/local-date.ts';

const clock = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** `09:30`, in the province. */
export const clockOf = (at: Instant): string => clock.format(new Date(at));

/** `09:30, 16/06/2025`, in the province. */
export const momentOf = (at: Instant): string => `${clockOf(at)}, ${displayDay(dayOf(at))}`;

/** `còn 12 ngày`, `hôm nay`, `quá 3 ngày`. */
export const daysLeftWords = (days: number): string =>
  days > 0 ? `còn ${days} ngày` : days === 0 ? 'đến hạn hôm nay' : `quá ${-days} ngày`;

export const dayWords = (day: LocalDate): string => displayDay(day);

const YEARS_SHOWN = 5;

/** The years to choose from: this one and those before. */
export const yearsUntil = (today: LocalDate): string[] =>
  Array.from({ length: YEARS_SHOWN }, (_, i) => String(Number(today.slice(0, 4)) - i));
