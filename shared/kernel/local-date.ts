import * as z from 'zod';

export { displayDay, displayTime } from './displayed-day.ts';

/**
 * A day in the province (Asia/Ho_Chi_Minh, UTC+7, no daylight saving), written `YYYY-MM-DD`.
 * It is not an instant: deadlines of law are days. ISO strings order as days do, so `<` and `===` are safe.
 */
export const LocalDate = z.iso.date().brand('LocalDate');
export type LocalDate = z.infer<typeof LocalDate>;

/** A moment, written as an ISO 8601 UTC string with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 }).brand('Instant');
export type Instant = z.infer<typeof Instant>;

const DAY_MS = 86_400_000;
const PROVINCE_OFFSET_MS = 7 * 3_600_000;

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Checks and brands a day; throws on 2025-02-30 and the like. */
export const localDate = (text: string): LocalDate => LocalDate.parse(text);

/** Whole days since 1970-01-01: the number to do arithmetic with. */
export const toDayNumber = (day: LocalDate): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

export const fromDayNumber = (n: number): LocalDate =>
  new Date(n * DAY_MS).toISOString().slice(0, 10) as LocalDate;

export const addDays = (day: LocalDate, days: number): LocalDate => fromDayNumber(toDayNumber(day) + days);

export const daysBetween = (from: LocalDate, to: LocalDate): number => toDayNumber(to) - toDayNumber(from);

/**
 * The same-numbered day `months` later, or the last day of that month when it has no such day
 * (Bộ luật Dân sự 2015, Điều 148).
 */
export const addMonths = (day: LocalDate, months: number): LocalDate => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return fromDayNumber((first.getTime() + (Math.min(date, last) - 1) * DAY_MS) / DAY_MS);
};

export const weekdayOf = (day: LocalDate): Weekday => {
  // Days before 1970 have negative numbers, and a negative remainder.
  const sinceMonday = (((toDayNumber(day) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
};

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

export const instant = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;

export const epochMs = (at: Instant): number => Date.parse(at);

export const addSeconds = (at: Instant, seconds: number): Instant => instant(epochMs(at) + seconds * 1000);

/** The day it is in the province at a moment. */
export const dayOf = (at: Instant): LocalDate =>
  new Date(epochMs(at) + PROVINCE_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;

/** A time of day in the province, to the minute. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The moment of a day at a time of it. */
export const atTime = (day: LocalDate, time: string): Instant => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return addSeconds(startOfDay(day), (hours * 60 + minutes) * 60);
};

/** The moment a day begins in the province. */
export const startOfDay = (day: LocalDate): Instant =>
  instant(Date.parse(`${day}T00:00:00Z`) - PROVINCE_OFFSET_MS);
